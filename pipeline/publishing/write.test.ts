import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, onSmallDisk } from '../data/disk.fixture.ts';
import { InputError } from '../errors.ts';
import { measurePublication, writePublication } from './write.ts';

let scratch: string;
let folder: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'showrunner-publication-'));
  folder = join(scratch, 'public/api/v1');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const OLD = [
  { path: 'health.json', document: { old: true } },
  { path: 'people/0000.json', document: { people: ['ann'] } },
];
const NEW = [
  { path: 'health.json', document: { old: false } },
  { path: 'films/0000.json', document: { title: 'Amélie' } },
];

/** Every file of a folder with its text, by path. */
function filesIn(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

const OLD_FILES = { 'health.json': '{"old":true}\n', 'people/0000.json': '{"people":["ann"]}\n' };
const NEW_FILES = { 'health.json': '{"old":false}\n', 'films/0000.json': '{"title":"Amélie"}\n' };

describe('writing a publication', () => {
  it('writes every document and counts files and bytes', async () => {
    expect(await writePublication(folder, OLD)).toEqual({ files: 2, bytes: 32 });
    expect(filesIn(folder)).toEqual(OLD_FILES);
  });

  it('replaces what was there as a whole', async () => {
    await writePublication(folder, OLD);
    await writePublication(folder, NEW);
    expect(filesIn(folder)).toEqual(NEW_FILES);
    expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
  });

  it('leaves what was there when a document cannot be made', async () => {
    await writePublication(folder, OLD);
    await publishBroken();
    expect(filesIn(folder)).toEqual(OLD_FILES);
  });

  it('leaves what was there when a document cannot be written', async () => {
    await writePublication(folder, OLD);
    const clash = [NEW[0], { path: 'health.json/0000.json', document: {} }];
    await expect(writePublication(folder, clash)).rejects.toThrow(`${folder}/health.json/0000.json`);
    expect(filesIn(folder)).toEqual(OLD_FILES);
  });

  it('takes nothing over from a publication that was cut short', async () => {
    await mkdir(`${folder}.staging/people`, { recursive: true });
    await writeFile(`${folder}.staging/people/0099.json`, '{"left":"over"}');
    await writePublication(folder, NEW);
    expect(filesIn(folder)).toEqual(NEW_FILES);
  });
});

/** A publication that fails at its second document: what it leaves is what it put right when it began. */
async function publishBroken(): Promise<void> {
  function* broken() {
    yield OLD[0];
    throw new Error('no such film');
  }
  await expect(writePublication(folder, broken())).rejects.toThrow('no such film');
}

/** Publishes NEW in a process of its own; `script` may change the file system and the documents that are `given`. */
function publishInProcess(script: string, shell = '') {
  const code = `
    import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const die = () => process.kill(process.pid, 'SIGKILL');
    const dieAt = (name, wanted, real = fs[name], calls = 0) => {
      fs[name] = (...given) => (++calls === wanted ? die() : real(...given));
    };
    const documents = ${JSON.stringify(NEW)};
    function* dying() { yield documents[0]; die(); yield documents[1]; }
    let given = documents;
    ${script}
    syncBuiltinESMExports();
    const { writePublication } = await import(${JSON.stringify(new URL('write.ts', import.meta.url).href)});
    await writePublication(${JSON.stringify(folder)}, given).catch((error) => console.log(String(error)));`;
  const command = `${shell} exec "$0" --input-type=module -e "$1"`;
  return spawnSync('bash', ['-c', command, process.execPath, code], { encoding: 'utf8' });
}

describe('a publication that is killed', () => {
  it.each([
    ['between two documents', 'given = dying();', OLD_FILES, OLD_FILES],
    ['before it puts the old folder aside', "dieAt('rename', 1);", OLD_FILES, OLD_FILES],
    ['while no folder has the name', "dieAt('rename', 2);", 'nothing', OLD_FILES],
    ['before it removes the old folder', "dieAt('rm', 3);", NEW_FILES, NEW_FILES],
  ])('%s leaves one whole, and the next one puts it right', async (_, script, found, recovered) => {
    await writePublication(folder, OLD);
    expect(publishInProcess(script).signal).toBe('SIGKILL');
    expect(existsSync(folder) ? filesIn(folder) : 'nothing').toEqual(found);
    await publishBroken();
    expect(filesIn(folder)).toEqual(recovered);
    expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
    await writePublication(folder, NEW);
    expect(filesIn(folder)).toEqual(NEW_FILES);
    expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
  });
});

describe('a publication that the disk refuses', () => {
  it('names the file and leaves what was there, without a trace of itself', async () => {
    await writePublication(folder, OLD);
    // A process that may write 16 KiB to a file.
    const large = "given = [documents[0], { path: 'films/0001.json', document: 'x'.repeat(200_000) }];";
    expect(publishInProcess(large, 'ulimit -f 16;').stdout.trim()).toBe(
      `InputError: ${folder}/films/0001.json: the file is larger than this system allows; ` +
        '200003 bytes were to be written and nothing was changed. Mend that and run again.',
    );
    expect(filesIn(folder)).toEqual(OLD_FILES);
    expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
  });

  it('puts the old folder back when the new one cannot take its place', async () => {
    await writePublication(folder, OLD);
    const refused = `
      const rename = fs.rename;
      fs.rename = (from, to) => from.endsWith('v1.staging')
        ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' })) : rename(from, to);`;
    expect(publishInProcess(refused).stdout).toContain(`${folder}: writing is not permitted`);
    expect(filesIn(folder)).toEqual(OLD_FILES);
    expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
  });

  it.runIf(canMount())('says that the disk is full', async () => {
    await onSmallDisk(join(scratch, 'disk'), 64, async (disk) => {
      folder = join(disk, 'api/v1');
      await writePublication(folder, OLD);
      const large = [NEW[0], { path: 'films/0001.json', document: 'x'.repeat(200_000) }];
      const failure = await writePublication(folder, large).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InputError);
      expect(String(failure)).toContain(`${folder}/films/0001.json: the disk is full`);
      expect(filesIn(folder)).toEqual(OLD_FILES);
      expect(readdirSync(join(folder, '..'))).toEqual(['v1']);
    });
  });
});

describe('measuring a publication', () => {
  it('counts what writing it would write', async () => {
    expect(await measurePublication(NEW)).toEqual(await writePublication(folder, NEW));
  });
});
