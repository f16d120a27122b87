// A model's figures on a ground of a benchmark: the same lists and definitions as everywhere, at several k at once.

import type { RankingModel } from '../../serving/models.ts';
import { type MetricTable, rankingFigures } from '../evaluate.ts';
import { type EvaluationContext, listsOf } from '../lists.ts';
import type { Lists } from '../metrics.ts';
import type { Ground } from '../protocol.ts';
import { LIST_LENGTHS } from './protocols.ts';

/** Ranking figures at every k of LIST_LENGTHS; none when nobody is judged. */
export async function rankingFiguresOf(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext,
): Promise<MetricTable> {
  const longest = await listsOf(model, ground, context);
  const tables = LIST_LENGTHS.map((k) => {
    const { metrics, perUser } = rankingFigures(firstOf(longest, k), ground);
    return { ...metrics, ...cappedRecall(perUser[`recall_at_${k}`], ground, k) };
  });
  return Object.assign({}, ...tables);
}

/**
 * Mean of hits / min(k, relevant), which the tables in the line of Mult-VAE call recall (Liang et al. 2018). Only in
 * benchmarks: beside recall and precision it says nothing new of a model.
 */
function cappedRecall(recall: Float64Array, { users }: Ground, k: number): MetricTable {
  const people = users.ranking.length;
  if (people === 0) return {};
  const total = users.ranking.reduce((sum, { relevant }, person) => {
    return sum + (recall[person] * relevant.size) / Math.min(k, relevant.size);
  }, 0);
  return { [`capped_recall_at_${k}`]: total / people };
}

/** Each figure's mean over the splits that have it. */
export function meanFigures(tables: readonly MetricTable[]): MetricTable {
  const names = new Set(tables.flatMap((table) => Object.keys(table)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = tables.flatMap((table) => (name in table ? [table[name]] : []));
      return [name, values.reduce((sum, value) => sum + value, 0) / values.length];
    }),
  );
}

/** The beginnings of lists: a list of k is the first k of a longer one. */
function firstOf({ items, k: length }: Lists, k: number): Lists {
  const people = items.length / length;
  const first = new Int32Array(people * k);
  for (let person = 0; person < people; person++) {
    first.set(items.subarray(person * length, person * length + k), person * k);
  }
  return { items: first, k };
}
