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
  await newest.getByText(/Arithmetic, no forecast/).waitFor();
  await page.getByText('These people are simulated').waitFor();
  expect(trouble).toEqual([]);
  await close();
});
