// How long one visitor's list takes: `node bench/serving.ts`. Made-up factors, as many as large catalogues have; the
// best of several rounds over the same visitors. Fold-in, scores, mix, list; the same code as in a browser.

import { createRandom } from '../pipeline/random.ts';
import { gramMatrix } from '../pipeline/serving/cholesky.ts';
import { filmFacts } from '../pipeline/serving/films.ts';
import type { FactorModel } from '../pipeline/serving/models.ts';
import { AS_JUDGED, type ServingOptions } from '../pipeline/serving/options.ts';
import { createRecommender } from '../pipeline/serving/recommend.ts';

const K = 64;
const HISTORY = 40;
const VISITORS = 50;
const ROUNDS = 7;

function modelOf(items: number): FactorModel {
  const random = createRandom(1);
  return {
    kind: 'factors',
    itemIds: Array.from({ length: items }, (_, item) => `f${item}`),
    popularity: Float32Array.from({ length: items }, (_, item) => Math.ceil(1000 / (1 + item))),
    k: K,
    factors: Float32Array.from({ length: items * K }, () => (random.uniform() - 0.5) / 4),
    unobservedWeight: 0.2,
    regularisation: 0.3,
    frequencyExponent: 0.5,
    positiveRating: 4,
    weighting: null,
  };
}

const CHOICES: readonly (readonly [string, Partial<ServingOptions>])[] = [
  ['as judged', AS_JUDGED],
  ['mixed, the default', {}],
  ['mixed, new and various', { diversity: 0.4, recency: 0.2 }],
];

console.log(
  `One list of 20 from ${HISTORY} ratings, k = ${K}, in milliseconds (best of ${ROUNDS} × ${VISITORS})`,
);
for (const items of [1000, 10_000, 60_000]) {
  const model = modelOf(items);
  const gram = gramMatrix(model.factors, K);
  const genres = ['Comedy', 'Drama'];
  const facts = filmFacts(
    model.itemIds,
    model.itemIds.map((item_id, item) => ({ item_id, year: 1950 + (item % 70), genres })),
  );
  for (const [name, options] of CHOICES) {
    const recommend = createRecommender(model, facts, options, gram);
    const random = createRandom(2);
    const visitors = Array.from({ length: VISITORS }, () =>
      Array.from({ length: HISTORY }, () => ({ item: random.integer(items), rating: 5, opinion: 0 })),
    );
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      for (const told of visitors) recommend(told);
      best = Math.min(best, (performance.now() - started) / VISITORS);
    }
    console.log(`${String(items).padStart(6)} films, ${name.padEnd(23)} ${best.toFixed(3)}`);
  }
}
