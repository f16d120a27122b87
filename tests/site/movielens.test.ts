// The site of real ratings at the size it is made for: MovieLens ml-latest-small, 9,742 films and 610 people without a
// single session, through the loop and in a browser. Its licence does not let it live in this repository, so where it does
// not lie beside it these tests are skipped.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FilmDetail, FilmShard } from '#pipeline/publishing/contract.ts';
import { emptyWorkspace, showrunner } from '../support/workspace.ts';
import type { Built } from './support/build.ts';
import { siteOf } from './support/site.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/ml-latest-small', import.meta.url));
const isThere = existsSync(join(FOLDER, 'ratings.csv'));
if (!isThere) console.warn('Skipped: ../shared/data/ml-latest-small is not beside this repository.');

/** Long enough for a machine that does other things as well. */
const A_TURN_MS = 600_000;
/** What a page may weigh at first load, gzip. */
const MOST = { scripts: 15_000, all: 60_000 };

async function turn(): Promise<Built> {
  const folder = await emptyWorkspace();
  for (const command of [['import', FOLDER], ['cycle']]) {
    const { code, stdout, stderr } = await showrunner(folder, command);
    if (code !== 0) return { dist: '', folder, exitCode: code ?? 1, output: stdout + stderr };
  }
  return { dist: join(folder, 'build/site'), folder, exitCode: 0, output: '' };
}

describe.skipIf(!isThere)('the site of ml-latest-small', () => {
  const site = siteOf('/', turn, A_TURN_MS);

  const details = (): FilmDetail[] => {
    const folder = join(site.dist, 'api/v1/films');
    return readdirSync(folder).flatMap(
      (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as FilmShard).films,
    );
  };

  async function on(path: string, work: (page: Page) => Promise<void>, width = 768): Promise<void> {
    const { page, trouble, close } = await site.open({ viewport: { width, height: 900 } });
    await page.goto(site.base + path);
    await work(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    expect(trouble).toEqual([]);
    await close();
  }

  it('has a page for each of its 9,742 films, and calls none alike that is not', () => {
    const pages = readdirSync(join(site.dist, 'films'), { withFileTypes: true });
    expect(pages.filter((entry) => entry.isDirectory())).toHaveLength(9742);
    const all = details();
    expect(all).toHaveLength(9742);
    expect(all.flatMap(({ similar }) => similar).filter(({ similarity }) => similarity <= 0)).toEqual([]);
  });

  it('gives a page the model in at most 0.6 MB', () => {
    expect(statSync(join(site.dist, 'api/v1/model.bin')).size).toBeLessThanOrEqual(600_000);
  });

  it('weighs no more at first load than a page may: the heaviest of each kind', () => {
    const weigh = (path: string): number => gzipSync(readFileSync(join(site.dist, path))).length;
    const heaviest = (folder: string): string => {
      const pages = readdirSync(join(site.dist, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('index.html'))
        .map((path) => join(folder, path));
      return pages.reduce((most, path) => (sizeOf(path) > sizeOf(most) ? path : most));
    };
    const sizeOf = (path: string): number => statSync(join(site.dist, path)).size;
    const kinds = ['films', 'titles', 'genres', 'decades', 'people'].map(heaviest);
    for (const page of ['index.html', 'films/index.html', 'monitoring/index.html', ...kinds]) {
      const html = readFileSync(join(site.dist, page), 'utf8');
      const loaded = [
        ...html.matchAll(/<(?:script[^>]*src|link rel="(?:stylesheet|icon)"[^>]*href)="\/([^"]+)"/g),
      ];
      const files = [...new Set(loaded.map(([, path]) => path))];
      const imported = files.filter((path) => path.endsWith('.js')).flatMap((path) => importsOf(path));
      const scripts = [...new Set([...files.filter((path) => path.endsWith('.js')), ...imported])];
      const others = files.filter((path) => !path.endsWith('.js'));
      const art = html.includes('/covers.svg#') ? ['covers.svg'] : [];
      const sum = (paths: readonly string[]): number => paths.reduce((total, path) => total + weigh(path), 0);
      expect(scripts.length, page).toBeGreaterThan(0);
      expect(sum(scripts), page).toBeLessThan(MOST.scripts);
      expect(sum([page, ...scripts, ...others, ...art]), page).toBeLessThan(MOST.all);
    }
  });

  /** Scripts that a script imports before it runs, and theirs. */
  function importsOf(path: string): string[] {
    const text = readFileSync(join(site.dist, path), 'utf8');
    const own = [...text.matchAll(/(?:^|;|\})\s*import\s*(?:[^"'()]*from\s*)?["']\.\/([^"']+)["']/g)].map(
      ([, name]) => `_astro/${name}`,
    );
    return own.flatMap((each) => [each, ...importsOf(each)]);
  }

  it('makes rows of three films that somebody types', () =>
    on('', async (page) => {
      for (const [typed, title] of [
        ['toy story', 'Toy Story'],
        ['matirx', 'The Matrix'],
        ['amelie', 'Amelie'],
      ]) {
        await page.getByRole('combobox', { name: 'A film you like' }).fill(typed);
        await page
          .getByRole('option', { name: new RegExp(`^${title}`) })
          .first()
          .click();
      }
      await page.getByText('Your rows are made from 3 films.').waitFor();
      expect(await page.getByRole('region', { name: 'For you' }).locator('li a.film').count()).toBe(18);
    }));

  it('says what is not known of a film without year, without genre, without anybody who liked it', async () => {
    await on('films/babylon-5-40697/', (page) => page.getByText('Year unknown').first().waitFor(), 320);
    await on('films/la-cravate-1957/', (page) => page.getByText('No genre known').waitFor(), 320);
    await on('genres/no-genre/', (page) => page.getByRole('heading', { level: 1 }).waitFor(), 320);
  });

  it('finds anybody of its 610 people', () =>
    on('people/person/?id=414', async (page) => {
      await page.getByRole('heading', { name: 'Person 414' }).waitFor();
      await page.getByText('Has watched 2,698 films').waitFor();
    }));

  it('says in monitoring and experiments that there are no sessions, and shows the licence', async () => {
    await on('monitoring/', (page) =>
      page.getByText('Click-through rate cannot be judged: nothing recent enough was measured.').waitFor(),
    );
    await on('experiments/', (page) => page.getByText('No experiment is running').waitFor());
    await on('about/', async (page) => {
      await page.getByText('As it came with the data').click();
      await page.getByText('The user may not use this information for any commercial').waitFor();
    });
  });
});
