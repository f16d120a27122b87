// thresholds.yaml → Policy. Every complaint names line and column. Reads and checks; what the rules do with it is
// decide.ts's and judge.ts's business.

import { join } from 'node:path';
import { readTextFile } from '../data/files.ts';
import { parseDay } from '../data/time.ts';
import * as yaml from '../data/yaml.ts';
import { InputError, quoted } from '../errors.ts';
import { FACT_NAMES } from '../monitoring/facts.ts';
import type { ObservationPlan } from '../monitoring/observe.ts';
import { checkAcrossKeys } from './cross-checks.ts';
import { POLICY } from './policy-spec.ts';
import type { MeasuredRule, Policy } from './policy-types.ts';
import { TREND_DAYS } from './rule-spec.ts';
import type { Field, ObjectSpec, ValueSpec } from './spec.ts';

/** The policy's place in a repository. */
export const POLICY_FILE = 'thresholds.yaml';

/** The policy of a repository. @throws InputError when the file is missing or holds what is not legal */
export async function readPolicy(root: string): Promise<Policy> {
  const text = await readTextFile(join(root, POLICY_FILE), POLICY_FILE);
  if (text === null) {
    const legal = 'Restore it from the history: the rules have no values of their own.';
    throw new InputError({ file: POLICY_FILE, problem: 'is not there.', legal });
  }
  return parsePolicy(text, POLICY_FILE);
}

/** @param file its name in messages */
export function parsePolicy(text: string, file: string): Policy {
  return yaml.readYaml(text, file, (node) => {
    // The description and the interface have the same keys by type; what each key holds is the description's promise.
    const policy = completed(objectReader(POLICY)(node) as FilePolicy);
    checkAcrossKeys(policy, node);
    return policy;
  });
}

/** What a policy asks of `observe`: windows, whose sessions, and how far back. */
export function observationPlan(policy: Policy): ObservationPlan {
  const { rules } = policy;
  const reach = FACT_NAMES.map((name) => {
    const { baseline, baseline_days, window_days, sustained_days } = rules[name];
    const past = baseline === 'history' ? baseline_days + window_days : 0;
    return Math.max(TREND_DAYS, sustained_days) + past;
  });
  const windows = FACT_NAMES.map((name) => [name, rules[name].window_days]);
  const scope = (name: 'click_through_rate' | 'session_duration_lift' | 'revenue_per_user') =>
    rules[name].sessions ?? 'current_run';
  return {
    historyDays: Math.max(...reach) + policy.data_quality.stale_after_days,
    windows: Object.fromEntries(windows),
    scopes: {
      click_through_rate: scope('click_through_rate'),
      session_duration_lift: scope('session_duration_lift'),
      revenue_per_user: scope('revenue_per_user'),
    },
  };
}

/** As in the file: a rule has only the keys its description names. */
type FilePolicy = Omit<Policy, 'rules'> & {
  rules: Record<string, Partial<MeasuredRule>> & {
    scheduled_retraining: Policy['rules']['scheduled_retraining'];
  };
};

/** Gives every rule about a fact all keys, so that one function can judge them all. */
function completed(file: FilePolicy): Policy {
  const { scheduled_retraining } = file.rules;
  const rules = FACT_NAMES.map((name) => [name, { ...KEYLESS, ...file.rules[name] }]);
  return { ...file, rules: { ...Object.fromEntries(rules), scheduled_retraining } };
}

const KEYLESS: MeasuredRule = {
  enabled: true,
  severity: 'investigate',
  baseline: null,
  baseline_days: 0,
  change: null,
  limit: null,
  alert_change: null,
  alert_limit: null,
  window_days: 1,
  sustained_days: 1,
  cooldown_days: 0,
  evidence: 'value',
  minimum_samples: 0,
  minimum_people: 0,
  sessions: null,
};

function objectReader({ fields, partial }: ObjectSpec): yaml.Reader<Record<string, unknown>> {
  const readers = Object.entries(fields).map(([key, field]) => [key, fieldReader(field, partial === true)]);
  const read = yaml.fields(Object.fromEntries(readers) as Record<string, yaml.Reader<unknown>>);
  return (node) => Object.fromEntries(Object.entries(read(node)).filter(([, value]) => value !== undefined));
}

function fieldReader({ value, fallback }: Field, mayBeMissing: boolean): yaml.Reader<unknown> {
  const reader = valueReader(value);
  return fallback !== undefined || mayBeMissing ? yaml.optional(reader, fallback) : reader;
}

function valueReader(spec: ValueSpec): yaml.Reader<unknown> {
  switch (spec.kind) {
    case 'number':
      return yaml.number({ min: spec.min, max: spec.max });
    case 'integer':
      return yaml.integer({ min: spec.min, max: spec.max });
    case 'boolean':
      return yaml.boolean();
    case 'choice':
      return yaml.choice(spec.choices);
    case 'choices':
      return yaml.listOf(yaml.choice(spec.choices));
    case 'number-or-word':
      return numberOrWord(spec);
    case 'day':
      return dayReader;
    case 'text':
      return yaml.text();
    case 'list':
      return yaml.listOf(objectReader(spec.of));
    case 'object':
      return objectReader(spec);
  }
}

const dayReader = yaml.checked(yaml.text(), (given) =>
  parseDay(given) === null
    ? { problem: `${quoted(given)} is no day of the calendar.`, legal: 'Legal: a UTC day as YYYY-MM-DD.' }
    : null,
);

/** A number is complained about as a number; anything else as a word, with the words that are legal. */
function numberOrWord({
  number,
  words,
}: Extract<ValueSpec, { kind: 'number-or-word' }>): yaml.Reader<unknown> {
  const [readNumber, readWord] = [valueReader(number), yaml.choice(words)];
  return (node) => (typeof node.value === 'number' ? readNumber(node) : readWord(node));
}
