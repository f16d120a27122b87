// The action "collect-feedback": everything that waits is drained, whatever event started the run.

import * as core from '@actions/core';
import { InputError, quoted } from '../../pipeline/errors.ts';
import { deliver, deliveryInputs, setDelivered } from '../delivery.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { connect } from '../github/api.ts';
import { acknowledge, openFeedback } from '../github/feedback-issues.ts';
import { type Collected, deriveCollection } from './collection.ts';
import { dispatched } from './dispatch.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const delivery = deliveryInputs();
  const { repository, eventFile } = environment();
  const connection = connect(delivery.token, repository);
  const issues = await openFeedback(connection, core.getInput('label'));
  const limits = { account: limit('per-account'), film: limit('per-film') };
  const lines = await dispatched(eventFile);
  const delivered = await deliver<Collected>(delivery, {
    slug: 'feedback',
    request: null,
    derive: async ({ root }) => {
      const { change, collected } = await deriveCollection(root, { issues, lines, limits });
      return { change, result: collected };
    },
  });
  const collected = delivered.result ?? { outcomes: [], reactions: 0, dispatched: 0 };
  // Only what is on the branch is acknowledged; a reaction that waits in a pull request stays open.
  const isSafe = delivery.mode === 'push' && delivered.written.outcome !== 'would-push';
  if (isSafe) for (const outcome of collected.outcomes) await acknowledge(connection, outcome);
  setDelivered(delivered);
  const count = (kind: string) => collected.outcomes.filter((one) => one.kind === kind).length;
  core.setOutput('taken', collected.reactions + collected.dispatched);
  core.setOutput('refused', count('refused'));
  await summarise(summary(delivered));
});

function limit(name: 'per-account' | 'per-film'): number {
  const given = name === 'per-account' ? core.getInput('per-account') : core.getInput('per-film');
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new InputError({ place: name, problem: `${quoted(given)} is not a whole number from 1 on.` });
}
