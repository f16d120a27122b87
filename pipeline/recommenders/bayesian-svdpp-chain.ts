// The state of the Gibbs chain of bayesian-svdpp-sampler.ts and where it starts: what the model consists of, and the
// ratings as users and as films walk them. Nothing is drawn from a posterior here.
//
// rating ≈ mean + Σ over dimensions of user value × item value, where a user's value is their own plus, for every
// film they rated, that film's "seen" value / √films; a film's value is its own plus, for every user who rated it,
// that user's "seen" value / √users. In dimension 0, the biases, values are added instead.

import type { Random } from '../random.ts';
import type { Csr } from './csr.ts';

/** Spread of the values that the chain starts from. */
const START_SPREAD = 0.1;

/** A Gaussian whose mean and precision are drawn from the values it is the prior of. */
export interface Gaussian {
  mean: number;
  precision: number;
}

/** One side (users, or items) of one dimension. */
export interface Half {
  /** float64 [rows]: each row's own value. */
  readonly own: Float64Array;
  /** float64 [rows of the other side]: what having rated, or having been rated by, this other row adds. */
  readonly seen: Float64Array;
  /** float64 [rows]: own + Σ seen / √ratings, the value that predictions use. */
  readonly value: Float64Array;
  readonly ownPrior: Gaussian;
  readonly seenPrior: Gaussian;
}

export interface Dimension {
  readonly users: Half;
  readonly items: Half;
}

export interface Chain {
  mean: number;
  /** 1 / variance of the noise in a rating. */
  precision: number;
  /** Dimension 0 has the biases; the others are factors. */
  readonly dimensions: readonly Dimension[];
  /** float64 [ratings]: rating − prediction, in the order of the ratings by user. */
  readonly residuals: Float64Array;
}

/** The ratings as one side walks them. */
export interface Side {
  readonly rows: number;
  /** int32 [rows + 1] */
  readonly pointers: Int32Array;
  /** int32 [ratings]: the row of the other side. */
  readonly others: Int32Array;
  /** int32 [ratings]: where the rating's residual is. */
  readonly places: Int32Array;
  /** float64 [rows]: 1 / √ratings. */
  readonly share: Float64Array;
  /** float64 [rows] of ones: what dimension 0 is multiplied with. */
  readonly ones: Float64Array;
}

/** The ratings as one side walks them; without places they lie in the order of the residuals. */
export function sideOf(pointers: Int32Array, others: Int32Array, places: Int32Array | null): Side {
  const rows = pointers.length - 1;
  const share = Float64Array.from({ length: rows }, (_, row) => {
    return 1 / Math.sqrt(Math.max(1, pointers[row + 1] - pointers[row]));
  });
  const ones = new Float64Array(rows).fill(1);
  return { rows, pointers, others, places: places ?? others.map((_, at) => at), share, ones };
}

/** The same ratings by item, by counting sort: users ascend within an item. */
export function itemSide({ rows, columns, pointers, indices }: Csr): Side {
  const itemPointers = new Int32Array(columns + 1);
  for (const item of indices) itemPointers[item + 1]++;
  for (let item = 0; item < columns; item++) itemPointers[item + 1] += itemPointers[item];
  const next = itemPointers.slice(0, columns);
  const others = new Int32Array(indices.length);
  const places = new Int32Array(indices.length);
  for (let user = 0; user < rows; user++) {
    for (let entry = pointers[user]; entry < pointers[user + 1]; entry++) {
      const to = next[indices[entry]]++;
      others[to] = user;
      places[to] = entry;
    }
  }
  return sideOf(itemPointers, others, places);
}

/** Biases start at zero, factors at small random values, the mean at the ratings' own. */
export function startChain(
  { values, indices }: Csr,
  users: Side,
  items: Side,
  { k, random }: { k: number; random: Random },
): Chain {
  const mean = values.reduce((sum, rating) => sum + rating, 0) / values.length;
  const dimensions = Array.from({ length: k + 1 }, (_, at) => ({
    users: startHalf(users, items, at === 0 ? 0 : START_SPREAD, random),
    items: startHalf(items, users, at === 0 ? 0 : START_SPREAD, random),
  }));
  const residuals = Float64Array.from(values, (rating) => rating - mean);
  for (const { users: user, items: item } of dimensions.slice(1)) {
    for (let row = 0; row < users.rows; row++) {
      for (let entry = users.pointers[row]; entry < users.pointers[row + 1]; entry++) {
        residuals[entry] -= user.value[row] * item.value[indices[entry]];
      }
    }
  }
  return { mean, precision: 1, dimensions, residuals };
}

function startHalf(side: Side, other: Side, spread: number, random: Random): Half {
  const own = Float64Array.from({ length: side.rows }, () => spread * random.normal());
  const seen = Float64Array.from({ length: other.rows }, () => spread * random.normal());
  const value = own.map((start, row) => {
    let sum = 0;
    for (let at = side.pointers[row]; at < side.pointers[row + 1]; at++) sum += seen[side.others[at]];
    return start + side.share[row] * sum;
  });
  const prior = () => ({ mean: 0, precision: 1 });
  return { own, seen, value, ownPrior: prior(), seenPrior: prior() };
}
