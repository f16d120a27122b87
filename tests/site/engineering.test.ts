// The history of runs as an engineer uses it: over time, one among ten thousand, few, none, and files that cannot be read.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunSummary, RunsFile } from '#pipeline/publishing/contract.ts';
import { runColumns } from '#pipeline/publishing/run-columns.ts';
import { manyRuns, writeManyRuns } from './fixture/many-runs.ts';
import { fixtureFiles } from './fixture/write.ts';
import { FIXTURE } from './pages.ts';
import { violationsOn } from './support/axe.ts';
import { type SiteUnderTest, siteUnderTest } from './support/site.ts';

const SMALL = { ...FIXTURE, films: 12, people: 4 };
const MANY = manyRuns(10_000);
const OLDEST = MANY[MANY.length - 1].run;

/**
 * The newest run has no metric, the second half a report, the two oldest were ranked under another protocol, and the table of
 * runs is not JSON.
 */
function spoil(folder: string): void {
  const file = (name: string): string => join(folder, 'api/v1', name);
  const { runs } = fixtureFiles(SMALL).get('runs.json') as RunsFile;
  const bare: RunSummary = { ...runs[0], metrics: [], verdict: null };
  const old = runs.slice(3).map((run): RunSummary => {
    const [ranking, ...others] = run.metrics;
    return { ...run, metrics: [{ ...ranking, protocol: 'ranking/older' }, ...others] };
  });
  writeFileSync(file('runs.json'), JSON.stringify({ format: 1, runs: [bare, ...runs.slice(1, 3), ...old] }));
  writeFileSync(file(`runs/${runs[1].run}.json`), '{"format": 1, "manif');
  writeFileSync(file('run-columns.json'), 'half a fi');
}

/** The same, but the table stands. */
function noMetric(folder: string): void {
  spoil(folder);
  const runs = JSON.parse(readFileSync(join(folder, 'api/v1/runs.json'), 'utf8')).runs as RunSummary[];
  writeFileSync(join(folder, 'api/v1/run-columns.json'), JSON.stringify(runColumns(runs, new Set())));
}

const many = siteUnderTest({ fixture: SMALL, spoil: (folder) => writeManyRuns(folder, MANY) });
const none = siteUnderTest({ fixture: { ...SMALL, runs: 0 } });
const one = siteUnderTest({ fixture: { ...SMALL, runs: 1 } });
const spoiled = siteUnderTest({ fixture: SMALL, spoil });
const bare = siteUnderTest({ fixture: SMALL, spoil: noMetric });

/** A page of one of the sites, on which nothing may go wrong. */
async function on(
  site: SiteUnderTest,
  path: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { page, trouble, close } = await site.open(options);
  await page.goto(site.base + path);
  await work(page);
  expect(trouble).toEqual([]);
  await close();
}

const status = (page: Page) => page.locator('run-table [role=status]');
const names = (page: Page): Promise<string[]> => page.locator('run-table tbody th a').allInnerTexts();

describe('runs over time', () => {
  it('are the newest hundred of ten thousand, which are all of the newer protocol', () =>
    on(many, 'engineering/', async (page) => {
      expect(await page.locator('#history-ranking path.chart-line').count()).toBe(1);
      expect(await page.locator('#history-ranking svg .mark').count()).toBe(100);
      expect(await page.getByText('The newest 100 judged runs.').count()).toBe(1);
    }));

  it('have a line for each protocol, and none that leads from one to another', () =>
    on(bare, 'engineering/', async (page) => {
      const lines = page.locator('#history-ranking path.chart-line');
      const points = await lines.evaluateAll((all) =>
        all.map((line) => line.getAttribute('d')?.match(/[ML]/g)?.length),
      );
      expect(points).toEqual([2, 2]);
      expect(await page.locator('#history-rating path.chart-line').count()).toBe(1);
    }));
});

