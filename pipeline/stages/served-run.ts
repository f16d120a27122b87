// A run as the stages weigh it: its models, what it learned from, its figures. From the registry, or made in memory by a
// replay; nothing here reads a file.

import type { RunManifest } from '../registry/manifest.ts';
import type { Models } from '../registry/model-files.ts';
import type { StoredRun } from '../registry/read-run.ts';
import type { ChampionRecord } from '../rules/measure.ts';

export interface ServedRun extends Models, ChampionRecord {
  readonly run: string;
  /** Epoch milliseconds of the newest data that existed when it was trained. */
  readonly trainedAt: number;
  /** Epoch milliseconds up to which it learned. */
  readonly trainedUntil: number;
  readonly seed: number;
  /** Its figures when it was judged, by protocol. */
  readonly metrics: RunManifest['metrics'];
}

/** A run of the registry. */
export function servedRun({ manifest, ranking, rating }: StoredRun): ServedRun {
  const { run, training, seed, metrics } = manifest;
  return {
    run,
    seed,
    metrics,
    ranking,
    rating,
    trainedAt: Date.parse(training.as_of),
    trainedUntil: Date.parse(training.until),
  };
}
