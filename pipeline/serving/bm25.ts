// BM25 weights of preferences: the one formula that training and fold-in share.

import type { Bm25Weighting } from './models.ts';

/**
 * The weight a preference counts with (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009): less for an item everybody has, less in a long history.
 * @param weight the preference's own weight, > 0.
 * @param popularity people who prefer the item.
 * @param length preferences in the person's history.
 */
export function bm25Weight(bm25: Bm25Weighting, weight: number, popularity: number, length: number): number {
  const { k1, b, people, averageLength, scale } = bm25;
  const rarity = Math.log(1 + Math.max(0, people - popularity + 0.5) / (popularity + 0.5));
  const damping = k1 * (1 - b + (b * length) / averageLength);
  return (scale * rarity * weight * (k1 + 1)) / (weight + damping);
}
