// From lists to ranking figures: of each person, and of all together. Not which lists (lists.ts) and not what a figure
// means (metrics.ts, exposure.ts).

import type { Interactions } from '../data/interactions.ts';
import { catalogueCoverage, exposureGini, exposureOf, personalisation } from './exposure.ts';
import * as metrics from './metrics.ts';
import { popularLists } from './popular-lists.ts';
import type { Ground } from './protocol.ts';

/** Figures by name: "ndcg_at_10", "rmse". */
export type MetricTable = Record<string, number>;

/** The figures of lists that were made on this ground, at the lists' own k. */
export function rankingFigures(
  lists: metrics.Lists,
  ground: Ground,
): { metrics: MetricTable; perUser: Record<string, Float64Array> } {
  const perUser = named(lists.k, personFigures(lists, ground));
  if (ground.users.ranking.length === 0) return { metrics: {}, perUser };
  const means = Object.entries(perUser).flatMap(([name, values]) => meanOfKnown(name, values));
  return { metrics: { ...Object.fromEntries(means), ...named(lists.k, joint(lists, ground)) }, perUser };
}

/** One person's list without the fill at its end. */
export function listOf({ items, k }: metrics.Lists, person: number): Int32Array {
  const list = items.subarray(person * k, (person + 1) * k);
  const end = list.indexOf(-1);
  return end < 0 ? list : list.subarray(0, end);
}

/** People who touched an item in training; float64 [items]. */
export function peopleByItem({ item, itemIds }: Interactions): Float64Array {
  const touched = new Float64Array(itemIds.length);
  for (const row of item) touched[row]++;
  return touched;
}

/** Each metric of each person; the hits of a list are found once and read by all. */
function personFigures(lists: metrics.Lists, ground: Ground): Record<string, Float64Array> {
  const { train, users, genres } = ground;
  const people = users.ranking.length;
  const column = () => new Float64Array(people);
  const figures = { precision: column(), recall: column(), map: column(), ndcg: column(), mrr: column() };
  const more = { hit_rate: column(), serendipity: column(), diversity: column(), novelty: column() };
  const touched = peopleByItem(train);
  const popular = popularLists(ground, lists.k);
  users.ranking.forEach(({ relevant }, person) => {
    const list = listOf(lists, person);
    const hits = metrics.hitsAt(list, relevant, lists.k);
    figures.precision[person] = metrics.precision(hits);
    figures.recall[person] = metrics.recall(hits, relevant.size);
    figures.map[person] = metrics.averagePrecision(hits, relevant.size);
    figures.ndcg[person] = metrics.ndcg(hits, relevant.size);
    figures.mrr[person] = metrics.reciprocalRank(hits);
    more.hit_rate[person] = metrics.hit(hits);
    more.serendipity[person] = metrics.serendipity(list, hits, listOf(popular, person));
    more.diversity[person] = (genres && metrics.intraListDiversity(list, genres)) ?? Number.NaN;
    more.novelty[person] = metrics.novelty(list, touched, train.userIds.length) ?? Number.NaN;
  });
  return { ...figures, ...more };
}

/** What belongs to all lists together; a figure that is undefined is left out. */
function joint(lists: metrics.Lists, { train }: Ground): MetricTable {
  const exposure = exposureOf(lists, train.itemIds.length);
  const figures = {
    coverage: catalogueCoverage(exposure),
    personalisation: personalisation(exposure, lists),
    gini: exposureGini(exposure),
  };
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== null);
  return Object.fromEntries(known);
}

function named<T>(k: number, figures: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}_at_${k}`, value]));
}

/** The mean over people whose figure is known, or nothing when nobody's is. */
function meanOfKnown(name: string, values: Float64Array): [string, number][] {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? [] : [[name, metrics.sum(known) / known.length]];
}
