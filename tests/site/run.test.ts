// One run, and runs side by side, as an engineer reads them: the chart, what differs, where a run comes from, its papers.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

/** A page on which nothing may go wrong. */
async function on(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, trouble, close } = await site.open();
  await page.goto(site.base + path);
  await work(page);
  expect(trouble).toEqual([]);
  await close();
}

describe('runs over time', () => {
  it('has a line a protocol, the champion marked, a whisker where a run met a champion', () =>
    on('engineering/', async (page) => {
      const chart = page.locator('#history-ranking');
      expect(await chart.locator('path.chart-line').count()).toBe(1);
      expect(await chart.locator('svg .mark').count()).toBe(5);
      expect(await chart.locator('.champion-ring').count()).toBe(1);
      // The first run met nobody, and the papers of the oldest are gone: they are the same.
      expect(await chart.locator('.whisker').count()).toBe(4);
      expect(await chart.locator('figcaption').innerText()).toContain(
        'The champion, run_20260514_031500, scored 0.2',
      );
      await chart.getByRole('slider').press('Home');
      expect(await chart.locator('output').innerText()).toContain('run_20260510_031500');
    }));
});

describe('runs side by side', () => {
  it('are chosen by checkbox, and the page shows only what differs', () =>
    on('engineering/', async (page) => {
      const choice = page.locator('.run-choice');
      await page.getByRole('checkbox', { name: 'Choose run_20260514_031500' }).check();
      await choice.getByText('1 run chosen').waitFor();
      expect(await choice.getByRole('link').count()).toBe(0);
      await page.getByRole('checkbox', { name: 'Choose run_20260512_031500' }).press('Space');
      await choice.getByText('2 runs chosen').waitFor();
      await choice.getByRole('link', { name: 'Compare' }).click();
      await page.waitForURL('**/engineering/compare/?runs=run_20260514_031500,run_20260512_031500');
      const data = page.getByRole('region', { name: 'Data', exact: true });
      await data.getByRole('row', { name: /Interactions 51,810 50,010/ }).waitFor();
      // The recipe is one for all, but for whether the tree was clean, and the commit.
      const recipe = page.getByRole('region', { name: 'Recipe', exact: true });
      expect(await recipe.locator('tbody th').allInnerTexts()).toEqual(['Code']);
      const ranking = page.getByRole('region', { name: 'Ranking', exact: true });
      expect(await ranking.getByRole('row', { name: /NDCG at 10/ }).innerText()).toMatch(
        /0\.2\d\d[\s\S]*other ground/,
      );
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('link', { name: 'Take away: run_20260512_031500' }).click();
      await page.getByText('A comparison needs two runs.').waitFor();
    }));

  it('say which of the address are no runs, and go on with the others', () =>
    on('engineering/compare/?runs=run_x,run_20260514_031500,%3Cb%3E,run_20260510_031500', async (page) => {
      await page.getByText('There is no run run_x and <b>; left out.').waitFor();
      await page.getByText('The papers of run_20260510_031500 cannot be read here').waitFor();
      await page.getByRole('region', { name: 'Data', exact: true }).waitFor();
    }));
});

describe('where a run comes from', () => {
  it('says who made it again and when, and of a run that nobody did how to', async () => {
    const verified = (run: string, words: string[]) =>
      on(`engineering/runs/${run}/`, async (page) => {
        const text = await page.locator('.verification').innerText();
        for (const each of words) expect(text).toContain(each);
      });
    await verified('run_20260512_031500', [
      'Made again, byte for byte',
      'on June 13, 2026, by commit c0ffee000000',
    ]);
    await verified('run_20260513_031500', [
      'Came out different',
      'npx showrunner verify run_20260513_031500',
    ]);
    await verified('run_20260514_031500', ['Not verified yet', '--record']);
  });

  it('names what it was judged against, when it served, its code, data and files', () =>
    on('engineering/runs/run_20260514_031500/', async (page) => {
      const lineage = page.getByRole('region', { name: 'Lineage' });
      const text = (await lineage.innerText()).replace(/\s+/g, ' ');
      expect(text).toContain('Judged against run_20260513_031500');
      expect(text).toMatch(/Served (from .* until now|never)/);
      expect(text).toMatch(/Code [0-9a-f]{40}/);
      await lineage.getByText('14 data batches').click();
      expect(await lineage.getByRole('region', { name: 'Data batches' }).getByRole('row').count()).toBe(15);
      await lineage.getByRole('link', { name: 'run_20260513_031500' }).click();
      await page.waitForURL('**/engineering/runs/run_20260513_031500/');
    }));
});

describe('the papers of a run', () => {
  it('show slices, challengers and what was tried and lost, and lead to the report as text', () =>
    on('engineering/runs/run_20260514_031500/', async (page) => {
      const words = async (name: string): Promise<string> =>
        (await page.getByRole('region', { name, exact: true }).innerText()).replace(/\s+/g, ' ');
      expect(await words('Slices')).toContain('no difference shown in 1 and too few people in 1');
      await page.getByText('All 2 slices').click();
      expect(await words('Slices')).toContain('<b>bold people who are <b>bold too few people');
      expect(await words('Challengers')).toContain('nobody could be paired 25%');
      const trials = await words('Trials');
      expect(trials).toContain('usual Chosen iALS done 0.220');
      expect(trials).toContain('huge iALS failed Too little memory. –');
      expect(await words('Cost')).toContain('Multiply-adds of a list 41,000');
      const report = page.getByRole('link', { name: 'run_20260514_031500.md' });
      const answer = await page.request.get(
        new URL((await report.getAttribute('href')) ?? '', page.url()).href,
      );
      expect(await answer.text()).toContain('# run_20260514_031500: promote');
      expect(await violationsOn(page)).toEqual([]);
    }));

  it('say so where nothing was compared before', () =>
    on('engineering/runs/run_20260512_031500/', async (page) => {
      await page.getByText('The recipe named one candidate for each head').waitFor();
      expect(await page.getByRole('region', { name: 'Slices' }).count()).toBe(0);
    }));
});
