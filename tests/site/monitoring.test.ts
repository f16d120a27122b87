// The monitoring page as an engineer reads it: the verdict, the rule that fired and what it led to, incidents, drift, and
// the banner of late data by a visitor's own clock.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RulesFile } from '#pipeline/publishing/contract.ts';
import { RULE_STATES } from '../../site/src/words/labels.ts';
import { everyState } from './fixture/every-state.ts';
import { fixtureFiles } from './fixture/write.ts';
import { FIXTURE } from './pages.ts';
import { violationsOn } from './support/axe.ts';
import { siteUnderTest } from './support/site.ts';

const SMALL = { ...FIXTURE, films: 12, people: 4 };
const REAL = {
  ...SMALL,
  freshness: { expected_by: '2026-06-17T00:00:00.000Z', basis: 'policy', days: 3 },
} as const;
const MANY = 10_000;

/** A decision of the pipeline's own, with a rule in every state. */
const STATES = everyState('run_20260512_031500');
const decided = (folder: string): void =>
  writeFileSync(join(folder, 'api/v1/rules.json'), JSON.stringify(STATES));

/** Ten thousand rules, nothing of drift, and half a file of what arrived. */
function spoil(folder: string): void {
  const file = (name: string) => join(folder, 'api/v1', name);
  const rules = fixtureFiles(SMALL).get('rules.json') as RulesFile;
  const [one] = rules.decision?.rules ?? [];
  const many = Array.from({ length: MANY }, (_, n) => ({ ...one, rule: `rule_${n}`, trend: [] }));
  const decision = rules.decision && { ...rules.decision, rules: [...many, ...rules.decision.rules] };
  writeFileSync(file('rules.json'), JSON.stringify({ ...rules, decision }));
  writeFileSync(file('quality.json'), '{"format": 1, "days": [{"d');
}

const sites = [
  siteUnderTest({ fixture: SMALL, repository: 'https://git.example/film/club/' }),
  siteUnderTest({ fixture: REAL, spoil: decided }),
  siteUnderTest({ fixture: { ...SMALL, without: ['drift.json', 'incidents.json'] }, spoil }),
];

/** The page of one of the sites, by a clock. */
async function monitoring(site: number, work: (page: Page) => Promise<void>, now?: string): Promise<void> {
  const { page, trouble, close } = await sites[site].open();
  if (now !== undefined) await page.clock.setFixedTime(new Date(now));
  await page.goto(`${sites[site].base}monitoring/`);
  await work(page);
  expect(trouble).toEqual([]);
  await close();
}

