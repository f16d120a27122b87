// The page of the static API: its examples as somebody would paste them, against the built folder behind a server.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiIndex } from '#pipeline/publishing/contract.ts';
import { problemsWithContract } from '#pipeline/publishing/contract-check.fixture.ts';
import { ORIGIN, siteUnderTest } from './support/site.ts';

const site = siteUnderTest();
let page: string;
beforeAll(() => {
  page = readFileSync(join(site.dist, 'api/index.html'), 'utf8');
});

/** The commands in the page's code blocks, as a reader copies them. */
const commands = (): string[] =>
  [...page.matchAll(/<pre[^>]*><code>([^<]*)<\/code>/g)]
    .map(([, text]) =>
      text
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
    .filter((text) => text.startsWith('curl '));

const hasJq = (() => {
  try {
    execFileSync('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

describe('the examples of the API page', () => {
  it('fetch a file that is there, each as it is written', async () => {
    const { files } = JSON.parse(readFileSync(join(site.dist, 'api/v1/index.json'), 'utf8')) as ApiIndex;
    const shown = files.filter(({ example }) => example !== null && /\.(json|csv|parquet)$/.test(example));
    expect(commands().length).toBeGreaterThan(shown.length);
    for (const command of commands()) {
      const address = /https:\S+/.exec(command)?.[0] ?? command;
      const answer = await fetch(address.replace(`${ORIGIN}/repo/`, site.base));
      expect(answer.status, command).toBe(200);
      if (address.endsWith('.json')) await answer.json();
    }
  });

  it.runIf(hasJq)('have a filter that finds something', async () => {
    const filtered = commands().flatMap((command) => {
      const [, address, filter] = /(https:\S+) \| jq '(.*)'$/.exec(command) ?? [];
      return filter === undefined ? [] : [{ address, filter }];
    });
    expect(filtered.length).toBeGreaterThan(5);
    for (const { address, filter } of filtered) {
      const input = await (await fetch(address.replace(`${ORIGIN}/repo/`, site.base))).text();
      const output = execFileSync('jq', [filter], { input, encoding: 'utf8' });
      expect(output.trim(), `${address} ${filter}`).not.toMatch(/^(null|\[\]|)$/);
    }
  });
});

it.runIf(hasJq)('lead from an id to the shard that it is in', async () => {
  const shards = commands().flatMap((command, n, all) => {
    const [, address, filter] = /(https:\S+) \| jq '(.*(?:length - 1|floor))'$/.exec(command) ?? [];
    return filter === undefined ? [] : [{ address, filter, next: all[n + 1] }];
  });
  expect(shards).toHaveLength(2);
  for (const { address, filter, next } of shards) {
    const input = await (await fetch(address.replace(`${ORIGIN}/repo/`, site.base))).text();
    const shard = execFileSync('jq', [filter], { input, encoding: 'utf8' }).trim();
    expect(next, filter).toContain(`/${shard.padStart(4, '0')}.json |`);
  }
});

it('describes every file of the built site with a schema that the file keeps to', () => {
  const { files } = JSON.parse(readFileSync(join(site.dist, 'api/v1/index.json'), 'utf8')) as ApiIndex;
  const examples = files.flatMap(({ example, schema }) =>
    schema !== null && example !== null ? [example] : [],
  );
  const documents = new Map(
    examples.map((path) => [path, JSON.parse(readFileSync(join(site.dist, 'api/v1', path), 'utf8'))]),
  );
  expect(problemsWithContract(documents)).toEqual([]);
});

describe('the feed', () => {
  it('is named in the head of a page, and is XML with what Atom asks for, to a real parser', async () => {
    const href = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(page)?.[1];
    expect(href).toBe('/repo/feed.xml');
    const text = readFileSync(join(site.dist, 'feed.xml'), 'utf8');
    const { page: tab, close } = await site.open();
    const found = await tab.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml');
      const ATOM = 'http://www.w3.org/2005/Atom';
      const children = (element: Element, name: string) =>
        [...element.children].filter((child) => child.localName === name && child.namespaceURI === ATOM);
      const feed = document.documentElement;
      return {
        error: document.querySelector('parsererror')?.textContent ?? null,
        root: `${feed.namespaceURI} ${feed.localName}`,
        self: children(feed, 'link')
          .find((link) => link.getAttribute('rel') === 'self')
          ?.getAttribute('href'),
        author: children(feed, 'author').length,
        entries: children(feed, 'entry').map((entry) =>
          ['id', 'title', 'updated', 'link', 'summary'].map((name) => children(entry, name).length).join(),
        ),
        instants: children(feed, 'entry').map((entry) => children(entry, 'updated')[0]?.textContent ?? ''),
      };
    }, text);
    expect(found).toMatchObject({
      error: null,
      root: 'http://www.w3.org/2005/Atom feed',
      self: 'https://films.example/repo/feed.xml',
      author: 1,
    });
    expect(found.entries.length).toBeGreaterThanOrEqual(30);
    expect(new Set(found.entries)).toEqual(new Set(['1,1,1,1,1']));
    for (const instant of found.instants) expect(new Date(instant).toISOString()).toBe(instant);
    await close();
  });
});
