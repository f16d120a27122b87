// The name for the next run. A name is used once: not again while its folder is there, and not after retention or an
// import removed it, because decisions and history still speak of the old one.

import { isMove } from './decision-record.ts';
import { readDecisions } from './decisions.ts';
import { runIdAt } from './run-id.ts';
import { listRuns } from './runs.ts';

/** The run id of this second (epoch milliseconds), or of the next one that is free. */
export async function nextRunId(root: string, at: number): Promise<string> {
  const taken = new Set(await listRuns(root));
  for (const { record } of await readDecisions(root, ['verdict', 'promotion', 'rollback', 'import'])) {
    if (record.kind === 'verdict') taken.add(record.candidate);
    else if (isMove(record)) for (const run of [record.from, record.to]) if (run) taken.add(run);
  }
  let second = at;
  while (taken.has(runIdAt(second))) second += 1000;
  return runIdAt(second);
}
