// The site without a network, in a real browser whose server has gone: what was kept, what was not, and how it is dropped.

import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FIXTURE, PAGES } from './pages.ts';
import { type Server, serve } from './support/server.ts';
import { type SiteUnderTest, siteUnderTest } from './support/site.ts';

const SMALL = { films: 30, people: 8, runs: 2 };
const below = siteUnderTest();
const atRoot = siteUnderTest({ fixture: SMALL, base: '/' });
const newer = siteUnderTest({ fixture: { ...FIXTURE, runs: 6 } });
const without = siteUnderTest({ fixture: SMALL, base: '/', keepsOffline: false });

/** Until the page has a worker and the browser keeps a copy of `address`. Asked from here: a promise is true to waitForFunction. */
const keptIn = (page: Page, address: string) =>
  expect
    .poll(
      () =>
        page.evaluate(
          async (wanted) =>
            navigator.serviceWorker.controller !== null && (await caches.match(wanted)) !== undefined,
          address,
        ),
      { timeout: 10_000, interval: 30 },
    )
    .toBe(true);

const cachesOf = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

/** A page that may have a worker, and a server of its own to be stopped or to get another site. */
async function visit(site: SiteUnderTest, base: string) {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-current-'));
  const current = join(folder, 'current');
  symlinkSync(site.dist, current);
  const server: Server = await serve(current, base);
  const { page, trouble, close } = await site.open({ serviceWorkers: 'allow' });
  onTestFinished(async () => {
    await close();
    await server.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });
  const deploy = (other: SiteUnderTest): void => {
    rmSync(current);
    symlinkSync(other.dist, current);
  };
  return { page, trouble, server, deploy };
}

describe('without a network', () => {
  it('shows what was visited, says from when it is, and makes rows of picks', async () => {
    const { page, trouble, server } = await visit(below, '/repo/');
    await page.goto(server.base + PAGES.film);
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    const said = page.getByText('You are offline. This page is from');
    await keptIn(page, server.base + PAGES.film);
    expect(await said.isVisible()).toBe(false);
    await server.close();

    await page.goto(server.base + PAGES.film);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
    await said.waitFor();
    expect(await said.locator('time').getAttribute('datetime')).toMatch(/^20\d\d-/);
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector('.site-head') as Element).display),
    ).toBe('flex');

    await page.goto(server.base);
    for (const n of [0, 1, 2])
      await page.locator('[data-part=suggestions] button[data-id]:visible').nth(n).click();
    await page.getByText('Your rows are made from 3 films.').waitFor();
    expect(trouble).toEqual([]);
  });

  it('finds films after the first visit, also by what they are like', async () => {
    const { page, trouble, server } = await visit(below, '/repo/');
    await page.goto(server.base);
    await keptIn(page, server.base);
    await server.close();
    await page.goto(`${server.base}films/`);
    const found = page.locator('film-search [role=status]').getByText(/^\d+ films?$/);
    await page.getByLabel('What would you like to see?').fill('funny');
    await found.waitFor();
    await page.getByText('funny → Comedy').waitFor();
    await page.getByRole('link', { name: /^like "/ }).click();
    await page.getByRole('button', { name: /^Take away: like / }).waitFor();
    await found.waitFor();
    // Your data, too, knows films by their titles.
    await page.getByText('Have your say').first().click();
    await page
      .getByRole('button', { name: /^I like it/ })
      .first()
      .click();
    const title = await page
      .locator('.say[data-told]')
      .first()
      .locator('xpath=..')
      .getByRole('link')
      .innerText();
    await page.goto(`${server.base}your-data/`);
    await page.getByRole('main').getByText(title.split('\n')[0]).first().waitFor();
    expect(trouble).toEqual([]);
  });

  it('says of a page that was not visited that it is not there, and what is', async () => {
    const { page, server } = await visit(atRoot, '/');
    await page.goto(`${server.base}about/`);
    await keptIn(page, server.base);
    await server.close();
    await page.goto(`${server.base}monitoring/`);
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    await page.getByRole('link', { name: 'The films that most people know' }).click();
    await page.getByRole('heading', { level: 1, name: '30 films' }).waitFor();
  });

  it('keeps nothing for a visitor who saves data', async () => {
    const { page, server } = await visit(atRoot, '/');
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
    );
    await page.goto(server.base);
    await page.waitForFunction(() => performance.now() > 1000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
  });

  it('shows pages all the same when the storage is full, and keeps what it has', async () => {
    const { page, trouble, server } = await visit(atRoot, '/');
    await page.goto(server.base);
    await keptIn(page, server.base);
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(server.base);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    const refused = page.context().waitForEvent('console', (said) => said.text().includes('Not kept'));
    await page.goto(`${server.base}monitoring/`);
    await page.getByRole('heading', { level: 1, name: 'Monitoring' }).waitFor();
    await refused;
    expect(trouble).toEqual([]);
    await server.close();
    await page.goto(server.base);
    await page.getByRole('heading', { name: 'Pick three films you like' }).waitFor();
  });
});

