// What stands in a file of models/decisions/: a retraining decision, a verdict, a verification or a move of the pointer,
// with the time it was written. Reading and checking only; the folder is the business of decisions.ts.

import type {
  Asked,
  Challenger,
  Comparison,
  Duel,
  RetrainingDecision,
  RuleReading,
  ServingCost,
  Severity,
  SliceComparison,
  Verdict,
} from '../rules/outcomes.ts';
import {
  boolean,
  day,
  dayOrInstant,
  formatOne,
  instant,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Place,
  type Reader,
  readJson,
  refuse,
  sha256Hex,
  table,
  text,
} from './json.ts';
import type { PointerMove, RunCard, Verification, VerifiedFile } from './manifest.ts';
import { codeFields, fileName, protocolMetrics, runId } from './manifest-file.ts';

export type DecisionRecord = RetrainingDecision | Verdict | Verification | PointerMove;
export type DecisionKind = DecisionRecord['kind'];

/** The words that may end a decision's file name. */
export const DECISION_KINDS = [
  'decision',
  'verdict',
  'verification',
  'promotion',
  'rollback',
  'import',
  'hold-lifted',
] as const;

/** The content of a decision file. */
export interface DecisionFile {
  format: 1;
  /** ISO 8601. */
  at: string;
  record: DecisionRecord;
  /** The run a verdict is about, as known when it was judged; null with every other kind. */
  card: RunCard | null;
}

const interval = object({ low: number, high: number });
const severity = oneOf<Severity>({ critical: true, scheduled: true, investigate: true });

const ruleReading = object<RuleReading>({
  rule: text(100),
  title: text(200),
  severity,
  state: oneOf({
    fired: true,
    alert: true,
    quiet: true,
    pending: true,
    ok: true,
    'no-data': true,
    off: true,
  }),
  value: nullable(number),
  interval: nullable(interval),
  measured_on: nullable(day),
  baseline: nullable(number),
  limit: nullable(number),
  alert_limit: optional(number),
  healthy_side: oneOf({ above: true, below: true, within: true }),
  margin: nullable(number),
  unit: oneOf({
    share: true,
    score: true,
    stars: true,
    seconds: true,
    currency: true,
    count: true,
    nats: true,
    days: true,
  }),
  window_days: number,
  held_days: number,
  sustained_days: number,
  samples: number,
  protocol: nullable(text(200)),
  trend: list(object({ day, value: nullable(number) })),
  sentence: text(),
});

const decision = object<RetrainingDecision>({
  kind: oneOf({ decision: true }),
  outcome: oneOf({ critical: true, scheduled: true, investigate: true, healthy: true }),
  as_of: day,
  champion: nullable(runId),
  hold: nullable(object({ run: runId, reason: text(), since: text(40) })),
  rules: list(ruleReading),
  why: text(),
});

const duel = {
  head: oneOf<Duel['head']>({ ranking: true, rating: true }),
  metric: text(100),
  candidate: number,
  other: number,
  difference: number,
  low: number,
  high: number,
  users: integer(0),
  higher_is_better: boolean,
  result: oneOf<Duel['result']>({ better: true, worse: true, 'no difference shown': true }),
};
const comparison = object<Comparison>({ ...duel, opponent: oneOf({ champion: true, floor: true }) });

const sliceComparisons = list(
  object<SliceComparison>({
    head: oneOf({ ranking: true, rating: true }),
    slice: text(200),
    about: text(),
    metric: text(100),
    opponent: oneOf({ champion: true, floor: true }),
    candidate: number,
    other: number,
    difference: number,
    low: nullable(number),
    high: nullable(number),
    users: integer(0),
    entries: integer(0),
    higher_is_better: boolean,
    result: oneOf({ better: true, worse: true, 'no difference shown': true, 'too few people': true }),
  }),
);

const cost = object<ServingCost>({ bytes: integer(0), list_operations: integer(0) });
const costs = nullable(object({ candidate: cost, champion: nullable(cost) }));

const asked = nullable(object<Asked>({ primary_metric: text(100), guarded: table(number) }));

const challengers = list(
  object<Challenger>({
    run: runId,
    metrics: table(number),
    cost,
    seen: number,
    comparison: nullable(object<Duel>(duel)),
  }),
);

const verdict = object<Verdict>({
  kind: oneOf({ verdict: true }),
  verdict: oneOf({ promote: true, hold: true, reject: true, investigate: true }),
  candidate: runId,
  champion: nullable(runId),
  protocols: object({ ranking: text(200), rating: text(200) }),
  ground_sha256: sha256Hex,
  as_of: dayOrInstant,
  metrics: object({ candidate: table(number), champion: nullable(table(number)), floor: table(number) }),
  comparisons: list(comparison),
  // Verdicts from before slices were looked at have none.
  slices: (value, at) => (value === undefined ? [] : sliceComparisons(value, at)),
  costs: (value, at) => (value === undefined ? null : costs(value, at)),
  asked: (value, at) => (value === undefined ? null : asked(value, at)),
  challengers: (value, at) => (value === undefined ? [] : challengers(value, at)),
  reasons: list(text()),
});

const verification = object<Verification>({
  kind: oneOf({ verification: true }),
  run: runId,
  equal: boolean,
  code: codeFields,
  files: list(
    object<VerifiedFile>({
      name: fileName,
      expected: nullable(sha256Hex),
      actual: nullable(sha256Hex),
      equal: boolean,
    }),
  ),
});

const pointerMove = object<PointerMove>({
  kind: oneOf({ promotion: true, rollback: true, import: true, 'hold-lifted': true }),
  at: instant,
  from: nullable(runId),
  to: nullable(runId),
  reason: text(2000),
  evidence: list(text(100)),
});

const card = object<RunCard>({
  run: runId,
  created_at: instant,
  algorithms: object({ ranking: text(64), rating: text(64) }),
  training: object({ until: instant, interactions: integer(0), users: integer(0), items: integer(0) }),
  metrics: protocolMetrics,
  seconds: number,
  peak_memory_mb: number,
  bytes: integer(0),
});

/** A promotion, a rollback, an import or a lifted hold. */
export const isMove = (moved: DecisionRecord): moved is PointerMove =>
  !['decision', 'verdict', 'verification'].includes(moved.kind);

const record: Reader<DecisionRecord> = (value, at) => {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  if (kind === 'decision') return decision(value, at);
  if (kind === 'verdict') return verdict(value, at);
  if (kind === 'verification') return verification(value, at);
  if (DECISION_KINDS.some((known) => known === kind)) return pointerMove(value, at);
  const place: Place = { file: at.file, path: `${at.path}.kind` };
  return refuse(kind, place, DECISION_KINDS.join(', '));
};

const decisionFile = object<DecisionFile>({ format: formatOne, at: instant, record, card: nullable(card) });

/**
 * The content of a decision file.
 * @throws InputError naming file, key, value and what is legal
 */
export function parseDecisionFile(source: string, file: string): DecisionFile {
  return readJson(source, decisionFile, file);
}
