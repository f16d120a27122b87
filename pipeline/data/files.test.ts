import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { canMount, onSmallDisk } from './disk.fixture.ts';
import {
  clearStaging,
  decodeUtf8,
  explainWriteFailure,
  listFolder,
  moveFile,
  readFileIfPresent,
  readTextFile,
  sha256,
  writeFileAtomic,
} from './files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = promisify(execFile);
const filesModule = new URL('./files.ts', import.meta.url).href;

/** Writes `bytes` zeros to `path` in a real process and returns its message, or "written". */
async function writeInProcess(path: string, bytes: number, prefix: string): Promise<string> {
  const script = `
    const { writeFileAtomic } = await import(${JSON.stringify(filesModule)});
    await writeFileAtomic(${JSON.stringify(path)}, new Uint8Array(${bytes})).then(
      () => console.log('written'), (error) => console.log(error.message));`;
  const command = `${prefix} exec "$0" --input-type=module -e "$1"`;
  const { stdout } = await run('bash', ['-c', command, process.execPath, script]);
  return stdout.trim();
}

describe('writeFileAtomic', () => {
  it('writes the whole content, makes folders and leaves nothing else', async () => {
    const path = join(folder, 'a', 'b', 'film.txt');
    await writeFileAtomic(path, 'Amélie');
    await writeFileAtomic(path, 'Metrópolis');
    expect(await readFile(path, 'utf8')).toBe('Metrópolis');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['film.txt']);
  });

  it('writes an empty file', async () => {
    await writeFileAtomic(join(folder, 'empty'), '');
    expect(await readFile(join(folder, 'empty'))).toHaveLength(0);
  });

  it('keeps the old content and removes its own traces when a write stops halfway', async () => {
    const path = join(folder, 'model.parquet');
    await writeFile(path, 'old');
    // A process that may write 16 KiB to a file: the second part of the content is refused by the system.
    const message = await writeInProcess(path, 200_000, 'ulimit -f 16;');
    expect(message).toContain(`${path}: the file is larger than this system allows; 200000 bytes`);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['model.parquet']);
  });

  it.runIf(canMount())('says that the disk is full, and of which file', async () => {
    await onSmallDisk(join(folder, 'disk'), 64, async (disk) => {
      const path = join(disk, 'batch.parquet');
      const failure = await writeFileAtomic(path, new Uint8Array(200_000)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InputError);
      expect(String(failure)).toContain(`${path}: the disk is full`);
      expect(await readdir(disk)).toEqual([]);
    });
  });

  it('names the file when a folder of its name is in the way', async () => {
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeFileAtomic(join(folder, 'taken'), 'x')).rejects.toThrow(/taken/);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('explainWriteFailure', () => {
  it('keeps an unknown failure as ours, with the file and the cause', () => {
    const cause = Object.assign(new Error('i/o error'), { code: 'EIO' });
    const explained = explainWriteFailure(cause, 'data/x.csv', 3);
    expect(explained).not.toBeInstanceOf(InputError);
    expect(explained.message).toBe('data/x.csv: could not be written');
    expect(explained.cause).toBe(cause);
  });

  it('says what to do about a full disk', () => {
    const cause = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    expect(explainWriteFailure(cause, 'data/x.csv', 3).message).toBe(
      'data/x.csv: the disk is full; 3 bytes were to be written and nothing was changed. Mend that and run again.',
    );
    expect(explainWriteFailure(cause, 'build/site', null).message).toBe(
      'build/site: the disk is full; nothing was changed. Mend that and run again.',
    );
  });
});

describe('reading', () => {
  it('tells an absent file from everything else', async () => {
    expect(await readTextFile(join(folder, 'none.txt'), 'none.txt')).toBeNull();
    expect(await readFileIfPresent(join(folder, 'none.txt'))).toBeNull();
    expect(await listFolder(join(folder, 'none'))).toEqual([]);
    await expect(readTextFile(folder, 'data')).rejects.toThrow(/EISDIR/);
    await writeFile(join(folder, 'file'), '');
    await expect(listFolder(join(folder, 'file'))).rejects.toThrow(/ENOTDIR/);
  });

  it.each([
    [[0x61, 0xff, 0x62], 1],
    [[0x61, 0xe9, 0x2c], 1],
    [[0xc3, 0xa9, 0x80], 2],
    [[0x61, 0xe2, 0x82], 1],
    [[0xed, 0xa0, 0x80], 0],
    [[...new TextEncoder().encode('é'.repeat(5000)), 0xc0], 10_000],
  ])('gives the offset of the first character that is not UTF-8', (bytes, offset) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes), 'data/catalogue.csv')).toThrow(
      `data/catalogue.csv, byte ${offset}: the text is not valid UTF-8. Save the file as UTF-8.`,
    );
  });

  it('does not read a text without end', async () => {
    const path = join(folder, 'catalogue.csv');
    await writeFile(path, 'item_id');
    await truncate(path, 600 * 1024 * 1024);
    await expect(readTextFile(path, 'data/catalogue.csv')).rejects.toThrow(
      'data/catalogue.csv: is 629145600 bytes large. Legal: up to 67108864 bytes.',
    );
  });

  it('drops a byte-order mark', () => {
    expect(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]), 'x')).toBe('a');
  });
});

describe('moveFile', () => {
  it('moves into a folder that is not there yet, and over a file of that name', async () => {
    for (const content of ['first', 'second']) {
      await writeFile(join(folder, 'from'), content);
      await moveFile(join(folder, 'from'), join(folder, 'archive', 'to'));
      expect(await readFile(join(folder, 'archive', 'to'), 'utf8')).toBe(content);
    }
    expect(await readdir(folder)).toEqual(['archive']);
  });
});

describe('sha256', () => {
  it('is the published digest of "abc"', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256(new TextEncoder().encode('abc'))).toBe(sha256('abc'));
  });
});

describe('clearStaging', () => {
  it('removes what killed writes left and nothing else', async () => {
    await writeFile(join(folder, 'a.csv.0f0f.staging'), '');
    await writeFile(join(folder, 'a.csv'), '');
    expect(await clearStaging(folder)).toEqual(['a.csv.0f0f.staging']);
    expect(await readdir(folder)).toEqual(['a.csv']);
    expect(await clearStaging(join(folder, 'none'))).toEqual([]);
  });
});
