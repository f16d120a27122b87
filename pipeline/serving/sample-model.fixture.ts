// Small random models for tests. Nothing of the product imports it.

import { createRandom, type Random } from '../random.ts';
import type { FilmInfo } from './films.ts';
import type { FactorModel, HistoryEntry, NeighbourModel, RatingModel } from './models.ts';

/** The same model every time: 50 items, 6 factors. */
export function sampleModel(over: Partial<FactorModel> = {}): FactorModel {
  const random = createRandom(3);
  const items = 50;
  const k = 6;
  return {
    kind: 'factors',
    itemIds: Array.from({ length: items }, (_, i) => `film-${String(i).padStart(3, '0')}`),
    popularity: Float32Array.from({ length: items }, (_, i) => 1 + ((i * 17) % items)),
    k,
    factors: Float32Array.from({ length: items * k }, () => random.normal() * 0.3),
    unobservedWeight: 0.1,
    regularisation: 0.02,
    frequencyExponent: 1,
    positiveRating: 4,
    weighting: null,
    ...over,
  };
}

/** Four preferences of one person in it. */
export const sampleHistory: HistoryEntry[] = [
  { item: 3, weight: 1 },
  { item: 17, weight: 4 },
  { item: 40, weight: 3 },
  { item: 41, weight: 1 },
];

/** A quarter of all pairs, of either sign, over the same 50 items. */
export function sampleNeighbours(): NeighbourModel {
  const { itemIds, popularity, positiveRating } = sampleModel();
  const random = createRandom(5);
  const rows = itemIds.map((_, item) =>
    itemIds
      .map((_, other) => other)
      .filter((other) => other !== item && random.uniform() < 0.25)
      .map((other) => ({ other, weight: random.normal() * 0.2 })),
  );
  const pointers = new Int32Array(itemIds.length + 1);
  rows.forEach((row, item) => {
    pointers[item + 1] = pointers[item] + row.length;
  });
  return {
    kind: 'neighbours',
    itemIds,
    popularity,
    pointers,
    indices: Int32Array.from(rows.flat(), ({ other }) => other),
    weights: Float32Array.from(rows.flat(), ({ weight }) => weight),
    positiveRating,
  };
}

/** Its films: three genres in turn, years from 1970 to 2019; the last has neither. */
export const sampleFilms: FilmInfo[] = sampleModel().itemIds.map((item_id, item) => ({
  item_id,
  year: item === 49 ? null : 1970 + item,
  genres: item === 49 ? [] : [['Comedy', 'Drama', 'Western'][item % 3]],
}));

/** A model of ratings that knows how uncertain it is. */
export function sampleRating(random: Random, items: number, k: number): RatingModel {
  const normals = (length: number) => Float32Array.from({ length }, () => 0.4 * random.normal());
  return {
    kind: 'rating',
    itemIds: Array.from({ length: items }, (_, i) => `film-${i}`),
    mean: 3.2,
    itemBias: normals(items),
    k,
    factors: normals(items * k),
    biasRegularisation: 3,
    factorRegularisation: 1,
    scale: { min: 0.5, max: 5 },
    uncertainty: {
      noise: 0.5,
      itemBias: normals(items).map(Math.abs),
      factors: normals(items * k).map(Math.abs),
    },
  };
}
