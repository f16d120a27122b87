import fc from 'fast-check';
import { expect, it } from 'vitest';
import { silent } from '../reporter.ts';
import type { NeighbourModel, RankingModel } from '../serving/models.ts';
import { listsFor, publication } from './publication.ts';
import {
  catalogueOf,
  FILMS,
  interactionsOf,
  MODELLED,
  modelsOf,
  sourceOf,
  type Told,
  UNKNOWN,
} from './publishing.fixture.ts';

const histories: fc.Arbitrary<Told[]> = fc.array(
  fc.record({
    user: fc.constantFrom('ann', 'bob', 'cem', 'dan'),
    item: fc.constantFrom(...FILMS.map(({ item_id }) => item_id)),
    signal: fc.constantFrom('rating', 'love', 'thumb_up', 'thumb_down', 'not_interested', 'undo'),
    rating: fc.constantFrom(0.5, 3.5, 4, 5),
    daysAgo: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 25 },
);

const NEIGHBOURS: NeighbourModel = {
  kind: 'neighbours',
  itemIds: MODELLED,
  popularity: Float32Array.from(MODELLED, (_, row) => row % 3),
  pointers: Int32Array.from({ length: MODELLED.length + 1 }, (_, row) => Math.min(row, 5) * 2),
  indices: Int32Array.of(1, 2, 0, 4, 3, 6, 2, 5, 0, 1),
  weights: Float32Array.of(0.5, 0.2, 0.5, -0.1, 0.3, 0.3, 0.3, 0.7, 0.1, 0.2),
  positiveRating: 4,
};

function rankings(seed: number): RankingModel[] {
  const { ranking } = modelsOf(MODELLED, seed);
  const { itemIds, popularity, positiveRating } = ranking;
  const parts = [
    { weight: 0.4, model: NEIGHBOURS },
    { weight: 0.6, model: ranking },
  ];
  return [
    ranking,
    NEIGHBOURS,
    { kind: 'popularity', itemIds, popularity },
    { kind: 'blend', itemIds, popularity, parts, positiveRating },
  ];
}

/** Without the film that no model was trained on: where one is placed, serving makes the lists. */
const catalogue = catalogueOf(FILMS.filter(({ item_id }) => item_id !== UNKNOWN));

it('lists made for everybody at once change no published byte', () =>
  fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 9 }), async (told, seed) => {
      const { rating } = modelsOf(MODELLED, seed);
      for (const ranking of rankings(seed)) {
        const champion = { run: 'run_20260501_100000', ranking, rating };
        const source = sourceOf({ interactions: interactionsOf(told), champion, catalogue });
        const lists = await listsFor(source, { threads: 1, reporter: silent });
        expect(lists).not.toBeNull();
        expect(JSON.stringify([...publication(source, lists)])).toBe(
          JSON.stringify([...publication(source)]),
        );
      }
    }),
    { numRuns: 40 },
  ));

it('there are no lists while nobody serves', async () => {
  expect(await listsFor(sourceOf({ champion: null }), { threads: 1, reporter: silent })).toBeNull();
});

it('serving makes the lists where a film was placed since training', async () => {
  expect(await listsFor(sourceOf(), { threads: 1, reporter: silent })).toBeNull();
});
