import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shardFile, shardOf } from './shards.ts';

it('finds everybody in the shard they are in, whatever ids look like', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      (ids, size) => {
        const sorted = ids.toSorted();
        const first = sorted.filter((_, n) => n % size === 0);
        expect(sorted.map((id) => shardOf({ first }, id))).toEqual(
          sorted.map((_, n) => Math.floor(n / size)),
        );
      },
    ),
  );
});

it('finds nobody before the first, and names files by four digits', () => {
  expect([shardOf({ first: ['b'] }, 'a'), shardOf({ first: [] }, 'a')]).toEqual([null, null]);
  expect([shardFile(7), shardFile(12_345)]).toEqual(['0007.json', '12345.json']);
});
