// What the edge hands to every stage. The clock is read once, at the edge: within one command there is one "now".

import type { Reporter } from '../reporter.ts';

export interface Context {
  /** The repository root: the folder that holds thresholds.yaml, data/ and models/. */
  readonly root: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly reporter: Reporter;
  /** Worker threads a training may use. It changes how long it takes, never a byte of the result. */
  readonly threads: number;
  /** Replaces the recipe's seed when given. */
  readonly seed: number | null;
  /** When set, a stage says what it would write and writes nothing. */
  readonly dryRun: boolean;
}