describe('finding a run among ten thousand', () => {
  it('holds one page of rows, whatever is asked, and says which', () =>
    on(many, 'engineering/', async (page) => {
      expect(await page.locator('run-table tbody tr').count()).toBe(50);
      await page.getByLabel('Find runs by name').fill('ease reject');
      await status(page).getByText('have “ease reject”, the newest first').waitFor();
      const rows = await page.locator('run-table tbody tr').allInnerTexts();
      expect(rows).toHaveLength(50);
      for (const row of rows) expect(row).toMatch(/Reject[\s\S]*EASE/);
      expect(page.url()).toContain('?q=ease%20reject');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByLabel('Find runs by name').fill('no such run');
      await status(page).getByText('No run has “no such run”').waitFor();
      expect(await page.locator('run-table tbody tr').count()).toBe(0);
    }));

  it('sorts by a column and back, each protocol apart, and the address brings it back', () =>
    on(many, 'engineering/', async (page) => {
      const head = page.getByRole('columnheader', { name: 'NDCG at 10' }).first();
      await head.getByRole('button').click();
      await status(page).getByText('by NDCG at 10 from high to low, each protocol apart').waitFor();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const figures = await page.locator('run-table tbody td:nth-child(5)').allInnerTexts();
      expect(new Set(figures.map((text) => text.split(/\s+/).slice(1).join(' ')))).toEqual(
        new Set(['Protocol 1']),
      );
      const values = figures.map((text) => Number.parseFloat(text));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Page 2 of 200').waitFor();
      const second = await names(page);
      await page.goto(page.url());
      await page.getByText('Page 2 of 200').waitFor();
      expect(await names(page)).toEqual(second);
      await page.goto(`${many.base}engineering/?sort=-ranking&page=200`);
      // Those without a figure stand last.
      await status(page).getByText('Showing 9,951 to 10,000').waitFor();
      expect(await page.locator('run-table tbody td:nth-child(5)').first().innerText()).toBe('–');
    }));

  it('goes back a step at a time, by keyboard', () =>
    on(many, 'engineering/', async (page) => {
      const button = page.getByRole('columnheader', { name: 'Size' }).getByRole('button');
      await button.focus();
      await page.keyboard.press('Enter');
      await status(page).getByText('by Size from high to low').waitFor();
      await page.keyboard.press('Enter');
      await status(page).getByText('by Size from low to high').waitFor();
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.goBack();
      await status(page).getByText('by Size from high to low').waitFor();
      await page.goBack();
      await status(page).getByText('10,000 runs, the newest first').waitFor();
    }));

  it('takes no more code at first than a page may, and the rest only when it is asked', () =>
    on(many, 'engineering/', async (page) => {
      const scripts = (): Promise<string[]> =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').flatMap(({ name }) => (/\.js$/.test(name) ? [name] : [])),
        );
      const size = async (addresses: string[]): Promise<number> => {
        const bodies = await Promise.all(
          addresses.map(async (each) => (await page.request.get(each)).body()),
        );
        return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
      };
      const listOfAll = () =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/run-columns.json')),
        );
      await page.waitForLoadState('networkidle');
      const first = await scripts();
      expect(await size(first)).toBeLessThan(15_000);
      expect(await listOfAll()).toBe(false);
      await page.getByLabel('Find runs by name').fill('ials');
      await status(page).getByText('have “ials”').waitFor();
      expect(await listOfAll()).toBe(true);
      const rest = (await scripts()).filter((address) => !first.includes(address));
      expect(rest).not.toEqual([]);
      expect(await size(rest)).toBeLessThan(10_000);
    }));

  it('says when the list cannot be had, and tries again', async () => {
    const { page, close } = await many.open();
    await page.route('**/run-columns.json', (route) => route.abort(), { times: 1 });
    await page.goto(`${many.base}engineering/`);
    await page.getByLabel('Find runs by name').focus();
    await status(page).getByText('The list of all runs could not be loaded').waitFor();
    expect(await page.locator('run-table tbody tr').count()).toBe(50);
    await page.getByLabel('Find runs by name').fill('2020');
    await status(page).getByText('have “2020”').waitFor();
    await close();
  });

  it('is the newest fifty and the files without JavaScript', () =>
    on(
      many,
      'engineering/',
      async (page) => {
        expect((await names(page))[0]).toBe(MANY[0].run);
        expect(await status(page).innerText()).toBe('10,000 runs, the newest first. Showing 1 to 50.');
        expect(await page.getByRole('checkbox').count()).toBe(0);
        const main = page.getByRole('main');
        for (const file of ['runs.json', 'run-columns.json'])
          expect(await main.getByRole('link', { name: file, exact: true }).last().isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    ));
});

