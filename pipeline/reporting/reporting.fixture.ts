// A small decision for the tests of reports: one rule in each state, and words that try to take a report over.

import type { RetrainingDecision, RuleReading } from '../rules/outcomes.ts';

/** What a workflow would replace, were it in the wrong place. */
export const EXPRESSION = ['$', '{{ secrets.TOKEN }}'].join('');

/** Everything at once: new lines, commands of a log, an expression, HTML, a mark, a link, a mention, a pipe, a turned name. */
export const HOSTILE = [
  'A|B',
  '::add-mask::x',
  '##[error]y',
  EXPRESSION,
  '<script>alert(1)</script>',
  '<!-- showrunner-incident: rmse -->',
  '[link](https://example.org) @someone #12 `code`',
  '# Promoted',
  '\u202Egnp.exe\u2066',
].join('\r\n');

/** Ten days up to 10 May; a missing one in the middle. */
const trend = Array.from({ length: 10 }, (_, i) => ({
  day: `2026-05-${String(i + 1).padStart(2, '0')}`,
  value: i === 4 ? null : 0.34 - i / 100,
}));

/** A reading that differs from a healthy one in what is told. */
export function readingOf(changes: Partial<RuleReading>): RuleReading {
  return {
    rule: 'click_through_rate',
    title: 'Click-through rate',
    severity: 'critical',
    state: 'ok',
    value: 0.25,
    interval: { low: 0.24, high: 0.26 },
    measured_on: '2026-05-10',
    baseline: 0.34,
    limit: 0.289,
    healthy_side: 'above',
    margin: -0.135,
    unit: 'share',
    window_days: 1,
    held_days: 0,
    sustained_days: 7,
    samples: 2000,
    protocol: null,
    trend,
    sentence: 'Click-through rate is 25%.',
    ...changes,
  };
}

/** One rule in each state. */
export function decisionOf(changes: Partial<RetrainingDecision> = {}): RetrainingDecision {
  return {
    kind: 'decision',
    outcome: 'critical',
    as_of: '2026-05-10',
    champion: 'run_20260501_100000',
    hold: null,
    rules: [
      readingOf({ state: 'fired', held_days: 7 }),
      readingOf({
        rule: 'rmse',
        title: 'RMSE',
        state: 'no-data',
        value: null,
        interval: null,
        trend: [],
        unit: 'stars',
      }),
      readingOf({
        rule: 'revenue_per_user',
        title: 'Revenue per user',
        state: 'pending',
        held_days: 2,
        sustained_days: 3,
      }),
      readingOf({ rule: 'new_feedback', title: 'New feedback', state: 'off', value: null, limit: null }),
      readingOf({
        rule: 'days_since_data',
        title: 'Age of the data',
        unit: 'days',
        value: 0,
        limit: 3,
        margin: 1,
      }),
    ],
    why: 'Retrain now: Click-through rate is 25%.',
    ...changes,
  };
}
