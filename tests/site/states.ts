// Every page type, as it comes and as it is while somebody uses it.

import type { Page } from 'playwright-core';
import { formatMine } from '../../site/src/browser/mine/file.ts';
import { NOTHING, say } from '../../site/src/browser/mine/record.ts';
import { PAGES } from './pages.ts';

export interface State {
  name: string;
  /** Below the base. */
  path: string;
  /** Until the page is as its name says. */
  reach?: (page: Page) => Promise<unknown>;
}

const RUNS = ['run_20260514_031500', 'run_20260513_031500'];

/** Types and takes the first film that is offered. */
async function pick(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'A film you like' }).fill(text);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

async function rowsOfTheirOwn(page: Page): Promise<void> {
  for (const title of ['quiet winter', 'long harbor', 'seven garden']) await pick(page, title);
  await page.getByText('Your rows are made from 3 films.').waitFor();
  await page.getByRole('region', { name: 'For you' }).locator('summary').first().click();
  await page.getByText('Tune these rows').click();
  await page.getByRole('combobox').fill('the');
  await page.getByRole('option').first().waitFor();
}

/** Somebody who loves three films, for whom the page is opened anew. */
async function withThreeLoved(page: Page): Promise<void> {
  const mine = ['f0010', 'f0011', 'f0012'].reduce((all, film, n) => say(all, film, 'love', n + 1), NOTHING);
  await page.evaluate((text) => localStorage.setItem('showrunner-mine', text), formatMine(mine));
  await page.reload();
}

export const STATES: readonly State[] = [
  ...Object.entries(PAGES).map(([name, path]) => ({ name, path })),
  { name: 'home, with rows of their own, an open list and sliders', path: PAGES.home, reach: rowsOfTheirOwn },
  {
    name: 'films, with chips and what was given up',
    path: `films/?q=${encodeURIComponent('zzzzqq western, recent, no horror')}`,
    reach: (page) => page.locator('film-search [role=status]').getByText(/film/).waitFor(),
  },
  {
    name: 'list, with what one may say of a film',
    path: PAGES.list,
    reach: async (page) => {
      await page.locator('.say > summary').first().click();
      await page.getByRole('button', { name: 'I love it' }).first().click();
      await page.getByRole('button', { name: 'Undo' }).first().waitFor();
    },
  },
  {
    name: 'film, with the shares of a visitor',
    path: PAGES.film,
    reach: async (page) => {
      await withThreeLoved(page);
      await page.getByRole('button', { name: 'Why for me?' }).click();
      await page.getByText('Exact shares of 3 films you picked.').waitFor();
    },
  },
  {
    name: 'anybody, with a turned list',
    path: 'people/person/?id=u0001#mix=40&variety=30',
    reach: (page) => page.getByText(/Made in this page/).waitFor(),
  },
  {
    name: 'anybody, whom nobody knows',
    path: 'people/person/?id=nobody',
    reach: (page) => page.getByText('Nobody here has the id nobody').waitFor(),
  },
  {
    name: 'your data, with what was said',
    path: PAGES.yourData,
    reach: async (page) => {
      await withThreeLoved(page);
      await page.locator('.told li').first().waitFor();
      await page.getByRole('button', { name: 'Erase everything' }).click();
    },
  },
  {
    name: 'engineering, with runs that were looked for',
    path: 'engineering/?q=promote',
    reach: (page) => page.getByText(/have “promote”/).waitFor(),
  },
  {
    name: 'compare, with two runs',
    path: `engineering/compare/?runs=${RUNS}`,
    reach: (page) => page.getByRole('region', { name: 'Data', exact: true }).waitFor(),
  },
  {
    name: 'monitoring, with everything unfolded',
    path: PAGES.monitoring,
    reach: (page) =>
      page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      }),
  },
];
