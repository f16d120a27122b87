// Lists that do not repeat themselves: maximal marginal relevance. Which items are like one is similarity.ts.

import { genreLikeness } from './films.ts';
import type { RankingModel } from './models.ts';
import { type Factors, unitFactors } from './similarity.ts';

/** What candidates are compared with, by their places among the candidates. */
interface Taken {
  /** With so many of the taken a candidate is compared at once. */
  readonly atOnce: number;
  add(place: number): void;
  /** The largest likeness of a candidate to the `atOnce` taken ones from `from` on, a multiple of it; 0 where all are below. */
  closest(place: number, from: number): number;
}

/**
 * Re-orders a list by maximal marginal relevance (Carbonell and Goldstein 1998): each next item maximises
 * relevance · score − (1 − relevance) · its largest likeness to the items already taken (0 where all are below), scores
 * scaled to 0…1 over the candidates. Likeness is the cosine of factors, in a blend those of its first part that has some;
 * in a model without factors it is that of genres, and without genres the order is kept.
 *
 * @param candidates rows, by falling score: longer than k, or there is nothing to choose from.
 * @param relevance 1 keeps the order; 0 looks at variety alone.
 * @param genres by row of the model.
 */
export function diversify(
  model: RankingModel,
  scores: ArrayLike<number>,
  candidates: ArrayLike<number>,
  { k, relevance = 0.8, genres }: { k: number; relevance?: number; genres?: readonly (readonly string[])[] },
): Int32Array {
  const rows = Int32Array.from(candidates);
  const most = Math.min(k, rows.length);
  const factors = factorsOf(model);
  if (factors === null && !genres) return rows.slice(0, most);
  const taken = factors ? takenFactors(factors, rows, most) : takenGenres(genres ?? [], rows);
  return mostMarginal(scaleToUnit(rows, scores), taken, { most, relevance }).map((place) => rows[place]);
}

/**
 * The places taken, in order. A value can only fall as more is taken, so a candidate is compared with what was taken only
 * while its value would still be the highest: the same as comparing all with all.
 * @param values falling, 0 to 1.
 */
function mostMarginal(
  values: Float64Array,
  taken: Taken,
  { most, relevance }: { most: number; relevance: number },
): Int32Array {
  const places = new Int32Array(most);
  const own = values.map((value) => relevance * value);
  /** The value by what a candidate was compared with so far; that of a taken one is below all. */
  const bounds = own.slice();
  const closest = new Float64Array(values.length);
  /** With how many of the taken a candidate was compared. */
  const compared = new Int32Array(values.length);
  for (let count = 0; count < most; count++) {
    let best = 0;
    let highest = -Infinity;
    for (let place = 0; place < own.length && own[place] > highest; place++) {
      while (bounds[place] > highest && compared[place] < count) {
        const from = compared[place] - (compared[place] % taken.atOnce);
        closest[place] = Math.max(closest[place], taken.closest(place, from));
        bounds[place] = own[place] - (1 - relevance) * closest[place];
        compared[place] = Math.min(count, from + taken.atOnce);
      }
      if (bounds[place] <= highest) continue;
      best = place;
      highest = bounds[place];
    }
    bounds[best] = -Infinity;
    places[count] = best;
    taken.add(best);
  }
  return places;
}

/** Likeness is the cosine of factors. Four at once: a sum waits for itself, and three others fill the wait. */
function takenFactors(factors: Factors, rows: Int32Array, most: number): Taken {
  const { k } = factors;
  const unit = unitFactors(factors, rows);
  /** The taken in fours, float32 [fours × k × 4]; where the last four is not full it has zeros, which are like none. */
  const fours = new Float32Array(4 * k * Math.ceil(most / 4));
  let count = 0;
  return {
    atOnce: 4,
    add(place) {
      const start = k * (count - (count % 4)) + (count % 4);
      for (let j = 0; j < k; j++) fours[start + 4 * j] = unit[place * k + j];
      count++;
    },
    closest(place, from) {
      let [first, second, third, fourth] = [0, 0, 0, 0];
      for (let j = 0, at = from * k; j < k; j++, at += 4) {
        const value = unit[place * k + j];
        first += fours[at] * value;
        second += fours[at + 1] * value;
        third += fours[at + 2] * value;
        fourth += fours[at + 3] * value;
      }
      return Math.max(0, first, second, third, fourth);
    },
  };
}

function takenGenres(genres: readonly (readonly string[])[], rows: Int32Array): Taken {
  const taken: number[] = [];
  return {
    atOnce: 1,
    add: (place) => taken.push(place),
    closest: (place, from) => genreLikeness(genres[rows[place]], genres[rows[taken[from]]]),
  };
}

function factorsOf(model: RankingModel): Factors | null {
  if (model.kind === 'blend') return model.parts.map((part) => factorsOf(part.model)).find(Boolean) ?? null;
  return model.kind === 'factors' || model.kind === 'projection' ? model : null;
}

/** Scores of the candidates, 0 for the lowest and 1 for the highest; all 1 when they are equal. */
function scaleToUnit(rows: Int32Array, scores: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(rows, (row) => scores[row]);
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.map((value) => (high > low ? (value - low) / (high - low) : 1));
}
