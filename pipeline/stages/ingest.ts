// The stage "ingest": feedback that waits becomes a batch.

import { type IngestReport, ingestFeedback } from '../data/feedback.ts';
import type { Context } from './context.ts';

/** Merges what waits in data/feedback/. A dry run only checks it. */
export function ingest({ root, now, dryRun, reporter }: Context): Promise<IngestReport> {
  return ingestFeedback(root, { now, dryRun, reporter });
}
