// How far apart two distributions over the same bins are, by four measures. Counts in, numbers out; what the bins mean is
// features.ts's, and what is too far is a policy's. Checked against scipy (bench/drift-oracle.py).

/** Added to every bin of both sides (Jeffreys): an empty bin is rare, not impossible, so the figures stay finite. */
const SMOOTHING = 0.5;

/** Distances of a recent distribution from that of training. The first three are in nats and of smoothed shares. */
export interface Divergences {
  /** Kullback-Leibler divergence of recent from training: Σ p·ln(p/q) (Kullback and Leibler 1951). */
  kullback_leibler: number;
  /** Population stability index: Σ (p − q)·ln(p/q), both directions at once. */
  population_stability: number;
  /** Jensen-Shannon divergence, at most ln 2 (Lin 1991). */
  jensen_shannon: number;
  /** Largest distance of the two cumulated shares, unsmoothed; null where bins have no order. */
  kolmogorov_smirnov: number | null;
}

/** Shares of smoothed counts; they add up to 1. */
export function smoothedShares(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count + SMOOTHING, 0);
  return counts.map((count) => (count + SMOOTHING) / total);
}

/**
 * @param recent counts by bin, some of them above 0; @param training the same bins
 * @throws RangeError for no bins, or for bins that do not match
 */
export function divergencesOf(
  recent: Float64Array,
  training: Float64Array,
  { isOrdered }: { isOrdered: boolean },
): Divergences {
  if (recent.length === 0 || recent.length !== training.length) {
    throw new RangeError(`${recent.length} bins cannot be held against ${training.length}`);
  }
  const [p, q] = [smoothedShares(recent), smoothedShares(training)];
  const middle = p.map((share, bin) => (share + q[bin]) / 2);
  return {
    kullback_leibler: relativeEntropy(p, q),
    population_stability: relativeEntropy(p, q) + relativeEntropy(q, p),
    jensen_shannon: (relativeEntropy(p, middle) + relativeEntropy(q, middle)) / 2,
    kolmogorov_smirnov: isOrdered ? largestGap(recent, training) : null,
  };
}

/** Never below 0 by more than rounding, which is cut. */
function relativeEntropy(p: Float64Array, q: Float64Array): number {
  return Math.max(
    0,
    p.reduce((sum, share, bin) => sum + share * Math.log(share / q[bin]), 0),
  );
}

function largestGap(recent: Float64Array, training: Float64Array): number {
  const totals = [recent, training].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  let [one, other, gap] = [0, 0, 0];
  for (let bin = 0; bin < recent.length; bin++) {
    one += recent[bin];
    other += training[bin];
    gap = Math.max(gap, Math.abs(one / totals[0] - other / totals[1]));
  }
  return gap;
}
