import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeGround, protocolIds, shareSeen } from './protocol.ts';
import { batchOf, type Line } from './sample.ts';

const OPTIONS = { asOf: 1000, testFraction: 0.2, positiveRating: 4, k: 10 };

const freeze = (lines: readonly Line[], options: Partial<typeof OPTIONS> = {}) =>
  freezeGround([batchOf(lines)], { ...OPTIONS, ...options });

/** Ten pairs, one an instant; the fifth of them that judges is ann's f9 and bob's f2. */
const TEN: Line[] = [
  ['ann', 'f1', 5, 1],
  ['ann', 'f2', 3, 2],
  ['bob', 'f1', 4, 3],
  ['bob', 'f3', 1, 4],
  ['cat', 'f1', 5, 5],
  ['cat', 'f2', 5, 6],
  ['cat', 'f3', 5, 7],
  ['ann', 'f3', 2, 8],
  ['ann', 'f9', 5, 9],
  ['bob', 'f2', 4, 10],
];

describe('the protocol ids', () => {
  it('spell every choice', () => {
    expect(protocolIds({ testFraction: 0.1, positiveRating: 4, k: 10 })).toEqual({
      ranking:
        'global-time/v1;test=0.1;mask=train;positive=rating>=4,thumb_up,love;users=known-with-positive;' +
        'universe=train-items;new-items=miss;k=10;ideal=min(k,rel);ties=index',
      rating:
        'global-time/v1;test=0.1;mask=train;ratings=all-unmasked;users=all;new-user=model;new-item=model;clip=scale',
    });
  });

  it('differ when a choice differs', () => {
    const ids = [0.1, 0.2].flatMap((testFraction) =>
      [3.5, 4].flatMap((positiveRating) =>
        [5, 10].map((k) => protocolIds({ testFraction, positiveRating, k }).ranking),
      ),
    );
    expect(new Set(ids).size).toBe(8);
  });
});

describe('the cut', () => {
  it('leaves the newest share of the pairs to judge', () => {
    const { cut, train, test } = freeze(TEN);
    expect(cut).toBe(8);
    expect([train.item.length, test.item.length]).toEqual([8, 2]);
  });

  it('keeps pairs of one instant together, on the training side', () => {
    const together = TEN.map(([user, item, signal, at]): Line => [user, item, signal, Math.min(at, 8)]);
    const { train, test, users } = freeze(together);
    expect([train.item.length, test.item.length]).toEqual([10, 0]);
    expect(users).toEqual({ ranking: [], rating: [] });
  });

  it('does not see what came after as-of', () => {
    const later: Line[] = [...TEN, ['ann', 'f2', 5, 1001], ['dan', 'f1', 5, 2000]];
    expect(freeze(later).sha256).toBe(freeze(TEN).sha256);
  });

  it('is about the newest judgement only when there are few pairs', () => {
    expect(freeze(TEN, { testFraction: 0.01 }).test.item.length).toBe(1);
    expect(freeze(TEN, { testFraction: 0.99 }).train.item.length).toBe(1);
  });
});

describe('who is judged', () => {
  const idsOf = (lines: Line[]) => {
    const { train, test, users } = freeze(lines);
    return {
      ranking: users.ranking.map(({ user }) => train.userIds[user]),
      rating: users.rating.map(({ user, entries }) => [
        user < 0 ? null : train.userIds[user],
        [...entries].map((entry) => test.itemIds[test.item[entry]]),
      ]),
    };
  };
  /** Eight pairs before the cut, then the given two. */
  const then = (...last: [Line, Line]): Line[] => [...TEN.slice(0, 8), ...last];

  it('is everybody known who went on to prefer something', () => {
    expect(idsOf(TEN).ranking).toEqual(['ann', 'bob']);
    expect(idsOf(then(['ann', 'f9', 3.5, 9], ['bob', 'f2', 'love', 10])).ranking).toEqual(['bob']);
    expect(idsOf(then(['ann', 'f9', 'thumb_up', 9], ['bob', 'f2', 'thumb_down', 10])).ranking).toEqual([
      'ann',
    ]);
  });

  it('is not a newcomer on ranking, but on ratings', () => {
    const judged = idsOf(then(['dan', 'f1', 5, 9], ['bob', 'f2', 4, 10]));
    expect(judged.ranking).toEqual(['bob']);
    expect(judged.rating).toEqual([
      ['bob', ['f2']],
      [null, ['f1']],
    ]);
  });

  it('masks a pair that was known before the cut, on both heads', () => {
    const judged = idsOf(then(['ann', 'f2', 5, 9], ['bob', 'f2', 4, 10]));
    expect(judged).toEqual({ ranking: ['bob'], rating: [['bob', ['f2']]] });
  });

  it('has what they went on to prefer, new items as rows beyond the training items', () => {
    const { train, users } = freeze(TEN);
    const [ann, bob] = users.ranking.map(({ relevant }) => [...relevant]);
    expect(ann[0]).toBeGreaterThanOrEqual(train.itemIds.length);
    expect(bob.map((item) => train.itemIds[item])).toEqual(['f2']);
  });
});

