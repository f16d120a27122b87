// Two models of a benchmark, paired by person. A person who is judged on several splits or seeds is one person: their
// figures are averaged (errors summed) first, because what one person does hangs together. Refuses what was not judged on
// the same grounds.

import { assertComparable, type Comparison, compareRanking, compareRating, type Judged } from '../compare.ts';
import type { BenchmarkJudgement } from './figures.ts';

/** What is paired of the ranking head: one length of each, so that a benchmark of many people is not drawn for hours. */
export const PAIRED_METRICS: ReadonlySet<string> = new Set([
  'ndcg_at_10',
  'ndcg_at_20',
  'recall_at_20',
  'precision_at_10',
  'map_at_10',
  'mrr_at_10',
  'hit_rate_at_10',
]);

/** A judgement with the ground it was made on. */
export type SplitJudgement = Judged & Pick<BenchmarkJudgement, 'people' | 'perUser'>;

/** A difference between two models of a benchmark: model minus against. */
export interface Pairing extends Omit<Comparison, 'opponent' | 'candidate' | 'other'> {
  model: string;
  against: string;
  value: number;
  other: number;
}

interface Side {
  readonly name: string;
  readonly head: Comparison['head'];
  readonly splits: readonly SplitJudgement[];
}

/** @throws InputError naming both ids, when a split was judged under another protocol or on another ground */
export function pairModels(model: Side, against: Side, seed: number): Pairing[] {
  // Models of two heads have no split in common: the protocols say so.
  if (model.splits.length !== against.splits.length) {
    throw new RangeError(`${model.splits.length} splits against ${against.splits.length}`);
  }
  model.splits.forEach((split, i) => {
    assertComparable(split, against.splits[i]);
  });
  const judged = { protocol: 'all splits', ground_sha256: 'all splits' };
  const options = { opponent: 'champion', seed } as const;
  const compared =
    model.head === 'ranking'
      ? compareRanking(
          { ...judged, perUser: meanByPerson(model.splits) },
          { ...judged, perUser: meanByPerson(against.splits) },
          options,
        )
      : compareRating(
          { ...judged, perUser: errorsByPerson(model.splits) },
          { ...judged, perUser: errorsByPerson(against.splits) },
          options,
        );
  return compared.map(({ opponent: _, candidate, other, ...rest }) => ({
    model: model.name,
    against: against.name,
    value: candidate,
    other,
    ...rest,
  }));
}

/** A person's mean over the splits in which the figure is known; NaN where none knows it. */
function meanByPerson(splits: readonly SplitJudgement[]): Record<string, Float64Array> {
  const names = Object.keys(splits[0]?.perUser ?? {}).filter((name) => PAIRED_METRICS.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const sums = sumByPerson(splits, ({ perUser }, i) => perUser[name][i]);
      return [name, Float64Array.from(sums, ({ total, times }) => total / times)];
    }),
  );
}

function errorsByPerson(splits: readonly SplitJudgement[]) {
  const summed = (name: string) =>
    Float64Array.from(
      sumByPerson(splits, ({ perUser }, i) => perUser[name][i]),
      ({ total }) => total,
    );
  return {
    squared_error: summed('squared_error'),
    absolute_error: summed('absolute_error'),
    count: summed('count'),
  };
}

/** Sums over splits of what is known of each person, in the order in which people first appear. */
function sumByPerson(
  splits: readonly SplitJudgement[],
  known: (split: SplitJudgement, index: number) => number,
): { total: number; times: number }[] {
  const byPerson = new Map<string, { total: number; times: number }>();
  for (const split of splits) {
    split.people.forEach((id, i) => {
      const own = byPerson.get(id) ?? { total: 0, times: 0 };
      byPerson.set(id, own);
      const value = known(split, i);
      if (Number.isNaN(value)) return;
      own.total += value;
      own.times++;
    });
  }
  return [...byPerson.values()];
}
