import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, onSmallDisk } from '../data/disk.fixture.ts';
import { foldSessions } from '../data/events.ts';
import { tellAll } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { publication } from '../publishing/publication.ts';
import { audience, rowsOf, sourceOf } from '../publishing/publishing.fixture.ts';
import { writePublication } from '../publishing/write.ts';
import { silent } from '../reporter.ts';
import { policyOf } from '../rules/rules.fixture.ts';
import { buildSite, publish } from './publish.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'showrunner-site-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const build = () => buildSite({ root, reporter: silent });

/** An older site, of one page. */
async function oldSite(): Promise<void> {
  await mkdir(join(root, 'build/site'), { recursive: true });
  await writeFile(join(root, 'build/site/index.html'), 'old');
}

/** sha256 of every file of the site, by path. */
function hashes(): Record<string, string> {
  const files = readdirSync(join(root, 'build/site'), { recursive: true, withFileTypes: true });
  const paths = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.sort().map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

describe('publishing', () => {
  it('says of a dry run what it would write, and writes nothing', async () => {
    const { card, catalogue, asOf } = sourceOf();
    const sessions = foldSessions([]);
    const rows = tellAll([rowsOf(audience(30))]);
    const policy = policyOf();
    const state = { card, catalogue, asOf, sessions, rows, champion: null, policy, batches: [] };
    const context = { root, now: asOf, reporter: silent, threads: 1, seed: null };
    const dry = await publish({ ...context, dryRun: true }, state, { site: false });
    expect(readdirSync(root)).toEqual([]);
    const real = await publish({ ...context, dryRun: false }, state, { site: false });
    expect(dry).toMatchObject({ dry_run: true, files: real.files, bytes: real.bytes });
    expect(real.dry_run).toBe(false);
    expect(readdirSync(join(root, 'build'))).toEqual(['public']);
  });
});

describe('building the site', () => {
  it('replaces the old one, the same to the byte each time, with no word of where it was made', async () => {
    await oldSite();
    await writePublication(join(root, 'build/public/api/v1'), publication(sourceOf()));
    const pages = await build();
    const first = hashes();
    expect(Object.keys(first).filter((path) => path.endsWith('.html'))).toHaveLength(pages);
    expect(await build()).toBe(pages);
    expect(hashes()).toEqual(first);
    for (const path of Object.keys(first)) expect(readFileSync(path, 'latin1')).not.toContain('staging');
    expect(readdirSync(join(root, 'build')).sort()).toEqual(['public', 'site']);
  });

  it('leaves the old one when the new one cannot be built', async () => {
    await oldSite();
    await expect(build()).rejects.toThrow('catalogue.json is missing');
    expect(readFileSync(join(root, 'build/site/index.html'), 'utf8')).toBe('old');
    expect(readdirSync(join(root, 'build'))).toEqual(['site']);
  });

  it.runIf(canMount()).each([
    400, // refused to what Astro is made of
    1200, // refused to Astro itself
  ])('says on a disk of %i KiB that it is full, and leaves the old one', async (kib) => {
    await onSmallDisk(join(root, 'build'), kib, async (disk) => {
      await oldSite();
      await writePublication(join(disk, 'public/api/v1'), publication(sourceOf()));
      const failure = await build().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InputError);
      expect(String(failure)).toMatch(/build\/site[^:]*: the disk is full; nothing was changed\./);
      expect(readFileSync(join(disk, 'site/index.html'), 'utf8')).toBe('old');
      expect(existsSync(join(disk, 'site.staging'))).toBe(false);
    });
  });
});
