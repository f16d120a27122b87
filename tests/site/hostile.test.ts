// A data set that is nothing but traps, through the whole loop as anybody's would go (import, train, judge, publish,
// build) and in a browser: every word of it stays a word, and every page of it fits.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueFile, FilmCard } from '#pipeline/publishing/contract.ts';
import { emptyWorkspace, showrunner } from '../support/workspace.ts';
import { BARELY, BUSIEST, HOSTILE_FILMS, LONGEST_HISTORY, writeHostileSet } from './fixture/hostile-set.ts';
import { violationsOn } from './support/axe.ts';
import type { Built } from './support/build.ts';
import { siteOf } from './support/site.ts';

/** One turn of the loop on the hostile set, in processes as a person runs them. */
async function turn(): Promise<Built> {
  const folder = await emptyWorkspace();
  const set = join(folder, 'set');
  writeHostileSet(set);
  for (const command of [['import', set], ['cycle']]) {
    const { code, stdout, stderr } = await showrunner(folder, command);
    if (code !== 0) return { dist: '', folder, exitCode: code ?? 1, output: stdout + stderr };
  }
  return { dist: join(folder, 'build/site'), folder, exitCode: 0, output: '' };
}

const site = siteOf('/', turn);
let films: readonly FilmCard[];
beforeAll(() => {
  const { films: all } = JSON.parse(published('api/v1/catalogue.json')) as CatalogueFile;
  films = all.slice(0, HOSTILE_FILMS.length);
});
const published = (path: string): string => readFileSync(join(site.dist, path), 'utf8');

