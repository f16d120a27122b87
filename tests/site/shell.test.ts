// What every page carries, in a real browser: colours that stay as chosen, a newer deployment.

import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FIXTURE, PAGES } from './pages.ts';
import { serve } from './support/server.ts';
import { siteUnderTest } from './support/site.ts';

declare global {
  interface Window {
    /** What moved after it was painted: when, what, how far. */
    moved: { at: number; what: string }[];
  }
}

interface LayoutShift {
  readonly startTime: number;
  readonly sources: readonly { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

const twoFrames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

const older = siteUnderTest();
const newer = siteUnderTest({ fixture: { ...FIXTURE, runs: 6 } });

const deploymentOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset.deployment);
describe('a newer deployment', () => {
  it('is offered to an open page, and taken on a click', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrunner-current-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const current = join(folder, 'current');
    symlinkSync(older.dist, current);
    const server = await serve(current, '/repo/');
    const { page, trouble, close } = await older.open();
    await page.goto(server.base);
    const before = await deploymentOf(page);
    const offer = page.getByRole('status', { name: 'A newer version of this site is out.' });
    expect(await offer.isVisible()).toBe(false);
    rmSync(current);
    symlinkSync(newer.dist, current);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await offer.getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction((old) => document.documentElement.dataset.deployment !== old, before);
    expect(await offer.isVisible()).toBe(false);
    expect(trouble).toEqual([]);
    await close();
    await server.close();
  });
});

describe('the choice of colours', () => {
  it('is kept from page to page, over what the system says, and undone by auto', async () => {
    const { page, trouble, close } = await older.open({ colorScheme: 'light' });
    await page.goto(older.base);
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByRole('radio', { name: 'Auto' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.goto(older.base + PAGES.about);
    expect(await ground()).toBe(dark);
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('radio', { name: 'Auto' }).check({ force: true });
    expect(await ground()).toBe(light);
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('a page whose code comes late', () => {
  const { home, films, film, people, anybody, engineering, yourData } = PAGES;
  it.each([home, films, film, people, anybody, engineering, yourData])('moves nothing: /%s', async (path) => {
    const { page, close } = await older.open({ viewport: { width: 412, height: 4000 } });
    await page.addInitScript(() => {
      Object.assign(window, { moved: [] });
      new PerformanceObserver((list) => {
        for (const { startTime: at, sources } of list.getEntries() as unknown as LayoutShift[])
          for (const { node, previousRect: from, currentRect: to } of sources) {
            const far = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
            const name = node instanceof Element ? node.outerHTML.slice(0, 60) : node?.nodeName;
            if (far > 1) window.moved.push({ at, what: `${name} by ${far} px` });
          }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    let release = (): void => undefined;
    const painted = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/_astro/*.js', async (route) => {
      await painted;
      await route.continue();
    });
    const loaded = page.goto(older.base + path);
    await page.waitForFunction(
      () =>
        performance.getEntriesByName('first-contentful-paint').length > 0 &&
        document.readyState !== 'loading',
    );
    // Shelves that come near are laid out a frame later, whether code comes or not.
    await twoFrames(page);
    const from = await page.evaluate(() => performance.now());
    release();
    await loaded;
    await twoFrames(page);
    const moved = await page.evaluate((since) => window.moved.filter(({ at }) => at > since), from);
    expect(moved.map(({ what }) => what)).toEqual([]);
    await close();
  });
});
