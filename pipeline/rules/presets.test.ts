import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { YAML } from 'zx';
import { presetFile, readNamedPolicy } from './presets.ts';
import { policyOf } from './rules.fixture.ts';
import { policySchema } from './schema.ts';

it('the preset "specification" has the values of the specification', async () => {
  const { rules } = await readNamedPolicy('specification');
  expect(rules.click_through_rate).toMatchObject({
    severity: 'critical',
    baseline: 0.34,
    change: -0.15,
    sustained_days: 7,
  });
  expect(rules.session_duration_lift).toMatchObject({ severity: 'critical', change: -0.2, window_days: 14 });
  expect(rules.revenue_per_user).toMatchObject({ severity: 'critical', change: -0.1, window_days: 30 });
  expect([rules.rmse, rules.precision_at_10, rules.ndcg_at_10].map(({ change }) => change)).toEqual([
    0.05, -0.1, -0.08,
  ]);
  expect(rules.scheduled_retraining).toMatchObject({ needs: 2, severity: 'scheduled' });
  expect([rules.interaction_volume, rules.new_user_share, rules.new_item_share]).toMatchObject([
    { change: 0.3, severity: 'investigate' },
    { change: 0.25, severity: 'investigate' },
    { change: 0.25, severity: 'investigate' },
  ]);
  expect(rules.feature_drift).toMatchObject({ limit: 0.1, severity: 'investigate' });
  expect([rules.days_since_training.enabled, rules.new_feedback.enabled]).toEqual([false, false]);
});

it('differs from thresholds.yaml in rules and promotion alone, and fits the schema', async () => {
  const { data_quality, evaluation, experiments, budget } = await readNamedPolicy('specification');
  expect({ data_quality, evaluation, experiments, budget }).toEqual({
    data_quality: policyOf().data_quality,
    evaluation: policyOf().evaluation,
    experiments: policyOf().experiments,
    budget: policyOf().budget,
  });
  const validate = new Ajv2020({ strict: true }).compile(policySchema());
  validate(YAML.parse(readFileSync(presetFile('specification'), 'utf8')));
  expect(validate.errors).toBeNull();
});

it('a name that is neither preset nor file is refused with what is legal', async () => {
  await expect(readNamedPolicy('specificaton')).rejects.toThrow(/no file.*specification/s);
});