/** A page on which a trap that went off would show, and nothing may go wrong. */
async function on(
  width: number,
  work: (page: Page, visit: (path: string) => Promise<void>) => Promise<void>,
) {
  const { page, trouble, close } = await site.open({ viewport: { width, height: 800 } });
  page.on('dialog', (dialog) => {
    trouble.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await work(page, async (path) => {
    await page.goto(site.base + path);
    expect(await faultsOf(page), path).toEqual([]);
  });
  expect(trouble).toEqual([]);
  await close();
}

/** What of a title was taken for markup, and what does not fit. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const { hacked } = globalThis as { hacked?: unknown };
    if (hacked !== undefined) faults.push(`run: ${String(hacked)}`);
    const drawn = document.querySelectorAll(
      'img, svg[onload], [onmouseover], evil, body b, body i, textarea',
    );
    for (const element of drawn) faults.push(`markup: ${element.outerHTML.slice(0, 80)}`);
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over > 0) faults.push(`${over} px wider than the screen`);
    for (const title of document.querySelectorAll<HTMLElement>('.cover-title')) {
      const [inner, outer] = [title, title.closest('.cover') ?? title].map((box) =>
        box.getBoundingClientRect(),
      );
      const fits =
        inner.right <= outer.right + 1 && inner.bottom <= outer.bottom + 1 && inner.top >= outer.top;
      if (!fits || title.scrollWidth > title.clientWidth + 1) faults.push(`cover: ${title.textContent}`);
    }
    for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]'))
      JSON.parse(textContent ?? '');
    return faults;
  });

describe('a hostile catalogue', () => {
  it('is published to the sign, as JSON and as CSV', () => {
    const wanted = HOSTILE_FILMS.map(({ title, year, genres }) => ({ title, year, genres }));
    expect(films.map(({ title, year, genres }) => ({ title, year, genres }))).toEqual(wanted);
    const rows: { title: string; year: string }[] = parse(published('api/v1/tables/catalogue.csv'), {
      columns: true,
    });
    expect(rows.slice(0, wanted.length).map(({ title, year }) => [title, year])).toEqual(
      // A sheet would run text that begins as a formula does.
      wanted.map(({ title, year }) => [title.replace(/^=/, "'="), year === null ? '' : String(year)]),
    );
  });

  it('has a page for each film, whose name is its title as it was given', () =>
    on(320, async (page, visit) => {
      for (const { slug, title } of films) {
        await visit(`films/${slug}/`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
        expect(await page.title()).toContain(title.replace(/\s+/g, ' ').trim());
      }
    }));

  it('has lists by title, decade and genre: a genre in any script is one of its own', () =>
    on(320, async (page, visit) => {
      for (const kind of ['titles', 'decades', 'genres']) {
        for (const key of readdirSync(join(site.dist, kind))) await visit(`${kind}/${key}/`);
      }
      for (const { title, genres } of HOSTILE_FILMS.filter(({ title }) => /Genre|Letters/.test(title))) {
        await page.goto(`${site.base}films/`);
        const list = page.getByRole('navigation', { name: 'By genre' });
        await list
          .getByRole('link')
          .filter({ hasText: genres[0] ?? 'No genre' })
          .click();
        await page.getByRole('heading', { level: 1, name: genres[0] ?? 'No genre', exact: true }).waitFor();
        expect(await page.locator('.grid .cover-title').allTextContents()).toContain(title);
      }
    }));

  it('is found by what its titles say', () =>
    on(320, async (page, visit) => {
      // A title of signs alone holds no word to look for: it is in the list of other signs.
      for (const { title, slug } of films.filter(({ title }) => title !== '...')) {
        await visit(`films/?q=${encodeURIComponent(`"${title}"`)}`);
        await page.locator(`.found a[href="/films/${slug}/"]`).waitFor();
        expect(await faultsOf(page), title).toEqual([]);
      }
    }));
});

describe('picks of hostile films', () => {
  it('make rows that say them as they are', () =>
    on(320, async (page, visit) => {
      await visit('');
      for (const words of ['script', 'onmouseover', 'رسالة', 'Donaudampf', 'HYPERLINK']) {
        await page.getByRole('combobox', { name: 'A film you like' }).fill(words);
        await page.getByRole('option').first().waitFor();
        await page.keyboard.press('Enter');
      }
      await page.getByRole('region', { name: 'For you' }).waitFor();
      await page.getByText('Your rows are made from 5 films.').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
      await visit('your-data/');
      await page.locator('.told li').first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    }));
});

describe('people', () => {
  it.each([
    [BUSIEST, `Has watched ${LONGEST_HISTORY.toLocaleString('en')} films`],
    [BARELY, 'Has watched 1 film'],
    ['nobody', 'nobody'],
  ])('%s is shown as somebody of their kind', (id, said) =>
    on(320, async (page, visit) => {
      await visit(`people/person/?id=${id}`);
      await page.getByRole('main').getByText(said).first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
    }),
  );
});

describe('every other page', () => {
  const paths = ['', 'films/', 'people/', 'engineering/', 'monitoring/', 'experiments/', 'about/', 'api/'];

  it.each([320, 768, 1440])('fits and has no fault at %i px, in light and dark', (width) =>
    on(width, async (page, visit) => {
      const [run] = readdirSync(join(site.dist, 'engineering/runs'));
      for (const path of [...paths, `engineering/runs/${run}/`, `films/${films[0].slug}/`, 'your-data/']) {
        await visit(path);
        for (const colorScheme of width === 768 ? [] : (['light', 'dark'] as const)) {
          await page.emulateMedia({ colorScheme });
          expect(await violationsOn(page), path).toEqual([]);
        }
      }
    }),
  );

  it('is told of nothing that is not there: no session, no experiment, one run', () =>
    on(1440, async (page, visit) => {
      await visit('engineering/');
      expect(await page.getByRole('checkbox').count()).toBe(1);
      await visit('experiments/');
      await page.getByText('No experiment is running').waitFor();
      await visit('monitoring/');
      await page
        .getByText('Click-through rate cannot be judged: nothing recent enough was measured.')
        .waitFor();
      expect(await page.locator('.figures').getByText('Sessions').locator('xpath=..').innerText()).toMatch(
        /Sessions\s+0$/,
      );
    }));

  it('has a feed that is XML', () =>
    on(320, async (page, visit) => {
      await visit('');
      const error = await page.evaluate(
        (xml) =>
          new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent,
        published('feed.xml'),
      );
      expect(error).toBeUndefined();
    }));
});
