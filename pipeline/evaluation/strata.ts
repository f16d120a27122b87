// Popularity strata: the catalogue in three parts that each drew a third of the attention. Not a judgement of films.

/** From the most to the least touched. */
export const STRATA = ['head', 'middle', 'tail'] as const;

/**
 * The stratum of each item, as an index into STRATA; uint8 [items]. Items go by the people who touched them, most first
 * and ties by row; the head is where the first third of all interactions lies, the tail where the last third does. Thirds
 * of attention rather than of the catalogue: then a list that follows what people do by themselves holds a third of each,
 * whatever the data (Abdollahpouri et al., "The Unfairness of Popularity Bias in Recommendation", 2019, cut likewise by
 * attention).
 * @param touched people by item in the training data
 */
export function popularityStrata(touched: Float64Array): Uint8Array {
  const order = Int32Array.from(touched.keys()).sort((a, b) => touched[b] - touched[a] || a - b);
  const total = touched.reduce((sum, people) => sum + people, 0);
  const strata = new Uint8Array(touched.length);
  let before = 0;
  for (const item of order) {
    strata[item] = Math.min(STRATA.length - 1, Math.floor((STRATA.length * before) / total));
    before += touched[item];
  }
  return strata;
}
