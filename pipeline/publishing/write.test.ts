import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePublication } from './write.ts';

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
    function* broken() {
      yield NEW[0];
      throw new Error('no such film');
    }
    await expect(writePublication(folder, broken())).rejects.toThrow('no such film');
    expect(filesIn(folder)).toEqual(OLD_FILES);
  });

  it('leaves what was there when a document cannot be written', async () => {
    await writePublication(folder, OLD);
    const clash = [NEW[0], { path: 'health.json/0000.json', document: {} }];
    await expect(writePublication(folder, clash)).rejects.toThrow();
    expect(filesIn(folder)).toEqual(OLD_FILES);
  });

  it('takes nothing over from a publication that was cut short', async () => {
    await mkdir(`${folder}.staging/people`, { recursive: true });
    await writeFile(`${folder}.staging/people/0099.json`, '{"left":"over"}');
    await writePublication(folder, NEW);
    expect(filesIn(folder)).toEqual(NEW_FILES);
  });
});

/** Publishes NEW in a process of its own that is killed, -9, where `script` says so. */
function publishKilled(script: string): NodeJS.Signals | null {
  const code = `
    import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const die = () => process.kill(process.pid, 'SIGKILL');
    const documents = ${JSON.stringify(NEW)};
    function* dying() { yield documents[0]; die(); yield documents[1]; }
    let given = documents;
    ${script}
    syncBuiltinESMExports();
    const { writePublication } = await import(${JSON.stringify(new URL('write.ts', import.meta.url).href)});
    await writePublication(${JSON.stringify(folder)}, given);`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', code]).signal;
}

describe('a publication that is killed', () => {
  it('between two documents leaves what was there, and the next one completes', async () => {
    await writePublication(folder, OLD);
    expect(publishKilled('given = dying();')).toBe('SIGKILL');
    expect(filesIn(folder)).toEqual(OLD_FILES);
    expect(existsSync(`${folder}.staging`)).toBe(true);
    await writePublication(folder, NEW);
    expect(filesIn(folder)).toEqual(NEW_FILES);
    expect(existsSync(`${folder}.staging`)).toBe(false);
  });

  it.fails('before the last rename leaves one publication or the other', async () => {
    await writePublication(folder, OLD);
    expect(publishKilled('fs.rename = die;')).toBe('SIGKILL');
    expect([OLD_FILES, NEW_FILES]).toContainEqual(existsSync(folder) ? filesIn(folder) : 'nothing');
  });
});
