// The action "open-incident": issues in line with a decision on record.

import * as core from '@actions/core';
import { readDatasetCard } from '../../pipeline/data/dataset.ts';
import { InputError } from '../../pipeline/errors.ts';
import { readDecision, readDecisions } from '../../pipeline/registry/decisions.ts';
import type { RetrainingDecision } from '../../pipeline/rules/outcomes.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { connect } from '../github/api.ts';
import { type Incidents, keepIncidents } from '../github/incidents.ts';

await runAction(async () => {
  const { root, repository } = environment();
  const decision = await decisionOf(root, core.getInput('decision'));
  const card = await readDatasetCard(root);
  const done = await keepIncidents(
    connect(core.getInput('token'), repository),
    decision,
    card?.kind ?? 'imported',
  );
  core.setOutput('opened', JSON.stringify(done.opened));
  core.setOutput('updated', JSON.stringify(done.updated));
  core.setOutput('closed', JSON.stringify(done.closed));
  await summarise(summary(decision, done));
});

async function decisionOf(root: string, id: string): Promise<RetrainingDecision> {
  const [stored] = id === '' ? await readDecisions(root, ['decision']) : [await readDecision(root, id)];
  if (stored?.record.kind === 'decision') return stored.record;
  throw new InputError({
    file: 'models/decisions',
    problem: id === '' ? 'no decision is on record yet.' : `${id} is no decision about retraining.`,
    legal: 'Run decide-retraining first.',
  });
}

function summary({ outcome, as_of }: RetrainingDecision, { opened, updated, closed }: Incidents): string {
  const listed = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ') || 'none';
  return [
    `## ${outcome} on ${as_of}`,
    `| incidents | |\n| --- | --- |\n| opened | ${listed(opened)} |\n| updated | ${listed(updated)} |\n| closed | ${listed(closed)} |`,
  ].join('\n\n');
}
