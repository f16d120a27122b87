// Every chart in a real browser: what it says, its table, its file, its address, and moving along it by keyboard.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

/** Drawings without data, and those of one figure that stands in words beside them. */
const NOT_CHARTS =
  ':is(.badge, .brand, .notice, .legend, .loop, .expected) svg, svg:is(.mark, .cover-art, .share)';

/** Drawings of data that are neither in a frame nor the small picture of one that is on the page. */
const loose = (page: Page): Promise<string[]> =>
  page.evaluate(
    (others) =>
      [...document.querySelectorAll<SVGElement>('svg')]
        .filter((svg) => !svg.matches(others) && svg.closest('figure.chart') === null)
        .filter(({ dataset }) => !document.getElementById(dataset.chart ?? '')?.matches('figure.chart'))
        .map(({ outerHTML }) => outerHTML.slice(0, 200)),
    NOT_CHARTS,
  );

describe('every chart', () => {
  it.each(Object.keys(PAGES) as (keyof typeof PAGES)[])('on the page %s is in a frame', async (type) => {
    const { page, close } = await site.open();
    await page.goto(site.base + PAGES[type]);
    expect(await loose(page)).toEqual([]);
    await close();
  });

  it.each(['film', 'champion', 'monitoring', 'engineering', 'experiments'] as const)(
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
        expect(await chart.getByRole('slider').count()).toBe(1);
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

  it.each(['film', 'champion', 'monitoring', 'engineering', 'experiments'] as const)(
    'on the page %s cuts no word off, however narrow the screen',
    async (type) => {
      const { page, close } = await site.open();
      await page.goto(site.base + PAGES[type]);
      const cut = () => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
        const spoken = [...document.querySelectorAll('chart-scrub')].flatMap((scrub) => {
          const [slider, said] = [scrub.querySelector('input'), scrub.querySelector('output')];
          if (slider === null || said === null) return ['no slider'];
          return Array.from({ length: Number(slider.max) + 1 }, (_, at) => {
            slider.value = String(at);
            slider.dispatchEvent(new Event('input'));
            const isIn = said.scrollWidth <= said.clientWidth && said.scrollHeight <= said.clientHeight + 1;
            return isIn ? '' : said.innerText;
          }).filter(Boolean);
        });
        const drawn = [...document.querySelectorAll('figure.chart svg text')].flatMap((text) => {
          const [word, drawing] = [text, text.closest('svg')].map((each) => each?.getBoundingClientRect());
          const isIn = word && drawing && word.left >= drawing.left - 1 && word.right <= drawing.right + 1;
          return isIn ? [] : [text.textContent];
        });
        return [...spoken, ...drawn];
      };
      for (const width of [320, 768, 1100, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(cut), `${width} px`).toEqual([]);
      }
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
    const drift = page.locator('#drift-chart');
    expect(await drift.locator('.chart-limit').count()).toBe(1);
    await drift.getByText('limit 0.10', { exact: true }).waitFor();
    await close();
  });

  it('draws what a candidate may lose where its verdict says it, and no difference everywhere', async () => {
    const { page, close } = await site.open();
    const lines = async (path: string) => {
      await page.goto(site.base + path);
      return page
        .locator('.chart')
        .evaluateAll((charts) =>
          charts
            .filter((chart) => chart.querySelector('.chart-zero'))
            .map((chart) => [chart.id, chart.querySelectorAll('.chart-limit').length]),
        );
    };
    expect(await lines(PAGES.champion)).toEqual([
      ['against-champion', 2],
      ['against-floor', 0],
    ]);
    expect(await lines('engineering/runs/run_20260511_031500/')).toEqual([
      ['against-champion', 0],
      ['against-floor', 0],
    ]);
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

  it('of rows is gone down with the arrow keys, each row in one line', async () => {
    const { page, close } = await site.open();
    await page.goto(site.base + PAGES.monitoring);
    const chart = page.locator('#drift-chart');
    const slider = chart.getByRole('slider');
    const said = chart.locator('output');
    await slider.focus();
    expect(await said.innerText()).toBe('Genre: 0.250 nats, past the limit');
    await page.keyboard.press('ArrowDown');
    expect(await said.innerText()).toBe('Rating: 0.040 nats, within the limit');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    expect(await slider.getAttribute('aria-valuetext')).toBe('Activity: 0.360 nats, too few to say');
    expect(await chart.locator('.scrub-dot').count()).toBe(1);
    await close();
  });
});
