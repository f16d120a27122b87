import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { FACT_NAMES } from '../monitoring/facts.ts';
import { observationPlan, parsePolicy, readPolicy } from './policy.ts';
import { policyOf, policyWith, THRESHOLDS } from './rules.fixture.ts';

/** The message for thresholds.yaml with one text in it replaced. */
function complaint(found: string, replacement: string): string {
  if (!THRESHOLDS.includes(found)) throw new Error(`thresholds.yaml holds no ${found}`);
  try {
    parsePolicy(THRESHOLDS.replace(found, replacement), 'thresholds.yaml');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

/** "line 17, column 5", of the first place where a text stands. */
function placeOf(text: string, extra = 0): string {
  const before = THRESHOLDS.slice(0, THRESHOLDS.indexOf(text));
  return `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n') + extra}`;
}

describe("the repository's thresholds.yaml", () => {
  it('is the table it should be', () => {
    const { rules } = policyOf();
    expect(Object.fromEntries(FACT_NAMES.map((name) => [name, rules[name].severity]))).toEqual({
      click_through_rate: 'critical',
      session_duration_lift: 'critical',
      revenue_per_user: 'critical',
      rmse: 'scheduled',
      precision_at_10: 'scheduled',
      ndcg_at_10: 'scheduled',
      interaction_volume: 'investigate',
      new_user_share: 'investigate',
      new_item_share: 'investigate',
      feature_drift: 'scheduled',
      days_since_data: 'investigate',
      days_since_training: 'scheduled',
      new_feedback: 'scheduled',
    });
    expect(rules.click_through_rate).toMatchObject({ change: -0.15, sustained_days: 7 });
    expect(rules.session_duration_lift).toMatchObject({ baseline: 0.2, change: -0.2, window_days: 14 });
    expect(rules.revenue_per_user).toMatchObject({ change: -0.1, window_days: 30 });
    expect(rules.rmse).toMatchObject({ baseline: 'champion', change: 0.05 });
    expect(rules.scheduled_retraining).toMatchObject({
      needs: 2,
      of: ['rmse', 'precision_at_10', 'ndcg_at_10'],
    });
    expect(rules.days_since_training).toMatchObject({ enabled: true, limit: 89 });
    expect(rules.new_feedback.enabled).toBe(false);
  });

  it('asks observe for the longest history any rule needs', () => {
    const plan = observationPlan(policyOf());
    expect(plan.windows.revenue_per_user).toBe(30);
    // 42 days of trend, each against the 28 days before its window of 7, and 7 days to look back for a reading.
    expect(plan.historyDays).toBe(42 + 28 + 7 + 7);
    const patient = policyWith({ rules: { click_through_rate: { sustained_days: 300 } } });
    expect(observationPlan(patient).historyDays).toBe(307);
  });
});

describe('mistakes of one key', () => {
  it.each([
    [
      'an unknown key, with the nearest legal one',
      '    change: -0.15',
      '    chnage: -0.15',
      'Did you mean "change"?',
    ],
    ['an unknown rule', '  feature_drift:', '  feature_drif:', 'Did you mean "feature_drift"?'],
    ['a key of another rule', '    limit: 0.1 ', '    baseline: 0.1 ', 'unknown key "baseline"'],
    ['a missing key', '    window_days: 30\n', '', 'the key "window_days" is missing'],
    ['a severity of its own', 'severity: critical', 'severity: fatal', 'critical, scheduled, investigate'],
    [
      'text for a number',
      'baseline: 0.34',
      'baseline: high',
      '"high" is not legal. Legal: a number from 0 and up to 1.',
    ],
    ['a word that is no baseline here', 'baseline: champion', 'baseline: history', 'Legal: champion.'],
    ['a fraction of a day', 'sustained_days: 7', 'sustained_days: 6.5', 'a whole number'],
    ['no number at all', 'baseline: 0.34', 'baseline: .nan', 'Legal: a number'],
    ['a list that is none', 'of: [rmse, precision_at_10, ndcg_at_10]', 'of: rmse', 'Legal: a list.'],
    ['lists of another length', '  k: 10', '  k: 20', 'Legal: 10.'],
    ['a key twice', '    change: -0.15', '    severity: critical', 'twice'],
  ])('%s', (_, found, replacement, expected) => {
    expect(complaint(found, replacement)).toContain(expected);
    expect(complaint(found, replacement)).toMatch(/^thresholds\.yaml, line \d+, column \d+: /);
  });

  it('are placed', () => {
    expect(complaint('    change: -0.15', '    chnage: -0.15')).toContain(placeOf('    change: -0.15', 4));
  });
});

describe('mistakes between keys', () => {
  it.each([
    ['a drop written as a rise', 'change: -0.15', 'change: 0.15', 'Did you mean -0.15?'],
    ['a rise written as a drop', 'change: 0.05', 'change: -0.05', 'Did you mean 0.05?'],
    ['a sign where both ways count', 'change: 0.30', 'change: -0.30', 'its change has no sign'],
    ['a baseline of 0', 'baseline: 0.34', 'baseline: 0', 'a share of a baseline of 0 is 0'],
    ['no change at all', 'change: 0.05', 'change: 0', 'on the baseline itself'],
    ['a limit nothing can fall below', 'change: -0.15', 'change: -1', 'nothing can fall below'],
    ['nothing: as many rules needed as are listed', 'needs: 2', 'needs: 3', 'accepted'],
    [
      'more rules needed than are listed',
      'of: [rmse, precision_at_10, ndcg_at_10]',
      'of: [rmse]',
      '2 rules are needed, but 1',
    ],
    [
      'a rule listed twice',
      'of: [rmse, precision_at_10, ndcg_at_10]',
      'of: [rmse, rmse, ndcg_at_10]',
      'rmse stands in the list twice',
    ],
    [
      'a guarded primary metric',
      'primary_metric: ndcg_at_10',
      'primary_metric: precision_at_10',
      'is the primary metric',
    ],
    [
      'an alert beyond its limit',
      'change: -0.15',
      'change: -0.15\n    alert_change: -0.2',
      'an alert at -0.2 does not come before the limit at -0.15',
    ],
    [
      'an alert on the other side',
      'change: 0.05',
      'change: 0.05\n    alert_change: -0.02',
      'above 0 and below',
    ],
    ['an alert above its limit', 'limit: 0.1 ', 'alert_limit: 0.2\n    limit: 0.1 ', 'Legal: below 0.1.'],
    [
      'a maintenance window that ends before it begins',
      'maintenance: []',
      'maintenance: [{ from: 2027-01-03, until: 2027-01-02, why: moving }]',
      'Legal: 2027-01-03 or later.',
    ],
    [
      'a maintenance window on a day that is none',
      'maintenance: []',
      'maintenance: [{ from: 2027-02-30, until: 2027-03-02, why: moving }]',
      'is no day of the calendar',
    ],
    [
      'a run larger than all of models/',
      'run_bytes: 25000000',
      'run_bytes: 200000000',
      'Legal: up to 100000000.',
    ],
  ])('%s', (_, found, replacement, expected) => {
    expect(complaint(found, replacement)).toContain(expected);
  });

  it.each([
    ['max_model_mb: 100', 'max_model_mb: 0', 'max_model_mb: '],
    ['max_list_operations: 100000000', 'max_list_operations: 1.5', 'max_list_operations: '],
  ])('a budget that is none is refused in its place: %s as %s', (found, replacement, key) => {
    expect(complaint(found, replacement)).toContain(placeOf(found, key.length));
  });

  it('are placed at the key that should change', () => {
    expect(complaint('change: -0.15', 'change: 0.15')).toContain(placeOf('-0.15'));
    const off = THRESHOLDS.replace(/ {2}(rmse|ndcg_at_10):\n/g, (rule) => `${rule}    enabled: false\n`);
    expect(() => parsePolicy(off, 'thresholds.yaml')).toThrow(
      /2 rules are needed, but 1 of those listed is switched on/,
    );
  });
});

describe('files that are no policy', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
    .join('\n')}\n`;
  it.each([
    ['a bomb of aliases', bomb, /aliases/],
    ['nothing', '', /is no map/],
    ['a list', '- 1\n', /is no map/],
    ['half a file', THRESHOLDS.slice(0, 1500), /thresholds\.yaml, line/],
    ['brackets without end', '['.repeat(50_000), /thresholds\.yaml/],
  ])('%s', (_, text, expected) => {
    expect(() => parsePolicy(text, 'thresholds.yaml')).toThrow(InputError);
    expect(() => parsePolicy(text, 'thresholds.yaml')).toThrow(expected);
  });
});

describe('readPolicy', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'showrunner-policy-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('reads the file of a repository', async () => {
    await writeFile(join(root, 'thresholds.yaml'), THRESHOLDS);
    expect(await readPolicy(root)).toEqual(policyOf());
  });

  it('does not go on without it: rules have no values of their own', async () => {
    await expect(readPolicy(root)).rejects.toThrow(/thresholds\.yaml: is not there/);
  });
});
