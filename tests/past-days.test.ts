// Past days of the embedded season, decided again and played again through the command line. What a rule says is asked
// for by what happened on the day, not by figures that a new season would move.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDatasetCard } from '../pipeline/data/dataset.ts';
import { shiftDay } from '../pipeline/simulation/calendar.ts';
import { repository, showrunner } from './support/workspace.ts';

const card = await readDatasetCard(repository);
const settings = card?.simulation ?? null;

/** Many days, or weeks of the audience, on a machine with other things to do. */
const PATIENCE = 240_000;

interface Decision {
  as_of: string;
  champion: string | null;
  outcome: string;
  rules: { rule: string; state: string; value: number | null; held_days: number }[];
}

async function ask(...args: string[]) {
  const { code, stdout } = await showrunner(repository, [...args, '--json']);
  expect(code, stdout).toBe(0);
  return JSON.parse(stdout).result;
}

const records = readdirSync(join(repository, 'models/decisions')).sort();
const decided: Decision[] = records
  .filter((name) => name.endsWith('-decision.json'))
  .map((name) => JSON.parse(readFileSync(join(repository, 'models/decisions', name), 'utf8')).record);

/** A day of the season, counted from the day taste shifted. */
function afterShift(days: number): string {
  const start = settings === null ? Number.NaN : Date.parse(shiftDay(settings));
  return new Date(start + days * 86_400_000).toISOString().slice(0, 10);
}

const stateOf = ({ rules }: Decision, name: string) => rules.find(({ rule }) => rule === name)?.state;

describe.skipIf(settings === null)('past days of the embedded season', () => {
  it('are decided again as they were decided at the time, from what was known then', async () => {
    const [, then] = decided;
    const again: Decision = await ask('decide', '--as-of', then.as_of);
    expect(again).toMatchObject({ champion: then.champion, outcome: then.outcome });
    // To nine digits: sums may be taken in another order than they were then.
    const figures = ({ rules }: Decision) => rules.map(({ rule, value }) => [rule, value?.toPrecision(9)]);
    expect(figures(again)).toEqual(figures(then));
  });

  it(
    'tell the story: clicks fall with the shift of taste, and the rule fires on the seventh day',
    async () => {
      const { decisions }: { decisions: Decision[] } = await ask(
        ...['decide', '--every-day', '--from', afterShift(-1), '--until', afterShift(6)],
      );
      const clicks = decisions.map((decision) => stateOf(decision, 'click_through_rate'));
      expect(clicks).toEqual(['ok', ...Array(6).fill('pending'), 'fired']);
      expect(decisions.at(-1)?.outcome).toBe('critical');
      const alone: Decision = await ask('decide', '--as-of', afterShift(6));
      // Alone, the day follows the record, in which nobody looked the days before: nothing is in its cool-down.
      const loud = ({ rules }: Decision) =>
        rules.map(({ rule, state }) => [rule, state === 'quiet' ? 'fired' : state]);
      expect(loud(alone)).toEqual(loud(decisions[decisions.length - 1]));
    },
    PATIENCE,
  );

  it('are held against another policy, and the table names the days that differ', async () => {
    const { code, stdout } = await showrunner(repository, [
      ...['decide', '--what-if', 'specification', '--from', afterShift(-3), '--until', afterShift(0)],
    ]);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/days? of 4 differ/);
    expect(stdout).toMatch(/^ *specification: .* days? /m);
  });

  it('are refused when they are none, with the days there are', async () => {
    for (const day of ['2026-02-30', '1999-01-01', 'yesterday']) {
      const { code, stdout } = await showrunner(repository, ['decide', '--as-of', day]);
      expect(code).toBe(2);
      expect(stdout).toMatch(/no day on record.*Legal: a whole UTC day from/s);
    }
  });

  it(
    'are played again: what the arms share they share to the last figure',
    async () => {
      const options = ['--from', '9', '--threads', '1', '--steps'];
      const report = await ask('replay', ...options, '2');
      expect(report.arms).toEqual(['rules', 'never', 'always', 'newest']);
      const [first] = report.steps;
      expect(first.arms.rules).toMatchObject({ outcome: 'scheduled', trained: true, promoted: true });
      const figures = report.arms.map((name: string) => first.arms[name].figures.click_through_rate);
      expect(new Set(figures).size).toBe(1);
      expect(figures[0]).toBeGreaterThan(0.1);
      expect(report.totals.newest).toMatchObject({ trainings: 2, promotions: 2 });
      expect(report.totals.never).toMatchObject({ trainings: 1, promotions: 1 });
      const again = await ask('replay', '--policy', 'specification', ...options, '1');
      expect(again.steps[0].arms).toMatchObject(first.arms);
      // The same model in both; which rules ring about a first week is each policy's own affair.
      const { fired, ...same } = first.arms.rules;
      expect(again.steps[0].arms.specification).toMatchObject(same);
      expect(fired).toEqual([]);
    },
    PATIENCE,
  );

  it('are played as recorded data, too, on a ground of the step that follows', async () => {
    const report = await ask('replay', '--recorded', '--from', '9', '--steps', '1', '--threads', '1');
    expect(report).toMatchObject({ world: 'recorded', measures: ['ndcg_at_10', 'precision_at_10', 'rmse'] });
    expect(report.steps[0].people).toBeGreaterThan(100);
  });
});
