// The experiments page in a real browser: what somebody who decides gets to read, without scripts too.

import { expect, it } from 'vitest';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest({ fixture: { films: 12, people: 4, runs: 1 } });

it('is found from home, and says the decision, the horizon, the checks and that the people are simulated', async () => {
  const { page, trouble, close } = await site.open({ javaScriptEnabled: false });
  await page.goto(site.base);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Experiments' }).click();
  const newest = page.getByRole('region', { name: 'run_20260510_031500 against popular films' });
  await newest.getByText('Keep the champion').waitFor();
  await newest.getByText(/Fixed horizon: .* Reached on/).waitFor();
  await newest.getByText(/As configured: 20% of people in control/).waitFor();
  await newest.getByText(/Arithmetic on what was measured, no forecast/).waitFor();
  await page.getByText('These people are simulated').waitFor();
  expect(trouble).toEqual([]);
  await close();
});

const CHECK = 'Before the first champion';

it('says nothing of worth where both arms saw the same films', async () => {
  const { page, close } = await site.open({ javaScriptEnabled: false });
  await page.goto(`${site.base}experiments/`);
  const check = page.getByRole('region', { name: CHECK });
  await check.getByText('A check of the assignment').waitFor();
  expect(await check.getByText('worth', { exact: false }).count()).toBe(0);
  await close();
});

it('works out the worth from a visitor’s figures, says what is illegal, and keeps them in the address', async () => {
  const { page, trouble, close } = await site.open();
  await page.goto(`${site.base}experiments/`);
  const worth = page.locator('experiment-worth').first();
  const figure = worth.locator('[data-part=figure]');
  const amount = async () => Number((await figure.innerText()).split(', 95%')[0].replaceAll(',', ''));
  const before = await amount();
  await worth.getByLabel('People').fill('100000');
  await worth.getByText('100,000 people of the same kind').waitFor();
  expect(Math.abs((await amount()) / before - 100)).toBeLessThan(0.1);
  expect(new URL(page.url()).search).toBe('?people=100000');

  await worth.getByLabel('Kept').fill('150');
  await worth.getByText('Kept: a number from 0 to 100.').waitFor();
  expect(await worth.getByLabel('Kept').getAttribute('aria-invalid')).toBe('true');
  await worth.getByLabel('Kept').fill('50');
  await worth.getByText('50% of revenue kept').waitFor();

  const again = await page.context().newPage();
  await again.goto(page.url());
  await again.getByText('100,000 people of the same kind').waitFor();
  expect(await again.locator('experiment-worth').getByLabel('Kept').inputValue()).toBe('50');
  await worth.getByRole('button', { name: 'As it was' }).click();
  expect(await amount()).toBe(before);
  expect(new URL(page.url()).search).toBe('');
  expect(trouble).toEqual([]);
  await close();
});
