// The action "rollback-model": back to an earlier run, or the end of the hold, as a forward commit.

import * as core from '@actions/core';
import { InputError, quoted } from '../../pipeline/errors.ts';
import { deriveLifting, deriveRollback, type RolledBack } from '../committing/changes/rollback.ts';
import { deliver, deliveryInputs, setDelivered } from '../delivery.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const to = core.getInput('to').trim();
  const reason = core.getInput('reason');
  confirm(to, core.getInput('confirmation').trim());
  const { run } = environment();
  const delivered = await deliver<RolledBack>(deliveryInputs(), {
    slug: to === 'lift' ? 'lift-hold' : `rollback-${to}`,
    // "previous" twice would go back two runs: the same workflow run asks once.
    request: run === '' ? null : `${run}/rollback`,
    async derive(context, git) {
      if (to !== 'lift') {
        const { change, back } = await deriveRollback(context, git, { to, reason });
        return { change, result: back };
      }
      const { change, moved } = await deriveLifting(context, reason);
      return { change, result: { moved, verdict: null, restored: false } };
    },
  });
  setDelivered(delivered);
  core.setOutput('from', delivered.result?.moved.from ?? '');
  core.setOutput('run', delivered.result?.moved.to ?? '');
  core.setOutput('verdict', delivered.result?.verdict?.verdict ?? '');
  await summarise(summary(to, reason, delivered));
});

function confirm(to: string, typed: string): void {
  if (to !== '' && typed === to) return;
  throw new InputError({
    place: 'confirmation',
    problem: `${quoted(typed)} is not what stands under "to", ${quoted(to)}.`,
    legal: 'Type it once more, letter by letter.',
  });
}
