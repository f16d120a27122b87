// The action "train-model": one candidate, in the checkout. Whether it is any good is for the judge to say.

import * as core from '@actions/core';
import { InputError, quoted } from '../../pipeline/errors.ts';
import { runPath } from '../../pipeline/registry/layout.ts';
import { exclusively } from '../../pipeline/stages/exclusively.ts';
import { knownCandidate } from '../../pipeline/stages/known-candidate.ts';
import { groundOf, readState } from '../../pipeline/stages/state.ts';
import { train } from '../../pipeline/stages/train.ts';
import { actionContext, runAction, summarise } from '../edge.ts';
import { inRepository } from '../paths.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const candidate = core.getInput('candidate');
  const trials = core.getInput('pick');
  const context = { ...actionContext({ dryRun: false }), seed: wholeNumber('seed', core.getInput('seed')) };
  const pick = trials === '' ? null : inRepository(context.root, trials, 'pick');
  const { manifest, known } = await exclusively(context, 'train', async () => {
    const state = await readState(context.root);
    const ground = groundOf(state);
    // One candidate by itself is a trial: the run that all of them gave may have chosen another.
    const there = candidate === '' ? await knownCandidate(context, state, ground) : null;
    const options = { candidate: candidate || null, pick };
    return { manifest: there ?? (await train(context, state, ground, options)), known: there !== null };
  });
  core.setOutput('run', manifest.run);
  core.setOutput('folder', runPath(manifest.run));
  core.setOutput('known', known);
  await summarise(summary(manifest, known));
});

function wholeNumber(name: string, given: string): number | null {
  if (given === '') return null;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new InputError({ place: name, problem: `${quoted(given)} is not a whole number from 0 on.` });
}
