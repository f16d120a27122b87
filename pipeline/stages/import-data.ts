// The command "import": another data set in the place of the one that is here, and the models of the old one out of
// the tree, since they speak of films and people that are gone.

import { importDataset, importDownloaded } from '../data/import/import-dataset.ts';
import type { ImportOptions } from '../data/import/options.ts';
import type { ImportReport } from '../data/import/report.ts';
import type { Context } from './context.ts';
import { retireModels } from './retire-models.ts';

export type ImportSource = { kind: 'path'; path: string } | { kind: 'download'; name: string };

export interface Imported {
  report: ImportReport;
  /** Runs of the old set that left the tree. */
  retired: string[];
}

/** Imports what is at a path, or a public set by its name. A dry run reads and counts everything and writes nothing. */
export async function importData(
  context: Context,
  source: ImportSource,
  options: ImportOptions,
): Promise<Imported> {
  const { root, now, reporter, dryRun } = context;
  let retired: string[] = [];
  const given = { ...options, dryRun };
  const surroundings = {
    now,
    reporter,
    timer: () => performance.now(),
    afterSwap: async () => {
      retired = await retireModels(context);
    },
  };
  const report =
    source.kind === 'path'
      ? await importDataset(root, source.path, given, surroundings)
      : await importDownloaded(root, source.name, given, surroundings);
  return { report, retired };
}
