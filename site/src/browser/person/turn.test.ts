import { expect, it } from 'vitest';
import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { AS_JUDGED } from '#pipeline/serving/options.ts';
import { packModel } from '#pipeline/serving/pack-model.ts';
import { recommend } from '#pipeline/serving/recommend.ts';
import { sampleFilms, sampleNeighbours } from '#pipeline/serving/sample-model.fixture.ts';
import { AS_PUBLISHED } from '../../people/tuning.ts';
import { worldOf } from '../home/world.ts';
import { createTurner, type ToldEntry } from './turn.ts';
import { pickShares } from './why.ts';

const model = sampleNeighbours();
const ids = model.itemIds;
const genres = [...new Set(sampleFilms.flatMap((film) => film.genres))];
const list: ModelFilms = {
  format: 1,
  run: 'r',
  items: ids.length,
  item_ids: [...ids],
  titles: [...ids],
  years: ids.map((id) => sampleFilms.find(({ item_id }) => item_id === id)?.year ?? null),
  slugs: [...ids],
  genre_names: genres,
  genres: ids.map((id) =>
    (sampleFilms.find(({ item_id }) => item_id === id)?.genres ?? []).map((name) => genres.indexOf(name)),
  ),
  people: ids.map(() => 1),
  available: ids.map((id) => (sampleFilms.some(({ item_id }) => item_id === id) ? 1 : 0)),
};
const world = worldOf(packModel(model).bytes, list);
const told: ToldEntry[] = [0, 3, 7].map((row, n) => ({
  item_id: ids[row],
  rating: n === 0 ? null : 5,
  opinion: n === 0 ? 'love' : null,
  day: '',
}));
const turn = createTurner(world, told, new Map([[ids[1], { rating: 4.2, low: 3.1, high: 4.9 }]]));
const rows = (tuning: Parameters<typeof turn>[0]) =>
  turn(tuning).recommendations.map(({ item_id }) => item_id);

it('from their ratings alone is the list that serving makes, with reasons from what they like', () => {
  const served = recommend(
    world.model,
    told.map(({ rating, opinion }, n) => ({
      item: [0, 3, 7][n],
      rating: rating ?? Number.NaN,
      opinion: opinion ? 2 : 0,
    })),
    world.facts,
    AS_JUDGED,
  );
  expect(rows(AS_PUBLISHED)).toEqual(served.films.map(({ item }) => ids[item]));
  const because = turn(AS_PUBLISHED).recommendations.flatMap((film) =>
    film.because.map(({ item_id }) => item_id),
  );
  expect(because.length).toBeGreaterThan(0);
  expect(told.map(({ item_id }) => item_id)).toEqual(expect.arrayContaining(because));
});

it('mixed to nothing of theirs is in the order of what is popular; year and variety change the order', () => {
  expect(turn({ mix: 0, variety: 0, fresh: 0 }).personal).toBe(0);
  expect(turn({ mix: 80, variety: 0, fresh: 0 }).personal).toBeCloseTo(0.8 * (3 / 8), 9);
  expect(rows({ mix: null, variety: 0, fresh: 100 })).not.toEqual(rows(AS_PUBLISHED));
  expect(rows({ mix: null, variety: 100, fresh: 0 })).not.toEqual(rows(AS_PUBLISHED));
});

it('shares of picks sum to the whole score, and there are none of a film nobody knows', () => {
  const target = rows(AS_PUBLISHED)[0];
  const shares = pickShares(world, [ids[0], ids[3], 'nobody knows it'], target);
  expect(shares.length).toBe(2);
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(pickShares(world, [ids[0]], 'nobody knows it')).toEqual([]);
});
