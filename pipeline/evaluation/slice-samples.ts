// What each person adds to the figures of a slice, taken from an evaluation that was made: nothing is scored again.

import { userPointers } from '../data/interactions.ts';
import type { RankingEvaluation, RatingEvaluation } from './evaluate.ts';
import type { Ground } from './protocol.ts';
import { rowsIn } from './protocol.ts';
import { listOf } from './ranking-figures.ts';
import { filmSlices, peopleSlices, type Slice } from './slices.ts';

/** One metric of one slice as quotients of sums over people: Σ numerator / Σ denominator, or its root. */
export interface SliceSample {
  readonly slice: Slice;
  readonly metric: string;
  readonly shape: 'mean' | 'root';
  /** float64 [judged people]; where the denominator is 0 the person is not in the slice. */
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** Relevant films or ratings behind the figure. */
  readonly entries: number;
  /** The one by which two models are compared on this slice; the others only describe. */
  readonly isCompared: boolean;
}

/** What samples are made of: an evaluation of either head. */
export type RankingJudged = Pick<RankingEvaluation, 'perUser' | 'lists'>;
export type RatingJudged = Pick<RatingEvaluation, 'predictions'>;

/** NDCG and recall of people; recall and share of the places of films. A share has no sample where nothing can be shown. */
export function rankingSamples({ perUser, lists }: RankingJudged, ground: Ground): SliceSample[] {
  const { users } = ground;
  const relevant = users.ranking.map((person) => person.relevant.size);
  const people = peopleSlices(entriesBefore(ground, users.ranking)).flatMap((slice) =>
    [`ndcg_at_${lists.k}`, `recall_at_${lists.k}`].map((metric, i) => ({
      ...ofMembers(slice, perUser[metric]),
      metric,
      entries: sumWhere(relevant, slice.has),
      isCompared: i === 0,
    })),
  );
  return [...people, ...filmSlices(ground).flatMap((slice) => filmSamples(slice, lists, ground))];
}

function filmSamples(slice: Slice, lists: RankingJudged['lists'], ground: Ground): SliceSample[] {
  const people = ground.users.ranking.length;
  const recall = { numerator: new Float64Array(people), denominator: new Float64Array(people) };
  const share = { numerator: new Float64Array(people), denominator: new Float64Array(people) };
  let entries = 0;
  ground.users.ranking.forEach(({ relevant }, person) => {
    const list = listOf(lists, person);
    let wanted = 0;
    let found = 0;
    for (const film of relevant) {
      if (slice.has[film] === 0) continue;
      wanted++;
      if (list.includes(film)) found++;
    }
    entries += wanted;
    if (wanted > 0) {
      recall.numerator[person] = found / wanted;
      recall.denominator[person] = 1;
    }
    if (list.length > 0) {
      for (const film of list) share.numerator[person] += slice.has[film] / list.length;
      share.denominator[person] = 1;
    }
  });
  const canBeShown = slice.name !== 'unseen_films';
  const samples: SliceSample[] = [
    { slice, metric: `recall_at_${lists.k}`, shape: 'mean', ...recall, entries, isCompared: canBeShown },
  ];
  if (canBeShown) {
    samples.push({
      slice,
      metric: `share_at_${lists.k}`,
      shape: 'mean',
      ...share,
      entries,
      isCompared: false,
    });
  }
  return samples;
}

/** RMSE of people and of films. */
export function ratingSamples({ predictions }: RatingJudged, ground: Ground): SliceSample[] {
  const { train, test, users } = ground;
  const known = rowsIn(train.itemIds, test.itemIds);
  const films = filmSlices(ground);
  const people = peopleSlices(entriesBefore(ground, users.rating));
  const isIn = (slice: Slice, person: number, entry: number) => {
    if (slice.over === 'people') return slice.has[person] === 1;
    const item = test.item[entry];
    return slice.has[known[item] >= 0 ? known[item] : train.itemIds.length + item] === 1;
  };
  return [...people, ...films].map((slice) => {
    const numerator = new Float64Array(users.rating.length);
    const denominator = new Float64Array(users.rating.length);
    let entries = 0;
    users.rating.forEach((judged, person) => {
      for (const entry of judged.entries) {
        if (!isIn(slice, person, entry)) continue;
        numerator[person] += (predictions[entry] - test.rating[entry]) ** 2;
        denominator[person]++;
        entries++;
      }
    });
    return { slice, metric: 'rmse', shape: 'root', numerator, denominator, entries, isCompared: true };
  });
}

function ofMembers(slice: Slice, values: Float64Array) {
  const denominator = Float64Array.from(slice.has);
  return {
    slice,
    shape: 'mean' as const,
    numerator: values.map((value, i) => value * denominator[i]),
    denominator,
  };
}

/** How much each judged person had told us before the cut; int32 [people]. */
export function entriesBefore({ train }: Ground, people: readonly { readonly user: number }[]): Int32Array {
  const pointers = userPointers(train);
  return Int32Array.from(people, ({ user }) => (user < 0 ? 0 : pointers[user + 1] - pointers[user]));
}

function sumWhere(values: readonly number[], has: Uint8Array): number {
  return values.reduce((sum, value, i) => sum + (has[i] === 1 ? value : 0), 0);
}
