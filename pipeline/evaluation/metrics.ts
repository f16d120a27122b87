// What each figure means: pure functions over one person's list, or over all lists. Not a protocol: which people,
// which items and which list are decided in protocol.ts and evaluate.ts. Sources are named at each function; the
// common text is Manning, Raghavan, Schütze, "Introduction to Information Retrieval" (2008), chapter 8.

/** Lists of every person one after another, `k` entries each; -1 fills a list that is shorter than k. */
export interface Lists {
  /** int32 [people × k] */
  readonly items: Int32Array;
  readonly k: number;
}

/**
 * Which of the first k places of a list hold something relevant; every other per-person metric reads this.
 * @param list items, best first; no item twice
 * @param relevant the items that count, those outside the list included
 * @returns uint8 [k], 1 = hit; places beyond the list's end are 0
 * @throws RangeError for an item that is listed twice, or k < 1
 */
export function hitsAt(list: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): Uint8Array {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}; it is a whole number from 1 on`);
  const hits = new Uint8Array(k);
  const places = Math.min(k, list.length);
  const seen = new Set<number>();
  for (let place = 0; place < places; place++) {
    if (seen.has(list[place])) throw new RangeError(`Item ${list[place]} stands twice in one list`);
    seen.add(list[place]);
    if (relevant.has(list[place])) hits[place] = 1;
  }
  return hits;
}

/** Precision@k = hits / k. A list shorter than k has empty places, and those are misses. */
export function precision(hits: Uint8Array): number {
  return sum(hits) / hits.length;
}

/** Recall@k = hits / |relevant|. */
export function recall(hits: Uint8Array, relevant: number): number {
  return sum(hits) / atLeastOne(relevant);
}

/** 1 when any of the k places is a hit. Its mean over people is the hit rate. */
export function hit(hits: Uint8Array): number {
  return hits.includes(1) ? 1 : 0;
}

/** Reciprocal rank: 1 / place of the first hit, 0 without one (Voorhees, TREC-8, 1999). Its mean is the MRR. */
export function reciprocalRank(hits: Uint8Array): number {
  const first = hits.indexOf(1);
  return first < 0 ? 0 : 1 / (first + 1);
}

/**
 * AP@k = Σ over hits of precision at that place / min(k, |relevant|), so that a perfect list scores 1 whatever k is.
 * Its mean over people is MAP@k. (Dividing by |relevant| instead is also found; figures then differ.)
 */
export function averagePrecision(hits: Uint8Array, relevant: number): number {
  const ideal = Math.min(hits.length, atLeastOne(relevant));
  let found = 0;
  let total = 0;
  for (let place = 0; place < hits.length; place++) {
    if (hits[place] === 0) continue;
    found++;
    total += found / (place + 1);
  }
  return total / ideal;
}

/**
 * NDCG@k with binary gain: Σ hit / log2(place + 1) over the same sum for a list that starts with min(k, |relevant|)
 * hits; places count from 1 (Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation", 2002).
 */
export function ndcg(hits: Uint8Array, relevant: number): number {
  const ideal = Math.min(hits.length, atLeastOne(relevant));
  let gained = 0;
  let possible = 0;
  for (let place = 0; place < hits.length; place++) {
    const discount = 1 / Math.log2(place + 2);
    if (hits[place] === 1) gained += discount;
    if (place < ideal) possible += discount;
  }
  return gained / possible;
}

/**
 * Intra-list diversity: 1 − mean Jaccard similarity of genres over the list's pairs (Ziegler et al., "Improving
 * Recommendation Lists Through Topic Diversification", 2005). Genres are the catalogue's, so no model judges itself.
 * @param genres genres by item; an item without any is passed over
 * @returns null when fewer than two listed items have genres: unknown, not zero
 */
export function intraListDiversity(
  list: ArrayLike<number>,
  genres: readonly ReadonlySet<string>[],
): number | null {
  const known = Array.from(list, (item) => genres[item]).filter((set) => set !== undefined && set.size > 0);
  let similarity = 0;
  for (let a = 1; a < known.length; a++) {
    for (let b = 0; b < a; b++) similarity += jaccard(known[a], known[b]);
  }
  const pairs = (known.length * (known.length - 1)) / 2;
  return pairs === 0 ? null : 1 - similarity / pairs;
}

/**
 * Novelty: mean self-information of the listed items, −log2(share of people who had touched it before), in bits
 * (Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 2010).
 * @param touched people by item in the training data; an item nobody touched is refused, it would be infinite
 * @param people everyone in the training data
 * @returns null for an empty list
 */
export function novelty(list: ArrayLike<number>, touched: ArrayLike<number>, people: number): number | null {
  if (list.length === 0) return null;
  let bits = 0;
  for (let place = 0; place < list.length; place++) {
    const share = touched[list[place]] / people;
    if (!(share > 0 && share <= 1)) {
      throw new RangeError(
        `Item ${list[place]} was touched by a share of ${share} of the people; 0 < share <= 1`,
      );
    }
    bits -= Math.log2(share);
  }
  return bits / list.length;
}

/**
 * Serendipity@k: share of the k places that hold a hit which a primitive recommender would not have shown. Unexpected
 * is what is not in the popular list of the same person (Murakami, Mori and Orihara, "Metrics for Evaluating the
 * Serendipity of Recommendation Lists", 2008; Ge, Delgado-Battenfeld and Jannach, "Beyond Accuracy", RecSys 2010). Ge
 * et al. divide by the number of unexpected items; dividing by k makes it the part of precision@k that is no
 * commonplace, 0 for popularity itself, and one lucky hit in a list of popular films does not count as a perfect list.
 * @param popular the primitive recommender's list for this person
 */
export function serendipity(list: ArrayLike<number>, hits: Uint8Array, popular: Int32Array): number {
  let surprising = 0;
  for (let place = 0; place < hits.length; place++) {
    if (hits[place] === 1 && !popular.includes(list[place])) surprising++;
  }
  return surprising / hits.length;
}

/**
 * RMSE = √(Σ (predicted − actual)² / count), pooled over ratings: a person weighs as much as they have ratings.
 * @param squaredError sums of squared errors by person
 * @param count ratings by person
 */
export function rmse(squaredError: ArrayLike<number>, count: ArrayLike<number>): number {
  return Math.sqrt(mae(squaredError, count));
}

/**
 * MAE = Σ |predicted − actual| / count, pooled over ratings.
 * @param absoluteError sums of absolute errors by person
 * @param count ratings by person
 */
export function mae(absoluteError: ArrayLike<number>, count: ArrayLike<number>): number {
  return sum(absoluteError) / atLeastOne(sum(count));
}

/** Left to right, so that the same values give the same bits. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const genre of a) if (b.has(genre)) shared++;
  return shared / (a.size + b.size - shared);
}

/** A share of nothing is not a number: whoever asks for one has made a mistake. */
function atLeastOne(count: number): number {
  if (!(count >= 1)) throw new RangeError(`A share of ${count} things is undefined`);
  return count;
}
