import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readDatasetCard } from '../dataset.ts';
import { DOWNLOADS, type DownloadOptions, downloadDataset } from './download.ts';
import { CONTEXT, createFolder, readTree, SMALL_CSV, zipOf } from './foreign-sets.fixture.ts';
import { importDownloaded } from './import-dataset.ts';

const ZIP = zipOf(SMALL_CSV, 'ml-tiny');
const PINNED = { 'ml-tiny': { bytes: ZIP.length, sha256: createHash('sha256').update(ZIP).digest('hex') } };

/** A server of this machine for one test; returns its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/datasets`;
}

function options(baseUrl: string): DownloadOptions & typeof CONTEXT {
  return { ...CONTEXT, baseUrl, pinned: PINNED };
}

test('the right file is imported and not kept', async () => {
  const asked: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    asked.push(request.url);
    response.end(ZIP);
  });
  const root = await createFolder();
  const report = await importDownloaded(root, 'ml-tiny', {}, options(baseUrl));
  expect(asked).toEqual(['/datasets/ml-tiny.zip']);
  expect(report).toMatchObject({
    name: 'ml-tiny',
    source: 'ml-tiny.zip',
    dataset_changed: true,
    rows: { kept: 3 },
  });
  expect((await readDatasetCard(root))?.source).toBe('ml-tiny.zip');
  const download = await downloadDataset('ml-tiny', options(baseUrl));
  expect(existsSync(download.path)).toBe(true);
  await download.remove();
  expect(existsSync(dirname(download.path))).toBe(false);
});

const LOCAL_COPY = /Nothing was changed\. With a copy of your own: `showrunner import PATH\/TO\/THE\.zip`/;
const changed = Buffer.from(ZIP);
changed[40] ^= 1;

const FAILURES: [what: string, answer: RequestListener, message: RegExp][] = [
  [
    'a file with another hash',
    (_, response) => response.end(changed),
    /ml-tiny\.zip: the file that came has the sha256 [0-9a-f]{64}, not/,
  ],
  ['a longer file', (_, response) => response.end(Buffer.concat([ZIP, ZIP])), /longer than the \d+ bytes/],
  ['a shorter file', (_, response) => response.end(ZIP.subarray(0, 100)), /has the sha256/],
  ['no such file', (_, response) => response.writeHead(404).end(), /the server answers 404 Not Found/],
  [
    'a connection that breaks',
    (_, response) => {
      response.writeHead(200, { 'content-length': ZIP.length });
      response.write(ZIP.subarray(0, 50), () => response.destroy());
    },
    /the connection broke after \d+ of \d+ bytes/,
  ],
];

test.each(FAILURES)('%s is refused with a way out, and nothing is written', async (_, answer, message) => {
  const baseUrl = await serve(answer);
  const root = await createFolder();
  const attempt = importDownloaded(root, 'ml-tiny', {}, options(baseUrl));
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toThrow(LOCAL_COPY);
  expect(await readTree(root)).toEqual({});
});

test('a server that is not there is named, with a way out', async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const attempt = importDownloaded(await createFolder(), 'ml-tiny', {}, options(`http://127.0.0.1:${port}`));
  await expect(attempt).rejects.toThrow(/ml-tiny\.zip: the server cannot be reached \(ECONNREFUSED\)/);
  await expect(attempt).rejects.toThrow(LOCAL_COPY);
});

test('a name without a pinned hash is not fetched', async () => {
  const attempt = downloadDataset('ml-latest-smal', {
    reporter: CONTEXT.reporter,
    baseUrl: 'http://127.0.0.1:1',
  });
  await expect(attempt).rejects.toThrow(
    /"ml-latest-smal" is not a data set that can be fetched\. Did you mean "ml-latest-small"\?/,
  );
  await expect(downloadDataset('__proto__', { reporter: CONTEXT.reporter })).rejects.toThrow(
    /is not a data set/,
  );
});

test('a set that would not be replaced is not fetched either', async () => {
  let asked = 0;
  const baseUrl = await serve((_, response) => {
    asked++;
    response.end(ZIP);
  });
  const root = await createFolder();
  await importDownloaded(root, 'ml-tiny', {}, options(baseUrl));
  await expect(importDownloaded(root, 'ml-tiny', {}, options(baseUrl))).rejects.toThrow(/--replace/);
  expect(asked).toBe(1);
});

test('every pinned hash is a sha256', () => {
  for (const { bytes, sha256 } of Object.values(DOWNLOADS)) {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(bytes).toBeGreaterThan(900_000);
  }
});
