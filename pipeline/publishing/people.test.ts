import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeighbourModel } from '../serving/models.ts';
import { createPersonView } from './people.ts';
import {
  COMING,
  FILMS,
  interactionsOf,
  MODELLED,
  modelsOf,
  type Told,
  UNKNOWN,
} from './publishing.fixture.ts';

const catalogue = new Set(FILMS.map(({ item_id }) => item_id));
const available = FILMS.filter(({ item_id }) => item_id !== COMING);
const histories: fc.Arbitrary<Told[]> = fc.array(
  fc.record({
    user: fc.constantFrom('ann', 'bob', 'cem'),
    item: fc.constantFrom(...FILMS.map(({ item_id }) => item_id)),
    signal: fc.constantFrom('rating', 'love', 'thumb_up', 'thumb_down', 'not_interested', 'undo'),
    rating: fc.constantFrom(0.5, 3.5, 4, 5),
    daysAgo: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 20 },
);

function peopleOf(told: readonly Told[], seed = 1, models = modelsOf(MODELLED, seed)) {
  const interactions = interactionsOf(told);
  const view = createPersonView(interactions, models, { catalogue, available });
  return interactions.userIds.map((_, row) => view(row));
}

/** Models of these films, the ranking one with a single factor: its sign is all the taste there is. */
function modelsOnALine(factors: Record<string, number>) {
  const models = modelsOf(Object.keys(factors));
  return {
    ...models,
    ranking: { ...models.ranking, k: 1, factors: Float32Array.from(Object.values(factors)) },
  };
}

const itemsOf = (list: readonly { item_id: string }[]) => list.map(({ item_id }) => item_id);

describe('what is published of a person', () => {
  it('recommends each film once, none that they touched and none that is not there yet', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 9 }), (told, seed) => {
        for (const { history, recommendations } of peopleOf(told, seed)) {
          const shown = itemsOf(recommendations);
          const touched = itemsOf(history);
          const rest = MODELLED.filter((id) => id !== COMING && !touched.includes(id));
          expect(shown.toSorted()).toEqual(rest.toSorted());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives at most three reasons from what they liked, largest first', () => {
    let reasons = 0;
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 9 }), (told, seed) => {
        for (const { history, recommendations } of peopleOf(told, seed)) {
          const liked = history.filter(({ rating, opinion }) =>
            opinion === null ? (rating ?? 0) >= 4 : opinion === 'love' || opinion === 'thumb_up',
          );
          for (const { because } of recommendations) {
            reasons += because.length;
            const shares = because.map(({ share }) => share);
            expect(because.length).toBeLessThanOrEqual(3);
            expect(itemsOf(liked)).toEqual(expect.arrayContaining(itemsOf(because)));
            expect(shares.every((share) => share >= 0)).toBe(true);
            expect(shares).toEqual(shares.toSorted((a, b) => b - a));
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(reasons).toBeGreaterThan(100);
  });

  it('gives a reason more than all of a score only where another film speaks against it', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 9 }), (told, seed) => {
        for (const { history, recommendations } of peopleOf(told, seed)) {
          for (const { because } of recommendations) {
            const total = because.reduce((sum, { share }) => sum + share, 0);
            const isWhole = because.length < 3 && because.length === history.length;
            if (isWhole) expect(total).toBeCloseTo(1, 3);
            if (because.some(({ share }) => share > 1))
              expect(history.length).toBeGreaterThan(because.length);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives what speaks for a film as its reasons, largest first, also where more speaks against it', () => {
    const [bob] = peopleOf(
      ['f1', 'f3'].map((item) => ({ user: 'bob', item, signal: 'rating', rating: 4, daysAgo: 0 })),
      0,
      modelsOnALine({ f1: 1, f3: -3, f4: 1, f5: -1 }),
    );
    // What a film of the same sign says is for it: f1 for f4, though f3 weighs three times as much.
    expect(bob.recommendations.map(({ item_id, score, because }) => [item_id, score > 0, because])).toEqual([
      ['f5', true, [{ item_id: 'f3', share: 1.5 }]],
      ['f4', false, [{ item_id: 'f1', share: 0.5 }]],
    ]);
  });

  it('tells the history newest first, with the newest opinion and rating', () => {
    const [ann] = peopleOf([
      { user: 'ann', item: 'f1', signal: 'rating', rating: 2, daysAgo: 9 },
      { user: 'ann', item: 'f1', signal: 'thumb_up', daysAgo: 8 },
      { user: 'ann', item: UNKNOWN, signal: 'rating', rating: 4.5, daysAgo: 1 },
      { user: 'ann', item: 'f2', signal: 'not_interested', daysAgo: 3 },
    ]);
    expect(ann.history).toEqual([
      { item_id: UNKNOWN, rating: 4.5, opinion: null, day: '2026-04-30' },
      { item_id: 'f2', rating: null, opinion: 'not_interested', day: '2026-04-28' },
      { item_id: 'f1', rating: 2, opinion: 'thumb_up', day: '2026-04-23' },
    ]);
  });

  it('shows what is popular to somebody who liked nothing the model knows', () => {
    const [ann] = peopleOf([{ user: 'ann', item: 'f1', signal: 'thumb_down', daysAgo: 1 }]);
    expect(ann.basis).toBe('popular');
    expect(itemsOf(ann.recommendations)).toEqual(['f2', 'f3', 'f4', 'f5', 'f6', 'f7']);
  });

  it('tells no history of somebody whose films have all left the catalogue, and still has a list for them', () => {
    const interactions = interactionsOf([
      { user: 'ann', item: 'f1', signal: 'rating', rating: 5, daysAgo: 1 },
    ]);
    const left = new Set(itemsOf(FILMS).filter((id) => id !== 'f1'));
    const shown = { catalogue: left, available: available.filter(({ item_id }) => left.has(item_id)) };
    const ann = createPersonView(interactions, modelsOf(MODELLED), shown)(0);
    expect(ann).toMatchObject({ interactions: 0, history: [] });
    expect(itemsOf(ann.recommendations).toSorted()).toEqual(['f2', 'f3', 'f4', 'f5', 'f6', 'f7']);
  });

  it('is personal after one preference', () => {
    const [ann] = peopleOf([{ user: 'ann', item: 'f1', signal: 'love', daysAgo: 1 }]);
    expect(ann.basis).toBe('personal');
    expect(itemsOf(ann.recommendations[0].because)).toEqual(['f1']);
  });

  it('is personal also where nothing in the history speaks for a film', () => {
    const [ann] = peopleOf(
      [{ user: 'ann', item: 'f1', signal: 'love', daysAgo: 1 }],
      0,
      modelsOnALine({ f1: 1, f3: -3 }),
    );
    expect(ann.recommendations).toMatchObject([{ item_id: 'f3', because: [] }]);
    expect(ann.basis).toBe('personal');
  });

  it('gives the rows of a model of neighbours as reasons, and none beyond their reach', () => {
    const ranking: NeighbourModel = {
      kind: 'neighbours',
      itemIds: ['f1', 'f2', 'f3', 'f4'],
      popularity: Float32Array.of(1, 2, 3, 4),
      pointers: Int32Array.of(0, 1, 2, 2, 2),
      indices: Int32Array.of(2, 2),
      weights: Float32Array.of(0.5, 0.25),
      positiveRating: 4,
    };
    const interactions = interactionsOf([
      { user: 'ann', item: 'f1', signal: 'rating', rating: 5, daysAgo: 2 },
      { user: 'ann', item: 'f2', signal: 'rating', rating: 4, daysAgo: 1 },
    ]);
    const { rating } = modelsOf(ranking.itemIds);
    const ann = createPersonView(interactions, { ranking, rating }, { catalogue, available })(0);
    expect(ann.basis).toBe('personal');
    expect(ann.recommendations).toMatchObject([
      {
        item_id: 'f3',
        score: 0.75,
        because: [
          { item_id: 'f1', share: 0.6667 },
          { item_id: 'f2', share: 0.3333 },
        ],
      },
      { item_id: 'f4', score: 0, because: [] },
    ]);
  });

  it('recommends nothing while there is no champion', () => {
    const interactions = interactionsOf([{ user: 'ann', item: 'f1', signal: 'love', daysAgo: 1 }]);
    const ann = createPersonView(interactions, null, { catalogue, available })(0);
    expect(ann.recommendations).toEqual([]);
    expect(ann.history).toHaveLength(1);
  });
});

describe('the interval of a prediction', () => {
  const TOLD: Told[] = [{ user: 'ann', item: MODELLED[0], signal: 'rating', rating: 4, daysAgo: 1 }];
  const group = (from: number, half_width: number) => ({ from, half_width, ratings: 100, is_own: true });
  const checked = { people: 20, ratings: 100, coverage: 0.8, low: 0.7, high: 0.9, mean_width: 1 };
  const intervals = {
    level: 0.8,
    protocol: 'p',
    groups: [group(0, 9), group(1, 0.25), group(10, 9), group(50, 9)],
    calibrated: { people: 20, ratings: 100 },
    checked,
  };

  it('is as wide as was counted for people who rated as much, and never leaves the scale', () => {
    const [person] = peopleOf(TOLD, 1, { ...modelsOf(MODELLED, 1), intervals } as never);
    const { scale } = modelsOf(MODELLED, 1).rating;
    expect(person.recommendations.length).toBeGreaterThan(0);
    for (const { predicted_rating, rating_interval } of person.recommendations) {
      if (predicted_rating === null) expect(rating_interval).toBeNull();
      else {
        expect(rating_interval?.low).toBeCloseTo(Math.max(scale.min, predicted_rating - 0.25), 1);
        expect(rating_interval?.high).toBeCloseTo(Math.min(scale.max, predicted_rating + 0.25), 1);
      }
    }
  });

  it('is none where nothing tells its width', () => {
    const [person] = peopleOf(TOLD);
    expect(person.recommendations.map(({ rating_interval }) => rating_interval)).toEqual(
      person.recommendations.map(() => null),
    );
  });
});
