// The commands that bring data: somebody's own, or more of the simulated audience's.

import { DOWNLOADS } from '../data/import/download.ts';
import {
  type ImportOptions,
  parseFilmColumns,
  parseInteractionColumns,
  parseShare,
} from '../data/import/options.ts';
import { parseScale } from '../data/import/scale.ts';
import { TIME_UNITS } from '../data/import/values.ts';
import { InputError } from '../errors.ts';
import { plural } from '../rules/figures.ts';
import type { Context } from '../stages/context.ts';
import { exclusively } from '../stages/exclusively.ts';
import { type ImportSource, importData } from '../stages/import-data.ts';
import * as said from '../stages/sentences.ts';
import { simulate } from '../stages/simulate.ts';
import { choice, numberList, text, wholeNumber } from './arguments.ts';
import {
  type Arguments,
  COMMON,
  type Command,
  DRY_RUN,
  type OptionValues,
  type Outcome,
  THREADS,
} from './command.ts';

/** import, simulate. */
export const DATA: readonly Command[] = [
  {
    name: 'import',
    about: 'Replace the data set: a MovieLens folder or zip, or any CSV or Parquet file.',
    argument: { name: 'PATH', about: 'What to import.' },
    options: [
      {
        name: 'map',
        value: 'user=A,item=B,…',
        about: 'Columns of a CSV or Parquet file: user, item, rating, time.',
      },
      { name: 'catalogue', value: 'FILE', about: 'The films of a CSV or Parquet file.' },
      {
        name: 'map-catalogue',
        value: 'id=A,title=B,…',
        about: 'Columns of that file: id, title, year, genres.',
      },
      {
        name: 'scale',
        value: 'MIN-MAX',
        about: 'Ends of the rating scale, where it is not to be found from the data.',
      },
      {
        name: 'time',
        value: 'UNIT',
        about: 'What the times are: seconds, milliseconds or iso; by default found from the data.',
      },
      { name: 'name', value: 'NAME', about: 'A short name for the data set; by default that of the file.' },
      { name: 'implicit', value: null, about: 'The rows are not rated: each counts as a thumb up.' },
      {
        name: 'download',
        value: 'NAME',
        about: `Fetch a public set instead: ${Object.keys(DOWNLOADS).join(', ')}.`,
      },
      { name: 'replace', value: null, about: 'Replace a data set that was imported, too.' },
      {
        name: 'tolerate',
        value: 'SHARE',
        about: 'Import although up to this share of the rows is bad (0.05).',
      },
      DRY_RUN,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'import', () => importSource(context, args)),
  },
  {
    name: 'simulate',
    about: 'Let the embedded audience play on, week by week.',
    argument: null,
    options: [
      { name: 'weeks', value: 'N', about: 'How many weeks (1).' },
      {
        name: 'fresh',
        value: null,
        about: 'Start the season over; data and models of the present set leave the tree.',
      },
      {
        name: 'retrain-after',
        value: 'A,B,…',
        about: 'Train, judge and promote after these weeks of the season.',
      },
      DRY_RUN,
      { name: 'seed', value: 'N', about: 'With --fresh: the seed the season is derived from.' },
      THREADS,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'simulate', () => playOn(context, args)),
  },
];

async function importSource(context: Context, { values, argument }: Arguments): Promise<Outcome> {
  const download = text(values, 'download');
  if ((argument === null) === (download === null)) {
    throw new InputError({
      problem: 'import needs one source.',
      legal: 'Name a folder, a zip or a file, or --download NAME.',
    });
  }
  const source: ImportSource =
    download === null ? { kind: 'path', path: argument ?? '' } : { kind: 'download', name: download };
  const imported = await importData(context, source, importOptions(values));
  return { result: imported, said: said.imported(imported) };
}

function importOptions(values: OptionValues): ImportOptions {
  const films = text(values, 'catalogue');
  return {
    columns: parsed(values, 'map', parseInteractionColumns),
    catalogue:
      films === null
        ? undefined
        : { path: films, columns: parsed(values, 'map-catalogue', parseFilmColumns) },
    scale: parsed(values, 'scale', parseScale),
    timeUnit: choice(values, 'time', TIME_UNITS) ?? undefined,
    tolerate: parsed(values, 'tolerate', parseShare),
    name: text(values, 'name') ?? undefined,
    implicit: values.implicit === true,
    replace: values.replace === true,
  };
}

function parsed<T>(values: OptionValues, name: string, parse: (given: string) => T): T | undefined {
  const given = text(values, name);
  return given === null ? undefined : parse(given);
}

async function playOn(context: Context, { values }: Arguments): Promise<Outcome> {
  const weeks = wholeNumber(values, 'weeks', { min: 1, max: 520 }) ?? 1;
  const retrainAfter = numberList(values, 'retrain-after');
  const options = { weeks, fresh: values.fresh === true, retrainAfter };
  const result = await simulate(context, options, (week) => context.reporter.note(said.played(week)));
  return {
    result,
    said: [context.dryRun ? 'one week played, nothing written' : `${plural(result.length, 'week')} played`],
  };
}
