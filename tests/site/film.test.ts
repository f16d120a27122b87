// A film's page in a real browser: who likes it, how sure that is, and why it would be for the visitor.

import { expect, it } from 'vitest';
import { formatMine } from '../../site/src/browser/mine/file.ts';
import { NOTHING, say } from '../../site/src/browser/mine/record.ts';
import { PAGES } from './pages.ts';
import { violationsOn } from './support/axe.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

it('says who likes it, how sure its average is and what was learned from it', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(site.base + PAGES.film);
  await page.getByText(/rated \d\.\d on average$/).waitFor();
  const likers = page.getByRole('region', { name: 'Who likes it' });
  await likers.getByText('40 of 80 people who told us of it like it: 50%, likely 39% to 61%.').waitFor();
  await likers.getByText('1 to 19 films 25% of 20 people likely 10% to 48%').waitFor();
  await likers.getByText('everybody: 19%').first().waitFor();
  const sure = page.getByRole('region', { name: 'How sure this is' });
  await sure.getByText(/is likely between \d\.\d\d and \d\.\d\d \(95% interval\)/).waitFor();
  await sure.getByText(/has learned from [\d,]+ interactions with it, from December 15, 2025/).waitFor();
  await page.getByRole('region', { name: 'Films like it' }).getByText('12 people like both').waitFor();
  expect(trouble).toEqual([]);
  await close();
});

it('says of a film without year, genre and ratings what is not known', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(site.base + PAGES.bareFilm);
  await page.getByText('Year unknown').first().waitFor();
  await page.getByText('No genre known').waitFor();
  await page.getByRole('region', { name: 'How sure this is' }).waitFor();
  expect(trouble).toEqual([]);
  await close();
});

/** What the browser of somebody keeps who likes these. */
const liking = (...ids: string[]): string =>
  formatMine(ids.reduce((mine, id, n) => say(mine, id, 'likes', n), NOTHING));

it('works out why for a visitor from their own picks, when they ask and not before', async () => {
  const { page, trouble, close } = await site.open();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(site.base + PAGES.film);
  expect(await page.getByRole('button', { name: 'Why for me?' }).isVisible()).toBe(false);
  await page.evaluate(
    (text) => localStorage.setItem('showrunner-mine', text),
    liking('f0020', 'f0030', 'f0040'),
  );
  await page.reload();
  const why = page.getByRole('region', { name: 'Why this film' });
  await why.getByRole('button', { name: 'Why for me?' }).waitFor();
  expect(fetched.filter((address) => address.includes('model.bin'))).toEqual([]);
  await why.getByRole('button', { name: 'Why for me?' }).click();
  await why.getByText('Exact shares of 3 films you picked.').waitFor();
  const shares = await why.locator('.reasons strong').allInnerTexts();
  const sum = shares.reduce((total, text) => total + Number.parseFloat(text.replace('−', '-')), 0);
  expect(Math.abs(sum)).toBeGreaterThan(97);
  expect(Math.abs(sum)).toBeLessThan(103);
  expect(await violationsOn(page)).toEqual([]);
  expect(trouble).toEqual([]);
  await close();
});

it('says so when the model cannot be had', async () => {
  const { page, close } = await site.open();
  await page.addInitScript((text) => localStorage.setItem('showrunner-mine', text), liking('f0020'));
  await page.route('**/model.bin*', (route) => route.fulfill({ status: 404 }));
  await page.goto(site.base + PAGES.film);
  await page.getByRole('button', { name: 'Why for me?' }).click();
  await page.getByText('could not be loaded (404)').waitFor();
  await close();
});
