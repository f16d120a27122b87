// The search that understands, in a real browser: chips by hand and by keyboard, what is given up, the address, an old address.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

const field = (page: Page) => page.getByLabel('What would you like to see?');
const chips = (page: Page) => page.getByRole('list', { name: 'Taken to mean' }).getByRole('listitem');
const status = (page: Page) => page.locator('film-search [role=status]');

it('understands a sentence, loses a chip by keyboard, and goes back', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}films/`);
  await field(page).fill('funny films, no horror');
  await status(page)
    .getByText(/^\d+ films?$/)
    .waitFor();
  expect(await chips(page).allInnerTexts()).toEqual([
    expect.stringContaining('funny → Comedy'),
    expect.stringContaining('not horror'),
  ]);
  await chips(page).first().getByRole('button').focus();
  await page.keyboard.press('Delete');
  await status(page).getByText('Taken away: funny.').waitFor();
  expect(await field(page).inputValue()).toBe('not horror');
  await page.waitForFunction(
    () => document.activeElement?.getAttribute('aria-label') === 'Take away: not horror',
  );
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'film-query');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('input')?.value === 'not horror');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('input')?.value === 'funny films, no horror');
  expect(await chips(page).count()).toBe(2);
  expect(trouble).toEqual([]);
  await close();
});

it('lets films that were found be spoken of, also those of the next search', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}films/`);
  for (const text of ['drama', 'comedy']) {
    await field(page).fill(text);
    await chips(page).getByText(text).waitFor();
    const card = page.getByRole('list', { name: 'Films found' }).getByRole('listitem').first();
    await card.getByText('Have your say').click();
    await card.getByRole('button', { name: /^I like it/ }).click();
    await card.locator('.say[data-told]').waitFor();
  }
  const told = await page.evaluate(() => Object.values(localStorage).join(' '));
  expect(told.match(/"likes"/g)).toHaveLength(2);
  expect(trouble).toEqual([]);
  await close();
});

it('says which chip it gave up, and an address shows the same to others', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}films/?q=${encodeURIComponent('zzzzqq western')}`);
  await status(page).getByText('shown without “zzzzqq”').waitFor();
  expect(await page.getByRole('list', { name: 'Films found' }).getByRole('link').count()).toBeGreaterThan(0);
  expect(await chips(page).first().innerText()).toContain('set aside');
  expect(trouble).toEqual([]);
  await close();
});

it('finds what the model holds for alike, and says so when it cannot be had', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}films/?q=${encodeURIComponent('like a quiet winter')}`);
  await status(page)
    .getByText(/^\d+ films$/)
    .waitFor();
  expect(await chips(page).innerText()).toContain('most alike to the model');
  expect(trouble).toEqual([]);
  await page.route('**/model.bin*', (route) => route.abort());
  await page.reload();
  await status(page).getByText('there is no model here').waitFor();
  await close();
});

it('has examples to click, and more to show', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}films/`);
  await field(page).focus();
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: 'scary, no war, after 2000' }).click();
  await status(page).getByText(/film/).waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('scary, no war, after 2000');
  await field(page).fill('not imax, no zzzz');
  const found = page.getByRole('list', { name: 'Films found' }).getByRole('link');
  await page.getByRole('button', { name: 'Show more' }).click();
  expect(await found.count()).toBeGreaterThan(48);
  expect(trouble).toEqual([]);
  await close();
});

it('at the address of a film that is gone says so, with the search filled in', async () => {
  const { page, close } = await site.open();
  await page.goto(`${site.base}films/quiet-winter-1951/`);
  await page.getByText('The film of this address is not in the catalogue any more.').waitFor();
  expect(await page.getByLabel('Search the films').inputValue()).toBe('quiet winter 1951');
  await page.keyboard.press('Tab');
  await page.getByLabel('Search the films').press('Enter');
  await page.waitForURL('**/repo/films/?q=quiet*');
  await status(page).getByText(/film/).waitFor();
  await close();
});

it('without JavaScript an address that is not there leads to the list of films', async () => {
  const { page, close } = await site.open({ javaScriptEnabled: false });
  await page.goto(`${site.base}films/gone/`);
  await page.getByLabel('Search the films').fill('winter');
  await page.getByLabel('Search the films').press('Enter');
  await page.waitForURL('**/films/?q=winter');
  expect(await page.getByRole('main').innerText()).toContain('Searching needs JavaScript');
  await close();
});

it('is where the home page leads with a sentence that is no title, by keyboard and back', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(site.base);
  const typing = page.getByRole('combobox', { name: 'A film you like' });
  await typing.fill('funny films, no horror or thriller');
  await page
    .getByRole('option', { name: 'Search all films for “funny films, no horror or thriller”' })
    .waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/films/?q=*');
  await status(page)
    .getByText(/^\d+ films?$/)
    .waitFor();
  expect(await chips(page).allInnerTexts()).toEqual([
    expect.stringContaining('funny → Comedy'),
    expect.stringContaining('not horror'),
    expect.stringContaining('not thriller'),
  ]);
  await page.goBack();
  await typing.waitFor();
  expect(trouble).toEqual([]);
  await close();
});
