// The action "decide-retraining": inputs in, one stage called, outputs and a job summary out.

import * as core from '@actions/core';
import { mayRetrain } from '../../pipeline/rules/decide.ts';
import { decide } from '../../pipeline/stages/decide.ts';
import { exclusively } from '../../pipeline/stages/exclusively.ts';
import { observe } from '../../pipeline/stages/observe.ts';
import { groundOf, readState } from '../../pipeline/stages/state.ts';
import { actionContext, runAction } from '../edge.ts';
import { summarise } from './summary.ts';

await runAction(async () => {
  const context = actionContext({ dryRun: core.getBooleanInput('dry-run') });
  const { decision, record } = await exclusively(context, 'decide', async () => {
    const state = await readState(context.root);
    return decide(context, state, await observe(context, state, groundOf(state)));
  });
  core.setOutput('outcome', decision.outcome);
  core.setOutput('retrain', mayRetrain(decision));
  core.setOutput('decision', record ?? '');
  core.info(decision.why);
  await core.summary.addRaw(summarise(decision), true).write();
});
