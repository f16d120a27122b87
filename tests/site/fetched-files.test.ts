// Each file that a page fetches while somebody uses it, when it is gone, cut off or holds something else: the page says
// what cannot be had, in words for its reader, and what stood before stands.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatMine } from '../../site/src/browser/mine/file.ts';
import { NOTHING, say } from '../../site/src/browser/mine/record.ts';
import { PAGES } from './pages.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

const ANSWERS = {
  gone: { status: 404, body: '' },
  'cut off': { status: 200, body: '{"format": 1, "fil' },
  'something else': { status: 200, body: '{"format": 1, "films": "none", "first": 3, "people": {}}' },
} as const;

interface Use {
  file: string;
  path: string;
  /** What makes the page fetch it. */
  act?: (page: Page) => Promise<void>;
  says: RegExp;
  /** Still there afterwards. */
  stands: (page: Page) => Promise<number>;
}
const links = (region: string) => (page: Page) =>
  page.getByRole('region', { name: region }).getByRole('link').count();
const search = (page: Page) => page.getByLabel('What would you like to see?').fill('a');
const lists = (page: Page) => page.getByRole('navigation', { name: 'By genre' }).getByRole('link').count();
const pick = (page: Page) => page.getByRole('combobox', { name: 'A film you like' }).fill('a');
const turn = async (page: Page) => {
  await page.getByLabel('Variety').fill('90');
};
const why = (page: Page) => page.getByRole('button', { name: 'Why for me?' }).click();
const nobody = links('People with a page of their own');
const HOME = {
  path: '',
  act: pick,
  says: /Your own lists cannot be made right now\. The model .+ The lists below stand\./,
};
const TURNED = {
  path: PAGES.person,
  act: turn,
  says: /The list cannot be turned right now\. The model .+ stands\./,
};
const WHY = { path: PAGES.film, act: why, says: /This cannot be worked out right now\. The model .+\./ };

const USES: readonly Use[] = [
  {
    file: 'catalogue.json',
    path: 'films/',
    act: search,
    says: /The catalogue could not be loaded\./,
    stands: lists,
  },
  {
    file: 'catalogue.json',
    path: 'your-data/',
    says: /The list of films could not be loaded/,
    stands: (page) => page.locator('.told li').count(),
  },
  {
    file: 'catalogue.json',
    path: 'people/person/?id=u0010',
    says: /The catalogue (could not be loaded|cannot be read)/,
    stands: nobody,
  },
  {
    file: 'people.json',
    path: 'people/person/?id=u0010',
    says: /The list of people (could not be loaded|cannot be read)/,
    stands: nobody,
  },
  {
    file: 'people/0000.json',
    path: 'people/person/?id=u0010',
    says: /This person (could not be loaded|cannot be read)/,
    stands: nobody,
  },
  ...['model.bin', 'model-films.json'].flatMap((file) => [
    { file, ...HOME, stands: links('Popular now') },
    { file, ...TURNED, stands: (page: Page) => page.locator('.recommendation').count() },
    { file, ...WHY, stands: links('Films like it') },
  ]),
];

describe.each(USES)('$file on the page "$path"', ({ file, path, act, says, stands }) => {
  it.each(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[])('%s is said', async (state) => {
    const { page, close } = await site.open();
    const mine = formatMine(say(NOTHING, 'f0010', 'love', 1), () => '');
    await page.addInitScript((text) => localStorage.setItem('showrunner-mine', text), mine);
    await page.route(`**/api/v1/${file}*`, (route) => route.fulfill(ANSWERS[state]));
    await page.goto(site.base + path);
    await act?.(page);
    const status = page.getByRole('main').locator('[role=status]').filter({ hasText: says });
    await status.waitFor();
    expect(await status.textContent()).not.toMatch(/undefined|null|not a function|iterable|JSON at|token/);
    expect(await stands(page)).toBeGreaterThan(0);
    await close();
  });
});
