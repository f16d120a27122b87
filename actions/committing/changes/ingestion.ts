// The change "feedback that waits becomes a batch": the stage `ingest` on the newest commit.

import { readBatchFile } from '../../../pipeline/data/batch-files.ts';
import { INTERACTIONS_FOLDER } from '../../../pipeline/data/batches.ts';
import { sha256 } from '../../../pipeline/data/files.ts';
import { plural } from '../../../pipeline/rules/figures.ts';
import type { Context } from '../../../pipeline/stages/context.ts';
import { exclusively } from '../../../pipeline/stages/exclusively.ts';
import { type Ingested, ingest } from '../../../pipeline/stages/ingest.ts';
import type { Change } from '../write.ts';

/** Merges what waits in the tree; null when nothing does. */
export async function deriveIngestion(
  context: Context,
): Promise<{ change: Change | null; report: Ingested }> {
  const report = await exclusively(context, 'ingest', () => ingest(context));
  if (report.files === 0) return { change: null, report };
  const hashes = report.batch === null ? [] : [await batchHash(context.root, report.batch)];
  const from = plural(report.files, 'feedback file');
  const subject =
    report.kept === 0
      ? `Set aside ${from}: nothing new in it`
      : `Take in ${plural(report.kept, 'interaction')} from ${from}`;
  const change: Change = {
    paths: [
      'data/interactions/',
      'data/feedback/',
      'data/feedback.jsonl',
      'data/archive/',
      'data/quarantine/',
    ],
    message: { subject, body: sentences(report), trailers: { 'Batch-SHA256': hashes } },
  };
  return { change, report };
}

async function batchHash(root: string, name: string): Promise<string> {
  return sha256(await readBatchFile(root, INTERACTIONS_FOLDER, name));
}

function sentences({ read, kept, refused, duplicates, problems }: Ingested): string[] {
  const reasons = Object.entries(refused).map(([reason, lines]) => `${reason} ${lines}`);
  const counts = `${plural(read, 'line')} read, ${kept} kept, ${duplicates} known already`;
  return [`${counts}${reasons.length > 0 ? `; refused: ${reasons.join(', ')}` : ''}.`, ...problems];
}
