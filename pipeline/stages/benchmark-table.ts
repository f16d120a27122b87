// A benchmark of models as lines for people: one table a head. The numbers are those of the document, rounded.

import { describeParameters } from '../experiments/tuning/trial.ts';
import type { Head } from '../recommenders/algorithm.ts';
import type { ModelBenchmark, ModelResult } from './benchmark-models.ts';

const COLUMNS: Record<Head, readonly string[]> = {
  ranking: ['ndcg_at_10', 'recall_at_20', 'precision_at_10', 'map_at_10', 'mrr_at_10', 'hit_rate_at_10'],
  rating: ['rmse', 'mae', 'interval_90_coverage', 'interval_90_width'],
};

/** Metrics whose pairing is printed; the document has more. */
const PAIRED: ReadonlySet<string> = new Set(['ndcg_at_10', 'recall_at_20', 'rmse']);

export function benchmarkTable({ data, models, seed, comparisons }: ModelBenchmark): string[] {
  const [first] = data.splits;
  const splits = data.splits.length === 1 ? '' : `${data.splits.length} splits, the first with `;
  const last = Math.max(...data.splits.map((split) => split.seed));
  const seeds = last === seed ? `seed ${seed}` : `seeds ${seed} to ${last}, ± their standard deviation`;
  return [
    `${splits}${first.train.interactions} interactions of ${first.train.people} people with ${first.train.items} items to ` +
      `train on, ${first.test.interactions} to judge by; ${seeds}`,
    ...headTable('ranking', models, `${first.judged.ranking} people judged`),
    ...headTable('rating', models, `${first.judged.rating} people judged`),
    ...models.flatMap(tuningLines),
    ...pairingLines(comparisons),
  ];
}

function headTable(head: Head, models: readonly ModelResult[], judged: string): string[] {
  const rows = models.filter((model) => model.head === head);
  if (rows.length === 0) return [];
  // A column that no model has a figure for is not shown.
  const columns = COLUMNS[head].filter((name) => rows.some(({ metrics }) => name in metrics));
  const width = Math.max(head.length, ...rows.map(({ name }) => name.length));
  const cells = rows.map((model) => columns.map((column) => figure(model, column)));
  const wide = columns.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  const heading = columns.map((name, i) => name.padStart(wide[i])).join('  ');
  return [
    '',
    `${rows[0].protocol} (${judged})`,
    `${head.padEnd(width)}  ${heading}  training s  judging s  peak MB`,
    ...rows.map(({ name, training_seconds, evaluation_seconds, peak_memory_mb, problem }, row) => {
      if (problem !== undefined) return `${name.padEnd(width)}  no figures: ${problem}`;
      const figures = cells[row].map((cell, i) => cell.padStart(wide[i])).join('  ');
      const training = training_seconds.toFixed(2).padStart(10);
      const judging = evaluation_seconds.toFixed(2).padStart(9);
      return `${name.padEnd(width)}  ${figures}  ${training}  ${judging}  ${String(peak_memory_mb ?? '–').padStart(7)}`;
    }),
  ];
}

/** What a tuner chose on each split, and what that took. */
function tuningLines({ name, splits, tuning_seconds }: ModelResult): string[] {
  if (tuning_seconds === undefined) return [];
  const chosen = splits.flatMap(({ tuning }) => {
    if (tuning === undefined) return [];
    const { parameters } = tuning.trials[tuning.chosen];
    return [describeParameters(parameters, tuning.trials[0].parameters) || 'as given'];
  });
  const [tried] = splits.flatMap(({ tuning }) => (tuning === undefined ? [] : [tuning.trials.length]));
  const what = [...new Set(chosen)].join(' | ');
  return [
    '',
    `${name}: chosen among ${tried} sets on a slice of train in ${tuning_seconds.toFixed(1)} s: ${what}`,
  ];
}

function figure({ metrics, spread }: ModelResult, column: string): string {
  if (!(column in metrics)) return '–';
  const own = metrics[column].toFixed(4);
  return spread?.[column] === undefined ? own : `${own} ±${spread[column].toFixed(4)}`;
}

function pairingLines(comparisons: ModelBenchmark['comparisons']): string[] {
  const shown = comparisons.filter(({ metric }) => PAIRED.has(metric));
  if (shown.length === 0) return [];
  return [
    '',
    `against ${shown[0].against}, paired by person (95 % interval)`,
    ...shown.map(({ model, metric, difference, low, high, users, result }) => {
      const [middle, from, to] = [difference, low, high].map((value) => signed(value));
      return `${model} ${metric} ${middle} [${from}, ${to}] of ${users} people: ${result}`;
    }),
  ];
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(4)}`;
}
