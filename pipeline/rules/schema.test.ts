import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { YAML } from 'zx';
import { parsePolicy } from './policy.ts';
import { THRESHOLDS } from './rules.fixture.ts';
import { policySchema, SCHEMA_FILE } from './schema.ts';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(policySchema());

describe('thresholds.schema.json', () => {
  it('is current; docs/rules.md says how to renew it', () => {
    const committed = readFileSync(new URL(`../../${SCHEMA_FILE}`, import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(policySchema());
  });

  it('accepts thresholds.yaml, which names it in its first line', () => {
    validate(YAML.parse(THRESHOLDS));
    expect(validate.errors).toBeNull();
    expect(THRESHOLDS.split('\n')[0]).toBe(`# yaml-language-server: $schema=${SCHEMA_FILE}`);
  });

  // The reader and the schema are made of one description; this holds that they also mean the same by it.
  it.each([
    ['an unknown rule', '  feature_drift:', '  feature_drif:'],
    ['an unknown key', '    change: -0.15', '    chnage: -0.15'],
    ['a missing key', '    window_days: 30\n', ''],
    ['a number out of range', 'baseline: 0.34', 'baseline: 34'],
    ['a word for a number', 'baseline: 0.34', 'baseline: champion'],
    ['a word that is no baseline', 'baseline: champion', 'baseline: challenger'],
    ['a fraction for a whole number', 'sustained_days: 7', 'sustained_days: 6.5'],
    ['a rule that does not count', 'of: [rmse,', 'of: [feature_drift,'],
    ['an unknown guarded metric', '    diversity_at_10: 0.10', '    variety: 0.10'],
    ['an unknown section', 'budget:', 'budgets:'],
  ])('refuses %s, as the reader does', (_, found, replacement) => {
    const changed = THRESHOLDS.replace(found, replacement);
    expect(changed).not.toBe(THRESHOLDS);
    expect(validate(YAML.parse(changed))).toBe(false);
    expect(() => parsePolicy(changed, 'thresholds.yaml')).toThrow();
  });

  it('accepts what the reader accepts: a left-out key with a default, another word, a number for a word', () => {
    for (const [found, replacement] of [
      ['    sessions: current_run', '    sessions: all_runs'],
      ['    minimum_samples: 200 # impressions; a day with fewer neither counts nor interrupts\n', ''],
      ['    baseline: champion', '    baseline: 0.9'],
      ['    coverage_at_10: 0.20 # no interval: it belongs to all lists together\n', ''],
    ]) {
      const changed = THRESHOLDS.replace(found, replacement);
      expect(changed).not.toBe(THRESHOLDS);
      expect(validate(YAML.parse(changed))).toBe(true);
      expect(() => parsePolicy(changed, 'thresholds.yaml')).not.toThrow();
    }
  });
});
