import { describe, expect, it } from 'vitest';
import type { InteractionRows } from '../../data/interactions.ts';
import { followingGround, rowsBetween } from './following.ts';

const parameters = { testFraction: 0.1, positiveRating: 4, k: 10 };

function rowsOf(told: readonly [user: string, item: string, at: number][]): InteractionRows {
  return {
    user_id: told.map(([user]) => user),
    item_id: told.map(([, item]) => item),
    signal: told.map(() => 'rating'),
    rating: Float64Array.from(told, () => 5),
    timestamp: Float64Array.from(told, ([, , at]) => at),
    event_id: told.map(() => null),
  };
}

const before = rowsOf([
  ['ann', 'a', 1],
  ['bea', 'b', 1],
]);
const during = rowsOf([
  ['ann', 'c', 13],
  ['cay', 'b', 11],
  ['ann', 'b', 12],
  ['cay', 'a', 14],
  ['dan', 'a', 15],
]);

describe('the ground of a following step', () => {
  const ground = followingGround([before], during, parameters);

  it('knows the first half of what each person said in the step, and judges the second', () => {
    const pairs = ({ userIds, itemIds, user, item }: typeof ground.train) =>
      Array.from(user, (each, n) => `${userIds[each]} ${itemIds[item[n]]}`).sort();
    expect(pairs(ground.train)).toEqual(['ann a', 'ann b', 'bea b', 'cay b']);
    expect(pairs(ground.test)).toEqual(['ann c', 'cay a', 'dan a']);
  });

  it('judges newcomers on lists once they have said something, and on ratings at once', () => {
    expect(ground.users.ranking.map(({ user }) => ground.train.userIds[user])).toEqual(['ann', 'cay']);
    expect(ground.users.rating).toHaveLength(3);
  });

  it('has a protocol of its own, so that its figures stand beside no others', () => {
    expect(ground.protocols.ranking).toMatch(/^following-step\/v1;history=first-half;/);
    expect(ground.protocols.rating).toMatch(/^following-step\/v1;history=first-half;/);
  });
});

it('an interval holds its first instant and not its last', () => {
  expect(rowsBetween([before, during], 11, 14).timestamp).toEqual(Float64Array.from([13, 11, 12]));
});
