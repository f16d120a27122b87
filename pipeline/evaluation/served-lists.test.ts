// What is judged is what is served, and what each serving option does to the figures.

import { describe, expect, it } from 'vitest';
import { userPointers } from '../data/interactions.ts';
import { createRandom } from '../random.ts';
import { ials } from '../recommenders/ials.ts';
import { itemKnn } from '../recommenders/item-knn.ts';
import { silent } from '../reporter.ts';
import { filmFacts } from '../serving/films.ts';
import type { RankingModel } from '../serving/models.ts';
import { AS_JUDGED, type ServingOptions } from '../serving/options.ts';
import { createRecommender } from '../serving/recommend.ts';
import { listsOf } from './lists.ts';
import { freezeGround } from './protocol.ts';
import { type MetricTable, rankingFigures } from './ranking-figures.ts';
import { batchOf, type Line } from './sample.ts';

const FILMS = 90;
const K = 8;
const context = { threads: 1, seed: 1, reporter: silent };
const idOf = (film: number) => `i${String(film).padStart(2, '0')}`;
const genresOf = (film: number) => [
  ['Comedy', 'War', 'Drama'][film % 3],
  ['Crime', 'Musical', 'Romance', 'Western', 'Fantasy'][film % 5],
];

/** People with one of three tastes; films of low numbers are popular. */
function world() {
  const random = createRandom(8);
  const lines = new Map<string, Line>();
  for (let at = 0; at < 3000; at++) {
    const user = random.integer(80);
    const film = Math.floor(FILMS * (random.integer(1000) / 1000) ** 2);
    const likes = film % 3 === user % 3 ? 4 + random.integer(2) : 1 + random.integer(4);
    lines.set(`${user} ${film}`, [`u${String(user).padStart(2, '0')}`, idOf(film), likes, at]);
  }
  const films = Array.from({ length: FILMS }, (_, film) => ({
    item_id: idOf(film),
    year: 2020 - (film % 40),
    genres: genresOf(film),
  }));
  const genres = new Map(films.map((film) => [film.item_id, film.genres]));
  const rules = { asOf: 3000, testFraction: 0.3, positiveRating: 4, k: K, genres };
  return { ground: freezeGround([batchOf([...lines.values()])], rules), films };
}

const { ground, films } = world();
const { train } = ground;
const pointers = userPointers(train);

/** Lists as they are served to the people who are judged. */
function served(model: RankingModel, options: Partial<ServingOptions>) {
  const facts = filmFacts(model.itemIds, films);
  const recommend = createRecommender(model, facts, { ...AS_JUDGED, length: K, ...options });
  const items = new Int32Array(ground.users.ranking.length * K).fill(-1);
  ground.users.ranking.forEach(({ user }, person) => {
    const told = Array.from({ length: pointers[user + 1] - pointers[user] }, (_, n) => {
      const entry = pointers[user] + n;
      return { item: train.item[entry], rating: train.rating[entry], opinion: train.opinion[entry] };
    });
    const list = recommend(told).films.map(({ item }) => item);
    items.set(list, person * K);
  });
  return { items, k: K };
}

const figures = (model: RankingModel, options: Partial<ServingOptions>): MetricTable =>
  rankingFigures(served(model, options), ground).metrics;
const rising = (values: number[]) => values.every((value, n) => n === 0 || value > values[n - 1]);

describe.each([ials, itemKnn])('lists of $name', (algorithm) => {
  it('are judged exactly as they are served', async () => {
    const { model } = await algorithm.train(train, {}, context);
    expect(ground.users.ranking.length).toBeGreaterThan(50);
    expect(served(model, {})).toEqual(await listsOf(model, ground, context));
  });

  it('grow more various in their genres with diversity, and pay for it in NDCG', async () => {
    const { model } = await algorithm.train(train, {}, context);
    const tables = [0, 0.3, 0.6].map((diversity) => figures(model, { diversity }));
    expect(rising(tables.map((table) => table[`diversity_at_${K}`]))).toBe(true);
    expect(tables[2][`ndcg_at_${K}`]).toBeLessThan(tables[0][`ndcg_at_${K}`]);
  });

  it('are less novel the less of them is personal', async () => {
    const { model } = await algorithm.train(train, {}, context);
    const tables = [0, 0.4, 1].map((personalShare) => figures(model, { personalShare }));
    expect(rising(tables.map((table) => table[`novelty_at_${K}`]))).toBe(true);
  });
});
