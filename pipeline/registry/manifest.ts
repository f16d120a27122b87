// What a run says of itself: models/run_YYYYMMDD_HHMMSS/model.json. Enough to train it again to the same bytes.

import type { Selection } from '../experiments/tuning/trial.ts';
import type { MetricTable } from '../rules/outcomes.ts';

export interface FileEntry {
  name: string;
  sha256: string;
  bytes: number;
}

export interface HeadManifest {
  /** The algorithm's key in the recipe: "ials", "svd", "popularity", "bias". */
  algorithm: string;
  parameters: Record<string, number | string | boolean>;
  file: string;
  shape: { items: number; k: number };
  /** Training objective after each sweep; empty where a method has none. */
  loss: number[];
  seconds: number;
}

export interface RunManifest {
  format: 1;
  run: string;
  /** ISO 8601. From the clock that was passed in; a simulated run says so in `dataset.kind`. */
  created_at: string;
  dataset: { name: string; kind: 'simulated' | 'imported' };
  training: {
    /** Interactions up to and including this instant (ISO 8601) were used; later ones judge. */
    until: string;
    /** The newest moment the data knew by then (ISO 8601): what lies between `until` and it judged the run. */
    as_of: string;
    /** The batches present, sorted by name. `verify` needs exactly these. */
    batches: { name: string; sha256: string; rows: number }[];
    interactions: number;
    users: number;
    items: number;
  };
  /** Commit of the working tree, and whether it had changes; null outside a repository. */
  code: { commit: string | null; modified: boolean; node: string };
  seed: number;
  heads: { ranking: HeadManifest; rating: HeadManifest };
  /** How algorithms and parameters were chosen; absent where each head had one candidate and nothing was searched. */
  selection?: Selection;
  /** Figures of this run when it was judged, by protocol id. Empty until then. */
  metrics: { protocol: string; ground_sha256: string; values: MetricTable }[];
  seconds: number;
  peak_memory_mb: number;
  files: FileEntry[];
}

/** What stays known of a run when retention has removed its files. Kept with every verdict. */
export interface RunCard {
  run: string;
  created_at: string;
  algorithms: { ranking: string; rating: string };
  training: { until: string; interactions: number; users: number; items: number };
  metrics: RunManifest['metrics'];
  seconds: number;
  peak_memory_mb: number;
  /** Of the model's files together. */
  bytes: number;
}

/** A run that was trained again from its manifest, and what came of it. Written to models/decisions/ when asked. */
export interface Verification {
  kind: 'verification';
  run: string;
  /** Whether every file came out the same, byte for byte. */
  equal: boolean;
  /** What trained it this time; the manifest has what trained it first. */
  code: RunManifest['code'];
  files: VerifiedFile[];
}

export interface VerifiedFile {
  name: string;
  /** sha256 in the manifest; null when the manifest does not list the file. */
  expected: string | null;
  /** sha256 of what training again gave; null when it gave no such file. */
  actual: string | null;
  equal: boolean;
}

/** A forward move of the pointer, or an import that emptied it. Written to models/decisions/ with its evidence. */
export interface PointerMove {
  kind: 'promotion' | 'rollback' | 'import' | 'hold-lifted';
  /** ISO 8601. */
  at: string;
  from: string | null;
  to: string | null;
  reason: string;
  /**
   * Ids of the decisions it rests on: a promotion names its verdict; a lifted hold, and an import, name the rollbacks
   * whose hold they end.
   */
  evidence: string[];
}
