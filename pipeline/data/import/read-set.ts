// Reads a whole foreign set: films, interactions, licence. Hands batches to whoever writes them and writes nothing.

import { dirname, resolve } from 'node:path';
import { InputError } from '../../errors.ts';
import type { Reporter } from '../../reporter.ts';
import type { Film } from '../catalogue.ts';
import type { RatingScale } from '../dataset.ts';
import type { InteractionRows } from '../interactions.ts';
import { DAY_MS } from '../time.ts';
import { createBatcher } from './batcher.ts';
import { chooseColumns } from './columns.ts';
import { nameFilmsByIds, readFilms, readMovieLensFilms } from './films.ts';
import { layoutOf, type Recognised, recognise } from './formats.ts';
import { type FoundLicence, findLicence, LICENCE_NAMES } from './licence.ts';
import type { ImportOptions } from './options.ts';
import { openParquetTable } from './parquet-table.ts';
import { createTally, describeRefusal, type Tally } from './report.ts';
import { type RowTotals, readInteractions } from './rows.ts';
import { HALF_STARS } from './scale.ts';
import { openFolder, openSource, type Source, type SourceFile } from './source.ts';
import { openTextTable, type Table, type TextLayout } from './table.ts';

export interface ReadContext {
  /** Epoch milliseconds. */
  now: number;
  reporter: Reporter;
  /** Milliseconds from any fixed moment, for rows a second; without it only shares are shown. */
  timer?: () => number;
  /** Takes each full batch. */
  write: (rows: InteractionRows) => Promise<void>;
}

export interface ReadSet {
  format: Recognised['format'];
  films: Film[];
  totals: RowTotals;
  /** One a file, the films' first. */
  tallies: Tally[];
  scale: RatingScale;
  isScaleInferred: boolean;
  licence: FoundLicence | null;
}

/** Batches of a million rows take half as much memory again to write, and are no smaller in sum. */
const BATCH_ROWS = 500_000;
const TOLERATED = 0.05;
/** No set of ratings with a time of its own is older than the web. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** @throws InputError when a file cannot be read, or more of its rows are bad than is tolerated. */
export async function readSet(
  root: string,
  path: string,
  options: ImportOptions,
  context: ReadContext,
): Promise<ReadSet> {
  const source = await openSource(path);
  try {
    const recognised = recognise(source);
    const films = await readAllFilms(recognised, options);
    const rows = await readAllRows(recognised, films?.films ?? null, options, context);
    const licence = await findLicence(await licenceSource(root, path, source));
    return {
      format: recognised.format,
      films: films?.films ?? nameFilmsByIds([...rows.totals.filmIds].sort()),
      totals: rows.totals,
      tallies: films === null ? [rows.tally] : [films.tally, rows.tally],
      ...settleScale(recognised, rows, options),
      licence,
    };
  } finally {
    source.close();
  }
}

/** Null when the source brings no films and nobody named a catalogue. */
async function readAllFilms(
  recognised: Recognised,
  options: ImportOptions,
): Promise<{ films: Film[]; tally: Tally } | null> {
  if (recognised.films !== null) {
    const table = await openTable(recognised.films, recognised.filmsLayout);
    return tallied(table, options, (tally) => readMovieLensFilms(recognised.format, table, tally));
  }
  if (options.catalogue === undefined) return null;
  const { path, columns = {} } = options.catalogue;
  const source = await openSource(path);
  if (source.kind !== 'file') {
    source.close();
    throw new InputError({
      file: path,
      problem: 'a catalogue is one file.',
      legal: 'Legal: a CSV or Parquet file.',
    });
  }
  const [file] = source.files;
  const table = await openTable(file, layoutOf(file));
  return tallied(table, options, (tally) => readFilms(table, columns, tally));
}

