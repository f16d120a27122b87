// The action "observe": the facts about now, as a file and a summary.

import * as core from '@actions/core';
import { writeFileAtomic } from '../../pipeline/data/files.ts';
import { formatJson } from '../../pipeline/registry/json.ts';
import { observe } from '../../pipeline/stages/observe.ts';
import { groundOf, readState } from '../../pipeline/stages/state.ts';
import { actionContext, runAction, summarise } from '../edge.ts';
import { inRepository } from '../paths.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const context = actionContext({ dryRun: true });
  const file = core.getInput('facts');
  const path = inRepository(context.root, file, 'facts');
  const state = await readState(context.root);
  const facts = await observe(context, state, groundOf(state));
  await writeFileAtomic(path, formatJson(facts));
  core.setOutput('as-of', facts.as_of);
  core.setOutput('champion', facts.champion ?? '');
  core.setOutput('facts', file);
  await summarise(summary(facts));
});
