// The action "judge-model": every candidate on the same ground, and which of them to send through the gate.

import * as core from '@actions/core';
import { readLatest } from '../../pipeline/registry/latest.ts';
import { judge } from '../../pipeline/stages/judge.ts';
import { groundOf, readState } from '../../pipeline/stages/state.ts';
import { actionContext, runAction, summarise } from '../edge.ts';
import { inRepository } from '../paths.ts';
import { bestOf, bringIn } from './candidates.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const context = actionContext({ dryRun: true });
  const folder = inRepository(context.root, core.getInput('candidates'), 'candidates');
  const wanted = core.getInput('runs').split(/\s+/).filter(Boolean);
  const runs = await bringIn(context.root, folder, wanted);
  const champion = await readLatest(context.root);
  const verdicts = [];
  const state = await readState(context.root);
  const ground = groundOf(state);
  for (const run of runs.filter((one) => one !== champion)) {
    verdicts.push((await judge(context, state, ground, run)).verdict);
  }
  const best = bestOf(verdicts, state.policy.promotion.primary_metric);
  core.setOutput('best', best?.candidate ?? '');
  core.setOutput('verdict', best?.verdict ?? '');
  core.setOutput(
    'verdicts',
    JSON.stringify(Object.fromEntries(verdicts.map((one) => [one.candidate, one.verdict]))),
  );
  await summarise(summary(verdicts, best));
});
