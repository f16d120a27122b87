// The stage "ingest": feedback that waits becomes a batch.

import { type IngestReport, ingestFeedback } from '../data/feedback.ts';
import { qualityProblems } from '../rules/data-quality.ts';
import { readPolicy } from '../rules/policy.ts';
import type { Context } from './context.ts';

export interface Ingested extends IngestReport {
  /** Limits of `data_quality` that the feedback passed, as sentences. What was good is merged all the same. */
  problems: string[];
}

/** Merges what waits in data/feedback/. A dry run only checks it. */
export async function ingest({ root, now, dryRun, reporter }: Context): Promise<Ingested> {
  const { data_quality } = await readPolicy(root);
  const report = await ingestFeedback(root, { now, dryRun, reporter });
  const refused = Object.values(report.refused).reduce((sum, lines) => sum + lines, 0);
  return { ...report, problems: qualityProblems({ ...report, refused }, data_quality) };
}
