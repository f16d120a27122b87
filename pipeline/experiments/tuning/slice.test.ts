import { expect, test } from 'vitest';
import { twoTastes } from '../../recommenders/interactions.fixture.ts';
import { type SliceChoices, sliceOfTrain } from './slice.ts';

const data = twoTastes({ users: 40, items: 150, seed: 3 });
const slice = (given: Partial<SliceChoices>) =>
  sliceOfTrain(data, {
    protocol: 'given-files',
    positiveRating: 4,
    folds: 5,
    seed: 42,
    hasTimes: true,
    hasNegatives: false,
    ...given,
  });

test.each([
  ['given-files', true, 'tenth-of-each;seed=42', 0.1],
  ['per-user-random', true, 'tenth-of-each;seed=42', 0.1],
  ['random-k-fold', false, 'random;test=1/5;seed=42', 0.2],
  ['global-time', true, 'global-time;test=0.1', 0.1],
  ['leave-last-out', true, 'newest-of-each', 40 / data.user.length],
  ['leave-last-out', false, 'one-of-each;seed=42', 40 / data.user.length],
] as const)('%s (times told: %s) is sliced as %s', (protocol, hasTimes, name, share) => {
  const { train, test: held, protocols, sha256 } = slice({ protocol, hasTimes });
  expect(protocols.ranking).toContain(`slice-of-train/v1;${name};`);
  expect(train.user.length + held.user.length).toBe(data.user.length);
  expect(held.user.length / data.user.length).toBeCloseTo(share, 2);
  expect(slice({ protocol, hasTimes }).sha256).toBe(sha256);
});

test('leave-last-out holds out what came last, or one at random where no times are told', () => {
  const { test: newest } = slice({ protocol: 'leave-last-out' });
  const last = data.userIds.map((_, user) => data.item[data.user.lastIndexOf(user)]);
  expect(newest.userIds.map((_, user) => newest.itemIds[newest.item[user]])).toEqual(
    last.map((item) => data.itemIds[item]),
  );
  const { test: random } = slice({ protocol: 'leave-last-out', hasTimes: false });
  expect(random.userIds).toEqual(data.userIds);
  expect([...random.item]).not.toEqual([...newest.item]);
});

test('by time, everything held out is newer than everything trained on', () => {
  const { train, test: held } = slice({ protocol: 'global-time' });
  expect(Math.min(...held.timestamp)).toBeGreaterThan(Math.max(...train.timestamp));
});

test('where items are given to compete, 99 others are drawn that the person did not touch', () => {
  const { train, users } = slice({ protocol: 'leave-last-out', positiveRating: 0, hasNegatives: true });
  expect(users.ranking.length).toBeGreaterThan(30);
  for (const { user, candidates, relevant } of users.ranking) {
    const own = train.item.filter((_, entry) => train.user[entry] === user);
    const found = [...relevant].filter((item) => item < train.itemIds.length);
    expect(candidates?.length).toBe(Math.min(found.length + 99, train.itemIds.length - own.length));
    expect(found.every((item) => candidates?.includes(item))).toBe(true);
    expect(own.some((item) => candidates?.includes(item))).toBe(false);
  }
});
