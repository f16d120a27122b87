import { describe, expect, it } from 'vitest';
import type { StoredDecision } from '../registry/decisions.ts';
import { NOON, RUN_A, RUN_B, sampleVerdict } from '../registry/registry.fixture.ts';
import type { RetrainingDecision, RuleReading } from '../rules/outcomes.ts';
import { badgeFiles } from './badges.ts';
import type { MixedFile } from './contract.ts';
import { metricsHistory } from './metrics.ts';
import { publication } from './publication.ts';
import { sourceOf } from './publishing.fixture.ts';

const reading = (value: number, trend: RuleReading['trend']): RuleReading => ({
  rule: 'ctr',
  title: 'Click-through rate',
  severity: 'critical',
  state: 'ok',
  value,
  interval: null,
  measured_on: null,
  baseline: null,
  limit: 0.2,
  healthy_side: 'above',
  margin: null,
  unit: 'share',
  window_days: 7,
  held_days: 0,
  sustained_days: 1,
  samples: 50,
  protocol: null,
  trend,
  sentence: '',
});

function decided(id: string, as_of: string, rule: RuleReading): StoredDecision {
  const record: RetrainingDecision = {
    kind: 'decision',
    outcome: 'healthy',
    as_of,
    champion: RUN_A,
    hold: null,
    rules: [rule],
    why: '',
  };
  return { id, at: NOON, record, card: null };
}

describe('the history of metrics', () => {
  it('has a score of candidate, champion and floor for each verdict, with its protocols and ground', () => {
    const record = sampleVerdict(RUN_B, RUN_A);
    const { scores } = metricsHistory([{ id: 'v1', at: NOON, record, card: null }]);
    expect(scores.map(({ role, run }) => [role, run])).toEqual([
      ['candidate', RUN_B],
      ...record.challengers.map(({ run }) => ['challenger', run]),
      ...(record.metrics.champion ? [['champion', RUN_A]] : []),
      ['floor', null],
    ]);
    for (const score of scores) {
      expect(score.protocols).toEqual(record.protocols);
      expect(score.ground_sha256).toBe(record.ground_sha256);
    }
    expect(scores[0].values).toEqual(record.metrics.candidate);
  });

  it('takes what the newer of two decisions says of a day, and orders days', () => {
    const history = metricsHistory([
      decided(
        'd2',
        '2026-05-03',
        reading(0.3, [
          { day: '2026-05-02', value: 0.3 },
          { day: '2026-05-03', value: 0.4 },
        ]),
      ),
      decided(
        'd1',
        '2026-05-02',
        reading(0.1, [
          { day: '2026-05-01', value: 0.1 },
          { day: '2026-05-02', value: 0.9 },
        ]),
      ),
    ]);
    const [rule] = history.rules;
    expect(rule.days).toEqual([
      { day: '2026-05-01', value: 0.1 },
      { day: '2026-05-02', value: 0.3 },
      { day: '2026-05-03', value: 0.4 },
    ]);
    expect(rule.readings.map(({ decision, value }) => [decision, value])).toEqual([
      ['d2', 0.3],
      ['d1', 0.1],
    ]);
  });
});

describe('badges', () => {
  it('say of simulated data that they are, and of what nobody measured that nobody did', () => {
    const none = badgeFiles({
      health: { outcome: null, run: null },
      dataset: { kind: 'imported' },
      runs: [],
    });
    expect(none.map(({ document }) => document)).toEqual([
      { schemaVersion: 1, label: 'recommender', message: 'not looked at', color: 'lightgrey' },
      { schemaVersion: 1, label: 'NDCG@10', message: 'not measured', color: 'lightgrey' },
    ]);
    const runs = [
      { champion: false, metrics: [{ protocol: 'p', ground_sha256: 'g', values: { ndcg_at_10: 0.9 } }] },
      { champion: true, metrics: [{ protocol: 'p', ground_sha256: 'g', values: { ndcg_at_10: 0.1234 } }] },
    ];
    const some = badgeFiles({
      health: { outcome: 'critical', run: RUN_A },
      dataset: { kind: 'simulated' },
      runs,
    });
    expect(some.map(({ document }) => document)).toEqual([
      { schemaVersion: 1, label: 'recommender (simulated)', message: 'critical', color: 'red' },
      { schemaVersion: 1, label: 'NDCG@10 (simulated)', message: '0.123', color: 'blue' },
    ]);
  });
});

describe('mixed lists', () => {
  const of = (changes = {}) =>
    [...publication(sourceOf(changes))].find(({ path }) => path === 'mixed.json')?.document as MixedFile;

  it('are partly personal, more so with more preferences, and hold nothing that was seen', () => {
    const source = sourceOf();
    const { alpha, evidence, people } = of();
    expect(people.map(({ user_id }) => user_id)).toEqual(source.interactions.userIds);
    const parts = new Set(people.map(({ personal }) => personal));
    const expected = [0, 1, 2].map((n) => Math.round(((alpha * n) / (n + evidence)) * 1e4) / 1e4);
    expect([...parts].every((part) => expected.includes(part))).toBe(true);
    expect(parts.size).toBeGreaterThan(1);
    const { itemIds, userIds, item, user } = source.interactions;
    const seen = new Set(Array.from(item, (row, n) => `${userIds[user[n]]} ${itemIds[row]}`));
    for (const { user_id, items } of people) {
      expect(items.length).toBeGreaterThan(0);
      for (const id of items) expect(seen).not.toContain(`${user_id} ${id}`);
    }
  });

  it('are none without a champion', () => {
    expect(of({ champion: null })).toMatchObject({ run: null, people: [] });
  });
});
