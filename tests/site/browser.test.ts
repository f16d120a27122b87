// The site in a real browser, from below a base path, as people use it: flows, no JavaScript, accessibility.

import { describe, expect, it } from 'vitest';
import { HOSTILE } from './fixture/films.ts';
import { PAGES } from './pages.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

const types = Object.entries(PAGES);

describe('finding something to watch', () => {
  it('leads from home to a film and on to a similar film', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    const first = page.getByRole('region', { name: 'Popular now' }).getByRole('link').nth(1);
    await first.click();
    await page.waitForURL('**/films/*/');
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('region', { name: 'Films like it' }).getByRole('link').first().click();
    await page.waitForURL((url) => url.pathname.startsWith('/repo/films/'));
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title);
    await page.getByRole('region', { name: 'How it was rated' }).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });

  it('finds a film by typing some of its title, without accents and in any order', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(`${site.base}films/`);
    await page.getByLabel('What would you like to see?').fill('ete qui');
    await page.getByText('1 film', { exact: true }).waitFor();
    await page.locator('.found').getByRole('link', { name: 'A Quiet Été' }).click();
    await page.waitForURL('**/films/a-quiet-e*/');
    expect(trouble).toEqual([]);
    await close();
  });

  it('says so when no title matches, and when the catalogue cannot be loaded', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}films/`);
    await page.getByLabel('What would you like to see?').fill('zzz');
    await page.getByText('Nothing fits “zzz”').waitFor();
    await page.route('**/catalogue.json*', (route) => route.abort());
    await page.goto(`${site.base}films/`);
    await page.getByLabel('What would you like to see?').fill('a');
    await page.getByText('The catalogue could not be loaded').waitFor();
    await close();
  });
});

describe('looking at a person', () => {
  it('shows their list with the share of each reason, and what they watched', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    await page.getByRole('link', { name: 'All people' }).click();
    await page.getByLabel('Find a person by id').fill('u0001');
    await page.getByText('1 person of these').waitFor();
    await page.getByRole('link', { name: 'u0001' }).click();
    const list = page.getByRole('region', { name: 'What to watch next' });
    await list.getByText(/^41%$/).first().waitFor();
    expect(await list.getByText(/because they .+/).count()).toBeGreaterThan(3);
    expect(await list.getByText(/we expect \d\.\d/).count()).toBeGreaterThan(3);
    expect(
      await page.getByRole('region', { name: 'What they watched' }).getByRole('listitem').count(),
    ).toBeGreaterThan(0);
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('without JavaScript', () => {
  it.each(types)('%s is there to read, with its way to everything else', async (type, path) => {
    const { page, close } = await site.open({ javaScriptEnabled: false });
    const answer = await page.goto(site.base + path);
    expect(answer?.status()).toBe(type === 'missing' ? 404 : 200);
    expect((await page.getByRole('heading', { level: 1 }).innerText()).length).toBeGreaterThan(2);
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(80);
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').count()).toBe(6);
    expect(await page.getByRole('searchbox').count()).toBe(type === 'missing' ? 1 : 0);
    await close();
  });
});

describe('by keyboard', () => {
  it('skips to the content with the first key, and reaches a shelf and a table', async () => {
    const { page, close } = await site.open();
    await page.goto(site.base);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.goto(`${site.base}engineering/`);
    const table = page.getByRole('region', { name: 'Table of runs' });
    await table.focus();
    expect(await table.evaluate((element) => element === document.activeElement)).toBe(true);
    await close();
  });
});

describe('hostile titles', () => {
  it('stay text: nothing they hold is run or drawn', async () => {
    const { page, trouble, close } = await site.open();
    for (const { title } of HOSTILE) {
      await page.goto(`${site.base}films/`);
      const words = title
        .replace(/[^\p{L}\p{N}']+/gu, ' ')
        .trim()
        .split(' ')
        .slice(0, 4)
        .join(' ');
      await page.getByLabel('What would you like to see?').fill(words);
      await page.locator('.found').getByRole('link').first().click();
      await page.waitForURL('**/films/*/');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
      expect(await page.title()).toContain(title.trim().slice(0, 40));
    }
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
    expect(trouble).toEqual([]);
    await close();
  });
});
