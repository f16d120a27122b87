import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../errors.ts';
import { createFolder, makeZip, readTree, type ZipSpec } from './foreign-sets.fixture.ts';
import { openZip } from './zip.ts';

async function zipFile(specs: readonly ZipSpec[] | Uint8Array): Promise<string> {
  const path = join(await createFolder(), 'set.zip');
  await writeFile(path, specs instanceof Uint8Array ? specs : makeZip(specs));
  return path;
}

/** The content of every entry by name. */
async function readAll(path: string): Promise<Record<string, string>> {
  const zip = await openZip(path, 'set.zip');
  const contents: Record<string, string> = {};
  try {
    for (const entry of zip.entries) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry.read()) chunks.push(chunk);
      contents[entry.name] = Buffer.concat(chunks).toString();
    }
  } finally {
    zip.close();
  }
  return contents;
}

test('stored and deflated entries are streamed, folders are left out', async () => {
  const path = await zipFile([
    { name: 'a/', content: '' },
    { name: 'a/stored.txt', content: 'ünder' },
    { name: 'a/deflated.txt', content: 'x'.repeat(100_000), deflated: true },
  ]);
  expect(await readAll(path)).toEqual({ 'a/stored.txt': 'ünder', 'a/deflated.txt': 'x'.repeat(100_000) });
});

test('an entry named to leave the folder stops the import, and nothing is written', async () => {
  for (const name of ['../evil.csv', '/etc/evil.csv', 'C:/evil.csv', 'a/../../evil.csv']) {
    const path = await zipFile([{ name, content: 'x' }]);
    await expect(readAll(path)).rejects.toThrow(/^set\.zip: is damaged or unsafe: .*evil\.csv/);
    expect(Object.keys(await readTree(join(path, '..')))).toEqual(['set.zip']);
  }
});

const REFUSED: [what: string, spec: ZipSpec, message: RegExp][] = [
  [
    'is encrypted',
    { name: 'a.csv', content: 'x'.repeat(20), encrypted: true },
    /^set\.zip\/a\.csv: is encrypted\. Unpack it/,
  ],
  [
    'says it is smaller than it is',
    { name: 'a.csv', content: 'x'.repeat(5000), deflated: true, saidBytes: 10 },
    /a\.csv: cannot be unpacked: "too many bytes/,
  ],
  [
    'says it is larger than it is',
    { name: 'a.csv', content: 'x'.repeat(50), deflated: true, saidBytes: 60 },
    /a\.csv: cannot be unpacked: "not enough bytes/,
  ],
  [
    'does not match its checksum',
    { name: 'a.csv', content: 'x', saidCrc: 1 },
    /a\.csv: does not match its checksum/,
  ],
  [
    'unpacks to 1000 times its size',
    { name: 'a.csv', content: Buffer.alloc(20 * 2 ** 20), deflated: true },
    /a\.csv: would unpack from \d+ to 20971520 bytes/,
  ],
  [
    'says it is enormous',
    { name: 'a.csv', content: 'x', deflated: true, saidBytes: 0xffff_fff0 },
    /a\.csv: would unpack from \d+ to 4294967280 bytes/,
  ],
];

test.each(REFUSED)('an entry that %s is refused', async (_, spec, message) => {
  await expect(readAll(await zipFile([spec]))).rejects.toThrow(message);
});

test('a file that is no zip, or half of one, is refused', async () => {
  const whole = makeZip([{ name: 'a.csv', content: 'x'.repeat(1000) }]);
  for (const bytes of [Buffer.from('userId,movieId\n'), whole.subarray(0, 500), Buffer.alloc(0)]) {
    const path = await zipFile(bytes);
    await expect(readAll(path)).rejects.toThrow(InputError);
    await expect(readAll(path)).rejects.toThrow(/^set\.zip: is not a zip file, or it is cut short/);
  }
});

test('a byte flipped in the deflated content is noticed', async () => {
  const bytes = makeZip([
    {
      name: 'a.csv',
      content: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)),
      deflated: true,
    },
  ]);
  bytes[200] ^= 0x10;
  await expect(readAll(await zipFile(bytes))).rejects.toThrow(
    /a\.csv: (?:cannot be unpacked|does not match)/,
  );
});
