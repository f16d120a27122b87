// What was decided, run, scored and tried. Types only.

import type { ArmsReport } from '../../experiments/arms.ts';
import type { Plan } from '../../experiments/plan.ts';
import type { RunManifest } from '../../registry/manifest.ts';
import type { MetricTable, RetrainingDecision, Verdict } from '../../rules/outcomes.ts';

/** One entry of models/decisions/, newest first. */
export interface LogEntry {
  id: string;
  at: string;
  kind: 'decision' | 'verdict' | 'verification' | 'promotion' | 'rollback' | 'import' | 'hold-lifted';
  /** Of a decision or verdict; of a verification "equal" or "different"; of a move of the pointer its kind again. */
  outcome: string;
  run: string | null;
  why: string;
  /** 40 hex digits: the commit that put it on record; null where the history was not at hand, or has it not yet. */
  commit: string | null;
}

/** /api/v1/decisions.json */
export interface DecisionsFile {
  format: 1;
  entries: LogEntry[];
}

export interface RunSummary {
  run: string;
  created_at: string;
  champion: boolean;
  /** Its last verdict, or null when it was never judged. */
  verdict: Verdict['verdict'] | null;
  algorithms: { ranking: string; rating: string };
  training: { until: string; interactions: number; users: number; items: number };
  metrics: { protocol: string; ground_sha256: string; values: MetricTable }[];
  seconds: number;
  peak_memory_mb: number;
  bytes: number;
}

/** /api/v1/runs.json, newest first. Runs whose files retention removed stay listed from the decisions. */
export interface RunsFile {
  format: 1;
  runs: RunSummary[];
}

/**
 * /api/v1/run-columns.json: runs.json a column a fact, in its order, so that a page can look through 10,000 runs. A place is
 * a place in `runs`. Scores have six digits.
 */
export interface RunColumns {
  format: 1;
  runs: string[];
  created_at: string[];
  /** Its place; null without one. */
  champion: number | null;
  verdicts: (Verdict['verdict'] | null)[];
  /** Algorithms of the two heads. */
  ranking: string[];
  rating: string[];
  /** ISO 8601: what each learned up to. */
  until: string[];
  interactions: number[];
  people: number[];
  films: number[];
  seconds: number[];
  bytes: number[];
  /** 1 = its files are in the tree, and runs/<run>.json is there. */
  kept: (0 | 1)[];
  /** The first 12 digits of each ground's sha256. */
  grounds: string[];
  protocols: {
    id: string;
    /** Places of the runs judged under it, newest first. */
    rows: number[];
    /** By row, the place of its ground in `grounds`. */
    grounds: number[];
    /** By metric and row; null where the run has no such figure. */
    values: Record<string, (number | null)[]>;
  }[];
}

/** /api/v1/runs/<run>.json: the run's report. */
export interface RunReport {
  format: 1;
  manifest: RunManifest;
  verdict: Verdict | null;
  /** The newest on record: whether training it again gave the same bytes; null while nobody put one there. */
  verification: {
    /** Its id in decisions.json. */
    decision: string;
    /** ISO 8601. */
    at: string;
    equal: boolean;
    /** What trained it again. */
    code: RunManifest['code'];
  } | null;
}

/** A plan, and whether its horizon has come. */
export interface Stopping extends Plan {
  /** The day whose end the arms are looked at; later days do not count. Null while too few have come. */
  reached_on: string | null;
}

/** The champion's lists against popular films, on the days (UTC) on which a run served. */
export interface Experiment {
  /** The run whose lists the champion arm saw; null before there was one, when both arms saw popular films. */
  run: string | null;
  from: string;
  to: string;
  /** The horizon, from what control did before the experiment; null where nothing was known then. */
  stopping: Stopping | null;
  arms: ArmsReport;
  /** One sentence. */
  decision: string;
  /** Clicks by impressions, week by week from the first day; not what decides. */
  weeks: { from: string; champion: number | null; control: number | null }[];
}

/** /api/v1/experiments.json, newest first. */
export interface ExperimentsFile {
  format: 1;
  /** Configured share of people in control; null where nobody said. */
  control_share: number | null;
  experiments: Experiment[];
}

/** What a run scored when a verdict was given, on the ground of that verdict. */
export interface MetricScore {
  /** ISO 8601: when the verdict was given. */
  at: string;
  /** Id of the verdict in decisions.json. */
  decision: string;
  /** The day the data of the ground end, YYYY-MM-DD. */
  as_of: string;
  role: 'candidate' | 'challenger' | 'champion' | 'floor';
  /** Null for the floor: popularity, and the bias of user and item. */
  run: string | null;
  protocols: { ranking: string; rating: string };
  /** Scores compare where this is the same. */
  ground_sha256: string;
  values: MetricTable;
}

export interface RuleHistory {
  rule: string;
  title: string;
  unit: RetrainingDecision['rules'][number]['unit'];
  protocol: string | null;
  /** Value a day, oldest first, of the days the decisions on record tell of; of two that tell of a day the newer one. */
  days: { day: string; value: number | null }[];
  /** What each decision read, newest first. */
  readings: {
    decision: string;
    as_of: string;
    state: RetrainingDecision['rules'][number]['state'];
    value: number | null;
    limit: number | null;
    samples: number;
  }[];
}

/** /api/v1/metrics.json: the scores of every judged run and of the champion each time it was scored again, newest first. */
export interface MetricsFile {
  format: 1;
  scores: MetricScore[];
  rules: RuleHistory[];
}
