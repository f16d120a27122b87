// What incoming data must be like. Counts in, findings out; refuses and moves nothing by itself.

import { count, percent } from './figures.ts';
import type { DataQualityPolicy } from './policy-types.ts';

/** Rows of one ingestion. */
export interface ArrivedRows {
  readonly read: number;
  readonly refused: number;
  readonly duplicates: number;
}

/** Sentences about limits that are passed; empty when the data are as they should be, or too few to say. */
export function qualityProblems(
  { read, refused, duplicates }: ArrivedRows,
  limits: DataQualityPolicy,
): string[] {
  if (read < limits.minimum_rows) return [];
  const problems: string[] = [];
  const check = (what: string, rows: number, limit: number) => {
    if (rows / read > limit) {
      const share = `${percent(rows / read)} (${count(rows)} of ${count(read)} rows)`;
      problems.push(`${share} were ${what}; at most ${percent(limit)} should be.`);
    }
  };
  check('refused', refused, limits.max_refused_share);
  check('repeats', duplicates, limits.max_duplicate_share);
  return problems;
}
