// The action "promote-model": the gate that counts, on the commit that will be the parent.

import { join } from 'node:path';
import * as core from '@actions/core';
import { parseDecisionId } from '../../pipeline/registry/decision-name.ts';
import { parseRunId } from '../../pipeline/registry/run-id.ts';
import { derivePromotion } from '../committing/changes/promotion.ts';
import { deliver, deliveryInputs, setDelivered } from '../delivery.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { inRepository } from '../paths.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const run = parseRunId(core.getInput('run'), 'run');
  const candidates = core.getInput('candidates');
  const folder =
    candidates === '' ? null : join(inRepository(environment().root, candidates, 'candidates'), run);
  const decision = parseDecisionId(core.getInput('decision'))?.id ?? null;
  const delivered = await deliver(deliveryInputs(), {
    slug: `promote-${run}`,
    request: null,
    async derive(context) {
      const { change, gated } = await derivePromotion(context, { folder, run, decision });
      return { change, result: gated };
    },
  });
  const gated = delivered.result;
  setDelivered(delivered);
  core.setOutput('verdict', gated?.verdict?.verdict ?? '');
  core.setOutput('promoted', gated?.serves === true || (gated?.moved ?? null) !== null);
  await summarise(summary(run, delivered));
});