describe('the ground hash', () => {
  const line = fc.tuple(
    fc.constantFrom('ann', 'bob', 'cat'),
    fc.constantFrom('f1', 'f2', 'f3', 'f4'),
    fc.constantFrom<Line[2]>(1, 4, 5, 'love', 'thumb_down', 'undo'),
    fc.integer({ min: 0, max: 40 }),
  );

  it('does not depend on how lines are dealt into batches, on their order, or on repeats', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.array(fc.nat({ max: 30 })),
        fc.nat({ max: 30 }),
        (drawn, repeats, at) => {
          // One pair that no undo reaches, so that there is something to split.
          const lines: Line[] = [['zoe', 'f1', 5, 0], ...drawn];
          const again = repeats.flatMap((i) => (i < lines.length ? [lines[i]] : []));
          const dealt = [lines.slice(at).reverse(), again, lines.slice(0, at)].map(batchOf);
          const one = freezeGround([batchOf(lines)], OPTIONS);
          const other = freezeGround(dealt, OPTIONS);
          expect(other.sha256).toBe(one.sha256);
          expect(other.users).toEqual(one.users);
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });

  it.each<[string, Line]>([
    ['a rating', ['bob', 'f2', 5, 10]],
    ['an instant', ['bob', 'f2', 4, 11]],
    ['an item', ['bob', 'f4', 4, 10]],
    ['a person', ['eve', 'f2', 4, 10]],
    ['a thumb in place of a rating', ['bob', 'f2', 'thumb_up', 10]],
  ])('changes with %s', (_, last) => {
    expect(freeze([...TEN.slice(0, 9), last]).sha256).not.toBe(freeze(TEN).sha256);
  });

  it('changes with a stronger thumb', () => {
    const [up, love] = (['thumb_up', 'love'] as const).map(
      (thumb) => freeze([...TEN.slice(0, 9), ['bob', 'f2', thumb, 10]]).sha256,
    );
    expect(up).not.toBe(love);
  });

  it('changes with the genres that diversity is measured by', () => {
    const hashes = [['Drama'], ['Comedy'], ['Comedy', 'Drama'], ['Drama', 'Comedy']].map(
      (genres) => freezeGround([batchOf(TEN)], { ...OPTIONS, genres: new Map([['f1', genres]]) }).sha256,
    );
    expect(new Set([...hashes, freeze(TEN).sha256]).size).toBe(4);
    expect(hashes[2]).toBe(hashes[3]);
  });
});

describe('a model that was trained past the cut', () => {
  it('is found by the share of the judging pairs it has seen', () => {
    const ground = freeze(TEN);
    expect([8, 9, 10].map((until) => shareSeen(ground, until))).toEqual([0, 0.5, 1]);
    expect(shareSeen(freeze(TEN.slice(0, 1)), 5)).toBeNull();
  });
});

describe('what cannot be frozen', () => {
  it('is a world without interactions up to as-of', () => {
    expect(() => freezeGround([], OPTIONS)).toThrow(
      'there are no interactions up to 1970-01-01T00:00:01.000Z',
    );
    expect(() => freeze(TEN, { asOf: 0 })).toThrow('no interactions');
  });

  it.each([
    [{ testFraction: 0 }, 'testFraction is 0. Legal: 0 < share < 1.'],
    [{ testFraction: Number.NaN }, 'testFraction is NaN'],
    [{ k: 2.5 }, 'k is 2.5'],
    [{ positiveRating: Number.POSITIVE_INFINITY }, 'positiveRating is Infinity'],
  ])('are parameters out of range: %o', (parameters, message) => {
    expect(() => freeze(TEN, parameters)).toThrow(message);
  });
});
