// The parts of the published files by name. The contract is the only part of the pipeline whose types are read here.

import type { RulesFile, RunReport, RunSummary } from '#pipeline/publishing/contract.ts';

export type RetrainingDecision = NonNullable<RulesFile['decision']>;
export type Outcome = RetrainingDecision['outcome'];
export type RuleReading = RetrainingDecision['rules'][number];
export type Severity = RuleReading['severity'];
export type Verdict = NonNullable<RunReport['verdict']>;
export type Comparison = Verdict['comparisons'][number];
export type RunManifest = RunReport['manifest'];
export type HeadManifest = RunManifest['heads']['ranking'];
export type MetricTable = RunSummary['metrics'][number]['values'];
