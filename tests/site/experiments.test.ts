// The experiments page in a real browser: what somebody who decides gets to read, without scripts too.

import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, openPage } from './support/browser.ts';
import { type Built, buildSite } from './support/build.ts';
import { type Server, serve } from './support/server.ts';

let site: Built;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  const fixture = { films: 12, people: 4, runs: 1 };
  [site, browser] = await Promise.all([buildSite({ fixture, base: '/repo/' }), launch()]);
  expect(site.exitCode, site.output).toBe(0);
  server = await serve(site.dist, '/repo/');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (site) rmSync(site.folder, { recursive: true, force: true });
});

it('is found from home, and says the decision, the horizon, the checks and that the people are simulated', async () => {
  const { page, trouble, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(server.base);
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
