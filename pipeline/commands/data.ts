// The commands that bring data: somebody's own, or more of the simulated audience's.

import { parseFilmColumns, parseInteractionColumns, parseShare } from '../data/import/options.ts';
import type { Context } from '../stages/context.ts';
import { exclusively } from '../stages/exclusively.ts';
import { importData } from '../stages/import-data.ts';
import * as said from '../stages/sentences.ts';
import { simulate } from '../stages/simulate.ts';
import { numberList, requiredText, text, wholeNumber } from './arguments.ts';
import { type Arguments, COMMON, type Command, DRY_RUN, type Outcome, SEED, THREADS } from './command.ts';

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
      { name: 'implicit', value: null, about: 'The rows are not rated: each counts as a thumb up.' },
      { name: 'download', value: 'NAME', about: 'Fetch a public set first: ml-latest-small.' },
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
      SEED,
      THREADS,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'simulate', () => playOn(context, args)),
  },
];

async function importSource(context: Context, { values, argument }: Arguments): Promise<Outcome> {
  const map = text(values, 'map');
  const films = text(values, 'map-catalogue');
  const catalogue = text(values, 'catalogue');
  const tolerate = text(values, 'tolerate');
  const source =
    argument ?? requiredText(values, 'download', 'Name a folder, a zip or a file, or --download NAME.');
  const imported = await importData(context, source, {
    columns: map === null ? undefined : parseInteractionColumns(map),
    catalogue:
      catalogue === null
        ? undefined
        : { path: catalogue, columns: films === null ? undefined : parseFilmColumns(films) },
    implicit: values.implicit === true,
    tolerate: tolerate === null ? undefined : parseShare(tolerate),
    replace: values.replace === true,
  });
  return { result: imported, said: said.imported(imported) };
}

async function playOn(context: Context, { values }: Arguments): Promise<Outcome> {
  const weeks = wholeNumber(values, 'weeks', { min: 1, max: 520 }) ?? 1;
  const retrainAfter = numberList(values, 'retrain-after');
  const options = { weeks, fresh: values.fresh === true, retrainAfter };
  const result = await simulate(context, options, (week) => context.reporter.note(said.played(week)));
  return {
    result,
    said: [context.dryRun ? 'one week played, nothing written' : `${result.length} weeks on record`],
  };
}