describe('the monitoring page', () => {
  it('shows the loudest rule first, with margin, days, and the way to what it led to', () =>
    monitoring(0, async (page) => {
      const rule = page.locator('.rule').first();
      const text = (await rule.innerText()).replace(/\s+/g, ' ');
      expect(text).toContain('Revenue a session Fired');
      expect(text).toContain('at least 0.95');
      expect(text).toContain('0.14 past');
      expect(text).toContain('5 of 3');
      expect(text).toContain('promoted run_20260512_031500');
      await rule.getByRole('link', { name: 'Jun 14, 2026' }).click();
      const entry = page.locator('li:target');
      expect(await entry.innerText()).toContain('Decision');
      expect(await entry.innerText()).toContain('commit not known');
    }));

  it('says of a rule in every state why it fired, or why not today', () =>
    monitoring(1, async (page) => {
      const rules = page.locator('.rule');
      const shown = await rules.evaluateAll((all) =>
        all.map((rule) => [
          rule.querySelector('h3')?.textContent,
          rule.querySelector('.badge')?.textContent.trim(),
          rule.querySelector('summary')?.textContent,
        ]),
      );
      const said = STATES.decision?.rules ?? [];
      expect(new Set(said.map(({ state }) => state))).toEqual(new Set(Object.keys(RULE_STATES)));
      expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(said.length);
      const wanted = said.map(({ title, state, sentence }) => [title, RULE_STATES[state].word, sentence]);
      expect(shown.toSorted()).toEqual(wanted.toSorted());
      expect(
        await page
          .getByText(/so not today\.$/)
          .first()
          .isVisible(),
      ).toBe(true);
      const glance = await page.locator('.glance').innerText();
      for (const { word } of Object.values(RULE_STATES)) expect(glance).toContain(word);
      expect(await violationsOn(page)).toEqual([]);
    }));

  it('unfolds a rule to its course and what is behind it, by keyboard', () =>
    monitoring(0, async (page) => {
      const why = page.locator('.rule-why > summary').first();
      expect(await page.getByRole('img', { name: 'Revenue a session by day' }).isVisible()).toBe(false);
      await why.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: 'Revenue a session by day' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    }));

  it('links commits and runbooks where the repository is known, and names them where not', async () => {
    await monitoring(0, async (page) => {
      const commit = page
        .locator('.timeline')
        .getByRole('link', { name: /^commit 1111/ })
        .first();
      expect(await commit.getAttribute('href')).toBe(
        `https://git.example/film/club/commit/${'1'.repeat(40)}`,
      );
      const runbook = page.getByRole('link', { name: 'docs/runbooks/ctr-drop.md' });
      expect(await runbook.getAttribute('href')).toBe(
        'https://git.example/film/club/blob/HEAD/docs/runbooks/ctr-drop.md',
      );
    });
    await monitoring(1, async (page) => {
      expect(
        await page
          .locator('.timeline')
          .getByRole('link', { name: /^commit/ })
          .count(),
      ).toBe(0);
      expect(await page.locator('.timeline').innerText()).toContain('commit 111111111111');
      expect(await page.locator('.incidents').innerText()).toContain('docs/runbooks/ctr-drop.md');
    });
  });

  it('shows drift by feature with both sides’ sizes, and says which are too few', () =>
    monitoring(0, async (page) => {
      const row = (name: string) => page.locator('.drift').getByRole('row', { name });
      expect(await row('Genre').innerText()).toMatch(/past the limit[\s\S]*48,210[\s\S]*5,087/);
      expect(await row('Activity').innerText()).toContain('too few to say');
    }));

  it('counts what was refused by the day that a line names, and leads from a feature to its distributions', () =>
    monitoring(0, async (page) => {
      const newest = page.getByRole('region', { name: 'The newest days' }).getByRole('row');
      const cells = await newest.evaluateAll((rows) =>
        rows.map((row) => row.lastElementChild?.textContent.trim()),
      );
      expect(cells.slice(0, 3)).toEqual(['Refused', '0', '3']);
      await page.getByText('1 of these names no day.').waitFor();
      const genre = page.locator('#drift-genre');
      expect(await genre.isVisible()).toBe(false);
      await page.locator('.drift').getByRole('link', { name: 'Genre' }).click();
      await genre.getByRole('img', { name: 'Genre: training and now' }).waitFor();
      expect(new URL(page.url()).hash).toBe('#drift-genre');
    }));

  it('stands with ten thousand rules, and where drift is missing and the quality half a file', () =>
    monitoring(2, async (page) => {
      expect(await page.locator('.rule').count()).toBe(200);
      const main = await page.getByRole('main').innerText();
      expect(main).toContain('of 10,009');
      expect(main).toContain('Drift is not published');
      expect(main).toMatch(/The quality of the data cannot be shown/);
      expect(main).toContain('The list of incidents is not published');
      expect(await page.locator('.timeline li').count()).toBe(30);
    }));
});

describe('late data', () => {
  const LATE = 'These data are older than they should be.';
  const isSaid = (page: Page) => page.getByText(LATE).isVisible();

  it.each([
    ['2026-06-18T00:00:00Z', true, 'a day late'],
    ['2026-06-17T03:00:00Z', false, 'three hours late, which a clock may be off by'],
    ['2026-06-15T00:00:00Z', false, 'in time'],
    ['2020-01-01T00:00:00Z', false, 'by a clock that is behind the publication'],
  ])('at %s: %s, %s', (now, expected) =>
    monitoring(
      1,
      async (page) => {
        expect(await isSaid(page)).toBe(expected);
        await page.goto(`${sites[1].base}films/`);
        expect(await isSaid(page)).toBe(expected);
        if (expected) expect(await violationsOn(page)).toEqual([]);
      },
      now,
    ),
  );

  it('is never said of a simulated audience, whose end is', () =>
    monitoring(
      0,
      async (page) => {
        expect(await page.getByText(LATE).count()).toBe(0);
        await page
          .getByText('Simulated: it ended on June 13, 2026, and nothing newer is expected.')
          .waitFor();
      },
      '2030-01-01T00:00:00Z',
    ));
});