describe('runs side by side', () => {
  it('are at most six, and the choice stands in the address', () =>
    on(many, 'engineering/', async (page) => {
      for (let n = 0; n < 6; n++) await page.getByRole('checkbox').nth(n).check();
      await page.getByText('6 runs chosen, and no more fit.').waitFor();
      expect(await page.getByRole('checkbox').nth(6).isDisabled()).toBe(true);
      await page.goto(page.url());
      await page.getByText('6 runs chosen, and no more fit.').waitFor();
      await page.getByRole('link', { name: 'Compare' }).click();
      await page.getByText('cannot be read here, so parameters and batches are not compared').waitFor();
      expect(await page.locator('#protocol-1').count()).toBe(1);
    }));

  it('leave a cell empty across protocols, and say why', () =>
    on(many, `engineering/compare/?runs=${MANY[0].run},${OLDEST}`, async (page) => {
      const current = page.getByRole('region', { name: 'Ranking', exact: true }).first();
      const row = current.getByRole('row', { name: /NDCG at 10/ });
      expect((await row.innerText()).replace(/\s+/g, ' ')).toContain('– not judged under this protocol');
    }));
});

describe('an old run', () => {
  it('is shown by the page of any run, where its old address leads too', async () => {
    await on(many, `engineering/run/?id=${OLDEST}`, async (page) => {
      await page.getByRole('heading', { name: OLDEST, level: 1 }).waitFor();
      await page
        .getByRole('region', { name: 'What is still known' })
        .getByText('Promote', { exact: true })
        .waitFor();
      expect(await page.getByRole('region', { name: 'Metrics' }).innerText()).toContain(
        'global-time/v1;k=10',
      );
      expect(await violationsOn(page)).toEqual([]);
    });
    const { page, close } = await many.open();
    await page.goto(`${many.base}engineering/runs/${OLDEST}/`);
    await page.getByRole('heading', { name: OLDEST, level: 1 }).waitFor();
    await page.goto(`${many.base}engineering/run/?id=run_19990101_000000`);
    await page.getByText('There is no run run_19990101_000000.').waitFor();
    await page.goto(`${many.base}engineering/run/?id=${MANY[0].run}`);
    await page.waitForURL(`**/engineering/runs/${MANY[0].run}/`);
    await close();
  });
});

describe('few runs and bad files', () => {
  it('says that there is none', () =>
    on(none, 'engineering/', async (page) => {
      await page.getByText('No model has been trained yet.').waitFor();
      expect(await page.locator('run-table, figure.chart').count()).toBe(0);
    }));

  it('draws and sorts one', () =>
    on(one, 'engineering/', async (page) => {
      expect(await page.locator('#history-rating svg .mark').count()).toBe(1);
      await page.getByRole('columnheader', { name: 'RMSE' }).first().getByRole('button').click();
      await status(page).getByText('1 run, by RMSE from low to high').waitFor();
      expect(await page.getByRole('navigation', { name: 'Pages of the table' }).isVisible()).toBe(false);
      // The best, the last, the least and the most of one are that one.
      expect(await page.getByRole('rowheader', { name: 'Best' }).count()).toBe(0);
      await page.goto(`${bare.base}engineering/`);
      expect(await page.getByRole('rowheader', { name: 'Best of 4 runs' }).count()).toBe(1);
      expect(await page.getByRole('rowheader', { name: 'Best of 2 runs' }).count()).toBe(2);
    }));

  it('names the file that cannot be read, and shows the rest', async () => {
    await on(spoiled, 'engineering/', async (page) => {
      await page.getByText('The table of runs cannot be shown: api/v1/run-columns.json').waitFor();
      expect(await page.locator('#history-ranking svg .mark').count()).toBe(4);
      expect(await page.getByRole('heading', { name: 'Metrics' }).count()).toBe(1);
    });
    await on(spoiled, 'engineering/runs/run_20260513_031500/', async (page) => {
      const text = await page.getByRole('main').innerText();
      expect(text).toContain('api/v1/runs/run_20260513_031500.json cannot be used');
      expect(text).toContain('api/v1/run-columns.json cannot be used');
    });
    await on(spoiled, 'engineering/runs/run_20260512_031500/', async (page) => {
      await page.getByRole('heading', { name: 'Comparisons' }).waitFor();
    });
  });

  it('shows a run without a metric, and leaves its cells empty', () =>
    on(bare, 'engineering/', async (page) => {
      const [first] = await page.locator('run-table tbody tr').allInnerTexts();
      expect(first).toMatch(/run_20260514_031500[\s\S]*never judged[\s\S]*–\s*–/);
    }));
});
