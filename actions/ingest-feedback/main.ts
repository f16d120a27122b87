// The action "ingest-feedback": what waits in data/feedback/ becomes a batch and a commit.

import * as core from '@actions/core';
import { deriveIngestion } from '../committing/changes/ingestion.ts';
import { deliver, deliveryInputs, setDelivered } from '../delivery.ts';
import { runAction, summarise } from '../edge.ts';
import { summary } from './summary.ts';

await runAction(async () => {
  const delivered = await deliver(deliveryInputs(), {
    slug: 'ingest',
    request: null,
    async derive(context) {
      const { change, report } = await deriveIngestion(context);
      return { change, result: report };
    },
  });
  const report = delivered.result;
  setDelivered(delivered);
  core.setOutput('batch', report?.batch ?? '');
  core.setOutput('kept', report?.kept ?? 0);
  core.setOutput(
    'refused',
    Object.values(report?.refused ?? {}).reduce((sum, lines) => sum + lines, 0),
  );
  for (const problem of report?.problems ?? []) core.warning(problem, { file: 'thresholds.yaml' });
  await summarise(summary(delivered));
});