describe('with a network that does not answer', () => {
  it('shows what was kept and says so, and keeps the answer that comes later', async () => {
    const { page, trouble, server } = await visit(below, '/repo/');
    await page.goto(server.base + PAGES.film);
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await keptIn(page, server.base + PAGES.film);
    const answer = server.hold();
    const before = server.asked.length;
    await page.goto(server.base + PAGES.film);
    const said = page.getByText('The network does not answer. This page is from');
    await said.waitFor();
    const from = new Date((await said.locator('time').getAttribute('datetime')) ?? '').getTime();
    expect(await page.getByText('You are offline').isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
    // Files come with the page and are not waited for again, those without a name by their content either.
    await page.evaluate((address) => fetch(address), `${server.base}covers.svg`);
    const asked = server.asked.slice(before);
    expect(asked).toContain(`/repo/${PAGES.film}`);
    expect(asked).not.toContain('/repo/covers.svg');
    await page.getByRole('main').getByRole('link', { name: 'Your data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your data' }).waitFor();
    await said.waitFor();

    answer();
    const keptFrom = (): Promise<number> =>
      page.evaluate(async (address) => {
        const copy = await caches.match(address);
        return new Date(copy?.headers.get('date') ?? '').getTime();
      }, server.base + PAGES.film);
    await expect.poll(keptFrom, { timeout: 10_000 }).toBeGreaterThan(from);
    await page.goto(server.base + PAGES.film);
    expect(await said.isVisible()).toBe(false);
    expect(trouble).toEqual([]);
  });
});

describe('what was kept', () => {
  it('is dropped for a newer deployment, which is kept instead', async () => {
    const { page, server, deploy } = await visit(below, '/repo/');
    await page.goto(server.base);
    await keptIn(page, server.base);
    const [older] = await cachesOf(page);
    deploy(newer);
    await page.goto(server.base + PAGES.about);
    await expect.poll(() => cachesOf(page), { timeout: 10_000 }).not.toContain(older);
    expect(await cachesOf(page)).toHaveLength(1);
    await server.close();
    await page.goto(server.base);
    const deployment = await page.evaluate(() => document.documentElement.dataset.deployment);
    expect(older).not.toContain(deployment);
    expect((await cachesOf(page))[0]).toContain(deployment);
  });

  it('is removed, with the worker, by a site that keeps nothing', async () => {
    const { page, server, deploy } = await visit(atRoot, '/');
    await page.goto(server.base);
    await keptIn(page, server.base);
    deploy(without);
    await page.goto(`${server.base}films/`);
    const left = (): Promise<unknown> =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    await expect.poll(left, { timeout: 10_000 }).toEqual([0, 0]);
    await page.goto(server.base);
    expect(await left()).toEqual([0, 0]);
  });
});
