// Every chart in a real browser: what it says, its table, its file, its address, and moving along it by keyboard.

import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

describe('every chart', () => {
  it.each(['film', 'champion', 'monitoring'] as const)(
    'on the page %s has a sentence, named axes, a table, a file and an address',
    async (type) => {
      const { page, trouble, close } = await site.open();
      await page.goto(site.base + PAGES[type]);
      await page.evaluate(() => {
        for (const rule of document.querySelectorAll('details')) rule.open = true;
      });
      const charts = await page.locator('figure.chart').all();
      expect(charts.length).toBeGreaterThan(0);
      for (const chart of charts) {
        const id = await chart.getAttribute('id');
        expect(await page.locator(`[id="${id}"]`).count()).toBe(1);
        expect((await chart.locator('figcaption').innerText()).length).toBeGreaterThan(20);
        const words = await chart.locator('svg text').allTextContents();
        expect(words.length).toBeGreaterThan(3);
        expect(await chart.locator('tbody tr').count()).toBeGreaterThan(1);
        const [file, own] = await chart.locator('.chart-links > a').all();
        expect(own ? await own.getAttribute('href') : null).toBe(`#${id}`);
        const answer = await page.request.get(
          new URL((await file.getAttribute('href')) ?? '', page.url()).href,
        );
        expect(answer.status()).toBe(200);
      }
      expect(trouble).toEqual([]);
      await close();
    },
  );

  it('draws the limit of a rule that has one', async () => {
    const { page, close } = await site.open();
    // Its address unfolds it.
    await page.goto(`${site.base}${PAGES.monitoring}#trend-ctr_drop`);
    const rule = page.locator('#trend-ctr_drop');
    expect(await rule.locator('.chart-limit').count()).toBe(1);
    await rule.getByText('limit', { exact: true }).waitFor();
    await close();
  });

  it('is gone along with the arrow keys, and says where one is', async () => {
    const { page, close } = await site.open();
    await page.goto(site.base + PAGES.film);
    const slider = page.getByRole('slider', { name: 'Along Ratings of this film' });
    await slider.focus();
    await page.keyboard.press('Home');
    const first = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    const second = await slider.getAttribute('aria-valuetext');
    expect(first).toMatch(/^0\.5: Ratings [\d,]+$/);
    expect(second).toMatch(/^1: Ratings [\d,]+$/);
    expect(await page.locator('chart-scrub output').innerText()).toBe(second);
    expect(await page.locator('.scrub-dot').count()).toBe(1);
    await close();
  });
});
