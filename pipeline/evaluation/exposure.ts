// What all lists together are like: how much of the catalogue they show, how evenly, and how far they differ from
// person to person. Not about any one person, so people cannot be paired on these figures and they have no interval.

import type { Lists } from './metrics.ts';

/** In how many lists each item stands; float64 [universe]. */
export function exposureOf({ items }: Lists, universe: number): Float64Array {
  const exposure = new Float64Array(universe);
  for (const item of items) if (item >= 0) exposure[item]++;
  return exposure;
}

/**
 * Catalogue coverage: share of the item universe that stands in at least one list (Ge, Delgado-Battenfeld, Jannach,
 * "Beyond accuracy", RecSys 2010). It grows with the number of people: compare it among equal people only.
 * @throws RangeError for an empty universe
 */
export function catalogueCoverage(exposure: Float64Array): number {
  if (exposure.length === 0) throw new RangeError('A share of 0 items is undefined');
  let shown = 0;
  for (const lists of exposure) if (lists > 0) shown++;
  return shown / exposure.length;
}

/**
 * Gini coefficient of exposure: Σ (2j − n − 1) · share of item j / (n − 1), items by ascending exposure (Shani and
 * Gunawardana, "Evaluating Recommendation Systems", 2011). 0 = every item is shown equally often, 1 = one alone is.
 * @returns null where nothing was shown, or there is one item: there is nothing to be uneven
 */
export function exposureGini(exposure: Float64Array): number | null {
  const n = exposure.length;
  let shown = 0;
  let weighted = 0;
  exposure.toSorted().forEach((lists, j) => {
    shown += lists;
    weighted += (2 * (j + 1) - n - 1) * lists;
  });
  return n < 2 || shown === 0 ? null : weighted / ((n - 1) * shown);
}

/**
 * Personalisation: 1 − the mean over all pairs of people of (items both lists hold) / k (Zhou et al., "Solving the
 * apparent diversity-accuracy dilemma of recommender systems", PNAS 2010). Exact without going through the pairs: an
 * item that stands in c lists is shared by c·(c − 1) / 2 of them.
 * @returns null with fewer than two people
 */
export function personalisation(exposure: Float64Array, { items, k }: Lists): number | null {
  const people = items.length / k;
  if (people < 2) return null;
  let shared = 0;
  for (const lists of exposure) shared += (lists * (lists - 1)) / 2;
  return 1 - shared / ((people * (people - 1)) / 2) / k;
}
