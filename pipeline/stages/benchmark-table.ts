// A benchmark of models as lines for people: one table a head. The numbers are those of the document, rounded.

import type { Head } from '../recommenders/algorithm.ts';
import type { ModelBenchmark, ModelResult } from './benchmark-models.ts';

const COLUMNS: Record<Head, readonly string[]> = {
  ranking: ['ndcg_at_10', 'recall_at_20', 'precision_at_10', 'map_at_10', 'mrr_at_10', 'hit_rate_at_10'],
  rating: ['rmse', 'mae'],
};

export function benchmarkTable({ data, models, seed }: ModelBenchmark): string[] {
  const [first] = data.splits;
  const splits = data.splits.length === 1 ? '' : `${data.splits.length} splits, the first with `;
  return [
    `${splits}${first.train.interactions} interactions of ${first.train.people} people with ${first.train.items} items to ` +
      `train on, ${first.test.interactions} to judge by; seed ${seed}`,
    ...headTable('ranking', models, `${first.judged.ranking} people judged`),
    ...headTable('rating', models, `${first.judged.rating} people judged`),
  ];
}

function headTable(head: Head, models: readonly ModelResult[], judged: string): string[] {
  const rows = models.filter((model) => model.head === head);
  if (rows.length === 0) return [];
  const columns = COLUMNS[head];
  const width = Math.max(head.length, ...rows.map(({ name }) => name.length));
  const wide = columns.map((name) => Math.max(name.length, 8));
  const heading = columns.map((name, i) => name.padStart(wide[i])).join('  ');
  return [
    '',
    `${rows[0].protocol} (${judged})`,
    `${head.padEnd(width)}  ${heading}   seconds  peak MB`,
    ...rows.map(({ name, metrics, seconds, peak_memory_mb, problem }) => {
      if (problem !== undefined) return `${name.padEnd(width)}  not trained: ${problem}`;
      const figures = columns.map((column, i) => figure(metrics[column]).padStart(wide[i])).join('  ');
      return `${name.padEnd(width)}  ${figures}  ${seconds.toFixed(2).padStart(8)}  ${String(peak_memory_mb).padStart(7)}`;
    }),
  ];
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(4);
}