async function tallied(
  table: Table,
  options: ImportOptions,
  read: (tally: Tally) => Promise<Film[]>,
): Promise<{ films: Film[]; tally: Tally }> {
  const tally = createTally(table.shownAs);
  try {
    const films = await read(tally);
    refuseIfTooMany(tally, options);
    return { films, tally };
  } finally {
    await table.close();
  }
}

interface RowsRead {
  totals: RowTotals;
  tally: Tally;
  shownAs: string;
  isRated: boolean;
}

async function readAllRows(
  recognised: Recognised,
  films: readonly Film[] | null,
  options: ImportOptions,
  context: ReadContext,
): Promise<RowsRead> {
  const table = await openTable(recognised.interactions, recognised.interactionsLayout);
  try {
    const columns = chooseColumns(recognised, table, options);
    const isRated = columns.rating !== null;
    const tally = createTally(table.shownAs);
    const rules = {
      scale: options.scale ?? recognised.scale,
      timeUnit: options.timeUnit ?? null,
      earliest: EARLIEST,
      latest: context.now + DAY_MS,
      filmIds: films === null ? null : films.map((film) => film.item_id),
    };
    const batcher = createBatcher(
      isRated ? 'rating' : 'thumb_up',
      options.batchRows ?? BATCH_ROWS,
      context.write,
    );
    const totals = await readInteractions(table, columns, rules, {
      tally,
      batcher,
      onBlock: progress(table, tally, context),
    });
    refuseIfTooMany(tally, options);
    if (totals.kept > 0) return { totals, tally, shownAs: table.shownAs, isRated };
    throw new InputError({
      file: table.shownAs,
      problem: 'there is no row to keep.',
      legal: 'Nothing was changed.',
    });
  } finally {
    await table.close();
  }
}

function openTable(file: SourceFile, layout: TextLayout | null): Promise<Table> {
  return layout === null ? openParquetTable(file) : openTextTable(file, layout);
}

/** @throws InputError when a larger share of a file is bad than is tolerated. */
function refuseIfTooMany(tally: Tally, { tolerate = TOLERATED }: ImportOptions): void {
  if (tally.refused <= tolerate * tally.read) return;
  const share = Math.ceil((1000 * tally.refused) / tally.read) / 10;
  throw new InputError({
    file: tally.file,
    problem: `${tally.refused} of ${tally.read} rows are bad (${share} %): ${tally.refusals().map(describeRefusal).join('; ')}.`,
    legal: `At most ${100 * tolerate} % may be: mend the file, or import what is good with --tolerate ${Math.ceil(share)}%. Nothing was changed.`,
  });
}

function settleScale(
  recognised: Recognised,
  { totals, shownAs, isRated }: RowsRead,
  options: ImportOptions,
): { scale: RatingScale; isScaleInferred: boolean } {
  const stated = options.scale ?? recognised.scale;
  if (stated !== null) return { scale: stated, isScaleInferred: false };
  if (!isRated) return { scale: HALF_STARS, isScaleInferred: false };
  return { scale: totals.ratings.inferScale(shownAs), isScaleInferred: true };
}

/** A licence may stand beside a single file; in the repository itself it would be the repository's own. */
async function licenceSource(root: string, path: string, source: Source): Promise<Source> {
  if (source.kind !== 'file') return source;
  const folder = dirname(resolve(path));
  return openFolder(folder, folder === resolve(root) ? [] : LICENCE_NAMES);
}

function progress(table: Table, tally: Tally, { reporter, timer }: ReadContext): () => void {
  const start = timer?.() ?? 0;
  let shown = -1;
  return () => {
    const percent = table.bytes === 0 ? 100 : Math.floor((100 * table.bytesRead()) / table.bytes);
    if (percent === shown) return;
    shown = percent;
    const seconds = ((timer?.() ?? start) - start) / 1000;
    const pace = seconds > 0 ? `, ${Math.round(tally.read / seconds).toLocaleString('en-US')} rows/s` : '';
    reporter.progress(`${table.shownAs}: ${percent} %, ${tally.read.toLocaleString('en-US')} rows${pace}`);
  };
}
