// The action "decide-retraining": the rules applied to now, annotated where they stand, and on record.

import * as core from '@actions/core';
import { mayRetrain } from '../../pipeline/rules/decide.ts';
import { type DecidedNow, deriveDecision } from '../committing/changes/decision.ts';
import {
  type Delivered,
  type Delivery,
  deliver,
  deliveryInputs,
  saidOfDelivery,
  setDelivered,
} from '../delivery.ts';
import { actionContext, environment, runAction, summarise } from '../edge.ts';
import { annotate } from './annotate.ts';
import { summary } from './summary.ts';
import { trialsOf } from './trials.ts';

await runAction(async () => {
  const delivery = deliveryInputs();
  const reason = core.getInput('reason');
  const force = core.getBooleanInput('force');
  const delivered = core.getBooleanInput('commit') ? await committed(delivery, reason) : null;
  const { decision, record } =
    delivered?.result ?? (await deriveDecision(actionContext({ dryRun: delivery.dryRun }), reason)).decided;
  if (delivered) setDelivered(delivered);
  const forced = force && decision.hold === null;
  core.setOutput('outcome', decision.outcome);
  core.setOutput('retrain', forced || mayRetrain(decision));
  core.setOutput('decision', record ?? '');
  const candidates = await trialsOf(environment().root, core.getInput('candidate'));
  core.setOutput('several', candidates.length > 0);
  core.setOutput('candidates', JSON.stringify(candidates));
  const fired = decision.rules.filter(({ state }) => state === 'fired');
  core.setOutput('fired', JSON.stringify(fired.map(({ rule }) => rule)));
  core.info(decision.why);
  await annotate(actionContext({ dryRun: true }).root, fired);
  await summarise(
    summary(decision, { reason, forced, delivery: delivered ? saidOfDelivery(delivered) : '' }),
  );
});

function committed(delivery: Delivery, reason: string): Promise<Delivered<DecidedNow>> {
  return deliver(delivery, {
    slug: 'decision',
    request: null,
    async derive(context) {
      const { change, decided } = await deriveDecision(context, reason);
      return { change, result: decided };
    },
  });
}
