// For tests: small foreign sets in every layout, temporary repositories, and zips made by hand, so that they can lie.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { silent } from '../../reporter.ts';
import type { ImportContext } from './import-dataset.ts';

export const NOW = Date.UTC(2026, 10, 21);
export const CONTEXT: ImportContext = { now: NOW, reporter: silent };

/** Files by their path inside a folder. */
export type Files = Record<string, string | Uint8Array>;

// Registered as the fixture is loaded: inside a running test it would be too late.
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A temporary folder with these files; removed when the test file has run. */
export async function createFolder(files: Files = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-test-'));
  folders.push(folder);
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Every file below a folder with its bytes as Latin-1, by path: two equal trees are equal values. */
export async function readTree(folder: string): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) tree[path.slice(folder.length + 1)] = await readFile(path, 'latin1');
  }
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const README =
  'Summary\n=======\n\nText.\n\nUsage License\n=============\n\nFor research only.\n\nCitation\n========\n\nMore.\n';

export const SMALL_CSV: Files = {
  'ratings.csv':
    'userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,0.5,964981247\n2,1,5.0,1445714835\n',
  'movies.csv':
    'movieId,title,genres\n1,Toy Story (1995),Adventure|Animation|Children\n' +
    '3,"Misérables, Les (a.k.a. ""The Poor"") (1995)",Drama\n9,Cosmos,(no genres listed)\n',
  'README.txt': README,
};

export const ML_1M: Files = {
  'ratings.dat': '1::1193::5::978300760\r\n1::661::3::978302109\r\n2::1193::4::978298413\r\n',
  'movies.dat': Buffer.from(
    '661::Caf\xe9 "au" Lait, The (1993)::Animation|Children\'s\n1193::One Flew Over (1975)::Drama\n',
    'latin1',
  ),
  README: 'USAGE LICENSE\n================================\n\nAsk first.\n\nCITATION\n====\n',
};

function item(id: number, title: string, flags: number[]): string {
  const genres = Array.from({ length: 19 }, (_, i) => (flags.includes(i) ? '1' : '0'));
  return [id, title, '01-Jan-1995', '', 'http://x', ...genres].join('|');
}

export const ML_100K: Files = {
  'u.data': '196\t242\t3\t881250949\n186\t302\t3\t891717742\n196\t302\t1\t881250949\n',
  'u.item': Buffer.from(
    `${item(242, 'Kolya (1996)', [5])}\n${item(302, 'Caf\xe9, Le (1997)', [4, 6])}\n${item(303, 'unknown', [0])}\n`,
    'latin1',
  ),
};

export interface ZipSpec {
  name: string;
  content: string | Uint8Array;
  deflated?: boolean;
  /** Sets the flag only: the content stays readable, which is what an encrypted entry must not be taken for. */
  encrypted?: boolean;
  /** What the zip says of the unpacked size and the checksum, where that is a lie. */
  saidBytes?: number;
  saidCrc?: number;
}

/** Bytes that encryption puts before the content. */
const ENCRYPTION_HEADER = 12;

/** A zip file of these entries (APPNOTE.TXT 4.3: local headers, central directory, end record). */
export function makeZip(specs: readonly ZipSpec[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const spec of specs) {
    const raw = Buffer.from(spec.content);
    const data = spec.deflated ? deflateRawSync(raw) : raw;
    const name = Buffer.from(spec.name);
    const fields = Buffer.alloc(26); // the 26 bytes that both headers share
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(spec.encrypted ? 0x801 : 0x800, 2);
    fields.writeUInt16LE(spec.deflated ? 8 : 0, 4);
    fields.writeUInt32LE(spec.saidCrc ?? crc32(raw), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(spec.saidBytes ?? raw.length - (spec.encrypted ? ENCRYPTION_HEADER : 0), 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, name);
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(specs.length, 4);
  end.writeUInt16LE(specs.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** The files as a zip with one folder in it, every second one deflated. */
export function zipOf(files: Files, folder: string): Buffer {
  return makeZip([
    { name: `${folder}/`, content: '' },
    ...Object.entries(files).map(([name, content], i) => ({
      name: `${folder}/${name}`,
      content,
      deflated: i % 2 === 0,
    })),
  ]);
}
