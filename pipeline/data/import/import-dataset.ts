// Brings a foreign data set in, in place of the one that is there: `showrunner import PATH`. Reads and stages
// everything first, then swaps (swap.ts). Models of the old set are the caller's to retire.

import { rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../../errors.ts';
import { writeInteractionBatch } from '../batches.ts';
import { CATALOGUE_FILE, formatCatalogue } from '../catalogue.ts';
import { DATASET_FILE, type DatasetCard, readDatasetCard, writeDatasetCard } from '../dataset.ts';
import { writeFileAtomic } from '../files.ts';
import type { InteractionRows } from '../interactions.ts';
import { formatInstant } from '../time.ts';
import { type DownloadOptions, downloadDataset } from './download.ts';
import type { ImportOptions } from './options.ts';
import { type ReadContext, type ReadSet, readSet } from './read-set.ts';
import { type ImportReport, mergeRefusals } from './report.ts';
import {
  type AfterSwap,
  type BeforeStep,
  createStaging,
  planFeedback,
  recoverImport,
  swapIn,
} from './swap.ts';

export interface ImportContext extends Omit<ReadContext, 'write'> {
  /** For tests: told of each step of the swap before it is taken. */
  beforeStep?: BeforeStep;
  /** What else goes with the old set; done before an interrupted import counts as finished. */
  afterSwap?: AfterSwap;
}

const nothingElse: AfterSwap = async () => {};

const REPORTED_RATINGS = 100;

/**
 * Imports a MovieLens folder or zip, or a CSV or Parquet file.
 * @param root the repository; its data/ is replaced at the very end, or not at all.
 * @param source path of a folder, a zip or a file.
 * @throws InputError when the source cannot be read, too many rows are bad, or a set that was imported before would
 *   be replaced without `replace`. Then nothing has changed.
 */
export async function importDataset(
  root: string,
  source: string,
  options: ImportOptions,
  context: ImportContext,
): Promise<ImportReport> {
  const old = await readOldCard(root, options, context);
  if (options.dryRun) {
    const set = await readSet(root, source, options, { ...context, write: async () => {} });
    return toReport(source, set, old, options);
  }
  const staging = await createStaging(root);
  try {
    return await stageAndSwap(root, staging, old, { source, options, context });
  } finally {
    // After the swap there is no such folder any more.
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * The same with a set that is fetched first, to a temporary place, and checked against its pinned hash.
 * @param name one of `DOWNLOADS`.
 */
export async function importDownloaded(
  root: string,
  name: string,
  options: ImportOptions,
  context: ImportContext & Omit<DownloadOptions, 'reporter'>,
): Promise<ImportReport> {
  await readOldCard(root, options, context); // before hundreds of megabytes come for nothing
  const download = await downloadDataset(name, context);
  try {
    return await importDataset(root, download.path, options, context);
  } finally {
    await download.remove();
  }
}

/** The card of the set that would go; null without one. A dry run changes nothing, an unfinished swap included. */
async function readOldCard(
  root: string,
  { replace, dryRun }: ImportOptions,
  { afterSwap = nothingElse, reporter }: ImportContext,
): Promise<DatasetCard | null> {
  if (!dryRun) await recoverImport(root, afterSwap);
  let old: DatasetCard | null;
  try {
    old = await readDatasetCard(root);
  } catch (error) {
    // Whoever says --replace replaces a damaged card, too: there is nothing of it to keep.
    if (!replace || !(error instanceof InputError)) throw error;
    reporter.warn(error.message);
    return null;
  }
  if (old?.kind !== 'imported' || replace || dryRun) return old;
  throw new InputError({
    file: DATASET_FILE,
    problem: `the data was imported before (${JSON.stringify(old.name)}).`,
    legal:
      'Importing replaces all of it (it stays in the Git history): say --replace to do so, --dry-run to look first.',
  });
}

interface Task {
  source: string;
  options: ImportOptions;
  context: ImportContext;
}

async function stageAndSwap(
  root: string,
  staging: string,
  old: DatasetCard | null,
  { source, options, context }: Task,
): Promise<ImportReport> {
  const written = { batches: 0, bytes: 0 };
  const write = async (rows: InteractionRows) => {
    const { bytes } = await writeInteractionBatch(staging, rows);
    written.batches++;
    written.bytes += bytes;
  };
  const set = await readSet(root, source, options, { ...context, write });
  const report = { ...toReport(source, set, old, options), ...written, dataset_changed: true };
  await writeFileAtomic(join(staging, CATALOGUE_FILE), formatCatalogue(set.films));
  await writeDatasetCard(staging, toCard(report));
  report.archived_feedback = await planFeedback(root, context.now, context.reporter);
  await swapIn(root, staging, {
    feedback: report.archived_feedback,
    beforeStep: context.beforeStep,
    afterSwap: context.afterSwap ?? nothingElse,
  });
  return report;
}

/** The report as it is before anything is written. */
function toReport(
  source: string,
  set: ReadSet,
  old: DatasetCard | null,
  options: ImportOptions,
): ImportReport {
  const { totals, tallies, films } = set;
  const interactions = tallies[tallies.length - 1];
  const base = basename(resolve(source));
  const name = options.name ?? nameOf(base);
  return {
    format: set.format,
    name,
    source: base,
    dry_run: options.dryRun ?? false,
    dataset_changed: false,
    replaced: old === null ? null : { name: old.name, kind: old.kind },
    files: tallies.map(({ file, read, refused }) => ({ file, read, refused })),
    rows: {
      read: interactions.read,
      kept: totals.kept,
      refused: interactions.refused,
      repeated: totals.repeated,
    },
    refused: mergeRefusals(tallies),
    films: films.length,
    films_used: totals.filmIds.length,
    films_without_year: films.filter((film) => film.year === null).length,
    people: totals.people,
    from: formatInstant(totals.oldest),
    until: formatInstant(totals.newest),
    rating_scale: set.scale,
    rating_scale_inferred: set.isScaleInferred,
    ratings: totals.ratings.counts().slice(0, REPORTED_RATINGS),
    licence: set.licence,
    batches: 0,
    bytes: 0,
    archived_feedback: [],
  };
}

/** "ml-latest-small" of "ml-latest-small.zip": short, and the same on every machine. */
function nameOf(base: string): string {
  return (
    base
      .replace(/\.(?:zip|csv|tsv|txt|tab|parquet|pq)$/i, '')
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'imported'
  );
}

function toCard(report: ImportReport): DatasetCard {
  const { name, source, licence, rating_scale } = report;
  const title = report.format.startsWith('movielens') ? `MovieLens (${name})` : source;
  return {
    format: 1,
    name,
    title,
    kind: 'imported',
    notice: null,
    licence: licence?.text ?? null,
    source,
    rating_scale,
  };
}
