// The action "examine-pull-request": a stranger's changes looked at with no right but to read.

import * as core from '@actions/core';
import { writeFileAtomic } from '../../pipeline/data/files.ts';
import { InputError } from '../../pipeline/errors.ts';
import { gitIn } from '../committing/git.ts';
import { actionContext, runAction, summarise } from '../edge.ts';
import { inRepository } from '../paths.ts';
import { formatReport, renderReport } from '../pull-request/report.ts';
import { examine } from './examine.ts';

await runAction(async () => {
  const context = actionContext({ dryRun: true });
  const file = core.getInput('report');
  const path = inRepository(context.root, file, 'report');
  const report = await examine(context, gitIn(context.root), {
    base: commit('base', core.getInput('base')),
    head: commit('head', core.getInput('head')),
  });
  await writeFileAtomic(path, formatReport(report));
  core.setOutput('result', report.result);
  core.setOutput('report', file);
  await summarise(renderReport(report));
  for (const problem of report.problems) core.error(problem);
  if (report.result === 'fail') core.setFailed('This should not be merged; the summary says why.');
});

function commit(name: string, given: string): string {
  if (/^[0-9a-f]{40}$/.test(given)) return given;
  throw new InputError({ place: name, problem: `${JSON.stringify(given.slice(0, 60))} is not a commit.` });
}
