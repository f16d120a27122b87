// The command "import": another data set in the place of the one that is here, and the models of the old one out of
// the tree, since they speak of films and people that are gone.

import { importDataset } from '../data/import/import-dataset.ts';
import type { ImportOptions } from '../data/import/options.ts';
import type { ImportReport } from '../data/import/report.ts';
import { readPointer } from '../registry/latest.ts';
import { retire } from '../registry/moves.ts';
import { listRuns } from '../registry/runs.ts';
import type { Context } from './context.ts';

export interface Imported {
  report: ImportReport;
  /** Runs of the old set that left the tree. */
  retired: string[];
}

/** Imports what is at `source`. A dry run reads and counts everything and writes nothing. */
export async function importData(
  context: Context,
  source: string,
  options: ImportOptions,
): Promise<Imported> {
  const { root, now, reporter, dryRun } = context;
  const report = await importDataset(root, source, { ...options, dryRun }, { now, reporter });
  if (!report.dataset_changed) return { report, retired: [] };
  const runs = await listRuns(root);
  const pointer = await readPointer(root);
  if (runs.length > 0 || pointer.state !== 'absent') {
    await retire(root, { at: now, reason: `Imported ${report.name}.` });
  }
  return { report, retired: runs };
}
