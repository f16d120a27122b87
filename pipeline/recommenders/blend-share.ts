// Which share of a blend each of two models should have: chosen on people whose newest preferences neither has seen.

import type { PersonalModel } from '../serving/models.ts';
import { createPartReader } from '../serving/part.ts';
import { topK } from '../serving/score.ts';
import { standardise } from '../serving/standardise.ts';
import type { Slice, SlicePerson } from './slice.ts';

/** The shares that are tried: 0, 0.05 … 1. */
const SHARES = Array.from({ length: 21 }, (_, step) => step / 20);
/** Length of the lists that choose: long enough that most people's lists differ from share to share. */
const LIST = 50;

/**
 * The share of `first`, 0 to 1: of all that are not shown to be worse than the best, the most even one. A share is shown
 * to be worse when its mean NDCG over people is lower by more than the standard error of their differences. So little data
 * give an even blend, which is seldom far from the best, and much data the best.
 */
export function chooseShare(slice: Slice, first: PersonalModel, second: PersonalModel): number {
  const readers = [createPartReader(first), createPartReader(second)];
  const excluded = new Uint8Array(first.itemIds.length);
  const gains = slice.people.map((person) => {
    const [a, b] = readers.map((reader) => standardise(reader.scores(person.history)));
    for (const item of person.touched) excluded[item] = 1;
    const row = SHARES.map((share) => {
      const scores = a.map((score, item) => share * score + (1 - share) * b[item]);
      return gainOf(topK(scores, LIST, excluded), person);
    });
    for (const item of person.touched) excluded[item] = 0;
    return row;
  });
  return mostEven(gains);
}

/** NDCG of a list. */
function gainOf(list: Int32Array, { relevant }: SlicePerson): number {
  let gain = 0;
  let ideal = 0;
  for (let place = 0; place < list.length; place++) {
    const worth = 1 / Math.log2(place + 2);
    if (relevant.has(list[place])) gain += worth;
    if (place < relevant.size) ideal += worth;
  }
  return ideal === 0 ? 0 : gain / ideal;
}

/** @param gains a row a person, a column a share. */
function mostEven(gains: readonly number[][]): number {
  const means = SHARES.map((_, s) => gains.reduce((sum, row) => sum + row[s], 0) / gains.length);
  const best = means.indexOf(Math.max(...means));
  const isWorse = SHARES.map((_, s) => {
    const gap = means[best] - means[s];
    const squares = gains.reduce((sum, row) => sum + (row[best] - row[s] - gap) ** 2, 0);
    return gap > Math.sqrt(squares) / gains.length;
  });
  const open = SHARES.filter((_, s) => !isWorse[s]);
  return open.reduce((a, b) => (Math.abs(b - 0.5) < Math.abs(a - 0.5) ? b : a));
}
