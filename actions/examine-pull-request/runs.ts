// One run of a pull request: its bytes made again, and judged against the champion of the branch.

import type { Ground } from '../../pipeline/evaluation/protocol.ts';
import type { Context } from '../../pipeline/stages/context.ts';
import { judge } from '../../pipeline/stages/judge.ts';
import type { State } from '../../pipeline/stages/state.ts';
import { verify } from '../../pipeline/stages/verify.ts';
import type { RunReport } from '../pull-request/report.ts';

/** @param problems grows by what stands against the run */
export async function examineRun(
  context: Context,
  state: State,
  ground: Ground,
  run: string,
  problems: string[],
): Promise<RunReport> {
  const { equal } = await verify(context, run);
  if (!equal) problems.push(`${run} is not what training by its manifest gives.`);
  if (state.champion?.manifest.run === run) {
    return { run, equal, verdict: null, reasons: ['It serves already.'], comparisons: [] };
  }
  const { verdict } = await judge(context, state, ground, run);
  if (verdict.verdict === 'reject')
    problems.push(`${run} is rejected: ${verdict.reasons.slice(1, 3).join(' ')}`);
  return {
    run,
    equal,
    verdict: verdict.verdict,
    reasons: verdict.reasons.slice(0, 12),
    comparisons: verdict.comparisons.map(({ metric, opponent, candidate, other, low, high }) => ({
      metric,
      opponent,
      candidate,
      other,
      low,
      high,
    })),
  };
}
