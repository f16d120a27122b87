// The judged runs of a head as points of a chart, the newest of them.

import type { RunReport, RunSummary } from '#pipeline/publishing/contract.ts';
import type { JudgedPoint } from '../charts/run-history.ts';
import { type Head, headOf, PRIMARY } from '../runs/figures.ts';
import { type Loaded, valueOr } from './json-file.ts';

/** More would be a smear, and their table a page of its own. */
export const MOST_POINTS = 100;

/**
 * @param runs newest first
 * @param protocols ids in the order of the table of runs
 * @returns newest first
 */
export function judgedPoints(
  runs: readonly RunSummary[],
  head: Head,
  protocols: readonly string[],
  report: (run: string) => Loaded<RunReport>,
): JudgedPoint[] {
  const metric = PRIMARY[head];
  const points: JudgedPoint[] = [];
  for (const { run, created_at, champion, metrics } of runs) {
    if (points.length === MOST_POINTS) break;
    const judged = metrics.find(({ values }) => headOf(Object.keys(values)) === head && metric in values);
    if (judged === undefined) continue;
    const verdict = valueOr(report(run), null)?.verdict ?? null;
    const duel = verdict?.comparisons.find(
      (comparison) => comparison.metric === metric && comparison.opponent === 'champion',
    );
    points.push({
      run,
      at: created_at,
      value: judged.values[metric],
      protocol: protocols.indexOf(judged.protocol),
      isChampion: champion,
      // A run that was judged again since has another ground than its verdict.
      duel: duel && verdict?.ground_sha256 === judged.ground_sha256 ? duel : null,
    });
  }
  return points;
}
