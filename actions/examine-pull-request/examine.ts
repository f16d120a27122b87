// A pull request examined: tree, contracts, runs, thresholds, and what people would see. Each part says sentences; a
// part that cannot be carried out is a problem, not an end.

import { InputError } from '../../pipeline/errors.ts';
import { readLatest } from '../../pipeline/registry/latest.ts';
import { readRun } from '../../pipeline/registry/read-run.ts';
import { isRunId } from '../../pipeline/registry/run-id.ts';
import type { Context } from '../../pipeline/stages/context.ts';
import { groundOf, readState, type State } from '../../pipeline/stages/state.ts';
import type { Git } from '../committing/git.ts';
import type { PullRequestReport } from '../pull-request/report.ts';
import { meaningOf } from './changes.ts';
import { comparePeople } from './people.ts';
import { examineRun } from './runs.ts';
import { changedFiles, mergeBase, treeProblems } from './tree-checks.ts';
import { whatIf } from './what-if.ts';

/** More than this many runs in one pull request are not rebuilt. */
const MOST_RUNS = 3;

/** @param range commits; the checkout is the pull request's tree, merged or not */
export async function examine(
  context: Context,
  git: Git,
  { base, head }: { base: string; head: string },
): Promise<PullRequestReport> {
  const files = await changedFiles(git, base, head);
  const meaning = meaningOf(files);
  const report: PullRequestReport = {
    format: 1,
    head,
    result: 'fail',
    problems: [...treeProblems(files), ...meaning.problems],
    notes: meaning.notes,
    runs: [],
    what_if: null,
    people: [],
  };
  // A tree with links or strange names is not walked at all.
  if (treeProblems(files).length > 0) return report;
  await saying(report, async () => {
    await readLatest(context.root);
    const state = await withChampionOf(git, context, base, head);
    if (meaning.runs.length > MOST_RUNS)
      report.problems.push(`It brings ${meaning.runs.length} runs; legal are ${MOST_RUNS}.`);
    for (const run of meaning.runs.slice(0, MOST_RUNS)) {
      await saying(report, async () => {
        report.runs.push(await examineRun(context, state, groundOf(state), run, report.problems));
        report.people = comparePeople(state, await readRun(context.root, run));
      });
    }
    if (meaning.thresholds)
      report.what_if = await whatIf(context, git, state, await mergeBase(git, base, head));
  });
  return { ...report, result: report.problems.length === 0 ? 'pass' : 'fail' };
}

/** What a person has to mend becomes a problem of the report; a fault of ours stays one. */
async function saying(report: PullRequestReport, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    report.problems.push(error.message.slice(0, 1900));
  }
}

/** The pull request's data with the champion that serves on the branch, whatever the pull request says of LATEST. */
async function withChampionOf(git: Git, context: Context, base: string, head: string): Promise<State> {
  const state = await readState(context.root);
  const { code, stdout } = await git(['show', `${await mergeBase(git, base, head)}:models/LATEST`]);
  const run = code === 0 ? stdout.trim() : '';
  if (run === state.champion?.manifest.run) return state;
  return { ...state, champion: isRunId(run) ? await readRun(context.root, run) : null };
}
