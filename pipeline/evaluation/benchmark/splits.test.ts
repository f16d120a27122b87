import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldInteractions, type Interactions } from '../../data/interactions.ts';
import { batchOf, type Line } from '../sample.ts';
import { newestOfEach, PART, perUserParts, randomFolds, takeEntries } from './splits.ts';

const line = fc.tuple(
  fc.constantFrom('ann', 'bob', 'cat', 'dan'),
  fc.integer({ min: 10, max: 60 }).map((n) => `f${n}`),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 0, max: 30 }),
) as fc.Arbitrary<Line>;
const worlds = fc
  .array(line, { minLength: 1, maxLength: 120 })
  .map((lines) => foldInteractions([batchOf(lines)]));

/** The pairs as text, in order. */
function pairs({ userIds, itemIds, user, item, rating, timestamp }: Interactions): string[] {
  return [...user].map(
    (u, entry) => `${userIds[u]} ${itemIds[item[entry]]} ${rating[entry]} ${timestamp[entry]}`,
  );
}

const part = (data: Interactions, parts: Uint8Array, wanted: number) =>
  takeEntries(data, (entry) => parts[entry] === wanted);

describe('taking entries', () => {
  it('parts the pairs without loss, and keeps only people and items that occur', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (data, seed) => {
        const folds = randomFolds(data, { folds: 3, seed });
        const taken = [0, 1, 2].map((fold) => part(data, folds, fold));
        expect(taken.flatMap(pairs).sort()).toEqual(pairs(data).sort());
        for (const { userIds, itemIds, user, item } of taken) {
          expect([...new Set(user)].sort((a, b) => a - b)).toEqual([...userIds.keys()]);
          expect([...new Set(item)].sort((a, b) => a - b)).toEqual([...itemIds.keys()]);
          expect([...itemIds]).toEqual([...itemIds].sort());
        }
      }),
      { seed: 42 },
    );
  });
});

describe('random folds', () => {
  it('are as large as one another, the same by seed and others by another', () => {
    const data = foldInteractions([
      batchOf(Array.from({ length: 101 }, (_, i): Line => [`u${i % 7}`, `f${i}`, 4, i])),
    ]);
    const folds = randomFolds(data, { folds: 5, seed: 1 });
    const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((each) => each === fold).length);
    expect(sizes).toEqual([21, 20, 20, 20, 20]);
    expect(randomFolds(data, { folds: 5, seed: 1 })).toEqual(folds);
    expect(randomFolds(data, { folds: 5, seed: 2 })).not.toEqual(folds);
  });
});

describe('a split within each person', () => {
  it('judges by a tenth of each, rounded, and sets as many aside', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (data, seed) => {
        const parts = perUserParts(data, { seed });
        data.userIds.forEach((_, person) => {
          const mine = parts.filter((_, entry) => data.user[entry] === person);
          const tenth = Math.round(mine.length / 10);
          const count = (wanted: number) => mine.filter((each) => each === wanted).length;
          expect([count(PART.test), count(PART.valid)]).toEqual([tenth, tenth]);
        });
        expect(perUserParts(data, { seed })).toEqual(parts);
      }),
      { seed: 42 },
    );
  });

  it('is another one by another seed', () => {
    const data = foldInteractions([
      batchOf(Array.from({ length: 60 }, (_, i): Line => ['ann', `f${i}`, 4, i])),
    ]);
    expect(perUserParts(data, { seed: 1 })).not.toEqual(perUserParts(data, { seed: 2 }));
  });
});

describe('holding out the newest', () => {
  it('takes one a person, none from who has but one, of one instant the last by item', () => {
    const data = foldInteractions([
      batchOf([
        ['ann', 'f1', 5, 9],
        ['ann', 'f2', 5, 1],
        ['bob', 'f1', 5, 3],
        ['cat', 'f1', 5, 4],
        ['cat', 'f3', 5, 4],
      ]),
    ]);
    expect(pairs(part(data, newestOfEach(data), 1))).toEqual(['ann f1 5 9', 'cat f3 5 4']);
  });
});
