// Which runs are judged, and which of them is the best. Nothing is written but the candidates' own folders.

import { join } from 'node:path';
import { listFolder } from '../../pipeline/data/files.ts';
import { isRunId, parseRunId } from '../../pipeline/registry/run-id.ts';
import type { Verdict } from '../../pipeline/rules/outcomes.ts';
import { adoptRun } from '../committing/changes/adopt-run.ts';

/** Checks the candidates and brings them into models/. @returns their names, sorted */
export async function bringIn(root: string, folder: string, wanted: readonly string[]): Promise<string[]> {
  const names = wanted.map((run) => parseRunId(run, 'runs'));
  const runs = names.length > 0 ? names : (await listFolder(folder)).filter(isRunId);
  const isInTree = folder === join(root, 'models');
  if (!isInTree) for (const run of runs) await adoptRun(root, join(folder, run));
  return runs.toSorted();
}

const WEIGHT: readonly Verdict['verdict'][] = ['promote', 'hold', 'investigate', 'reject'];

/** The one with the best verdict; of equal verdicts, the one with the higher primary metric; of equals, the first. */
export function bestOf(verdicts: readonly Verdict[], metric: string): Verdict | null {
  const figure = (verdict: Verdict) => verdict.metrics.candidate[metric] ?? Number.NEGATIVE_INFINITY;
  const order = (a: Verdict, b: Verdict) =>
    WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict) || figure(b) - figure(a);
  return verdicts.toSorted(order)[0] ?? null;
}
