import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrByUser, transpose } from './csr.ts';
import { interactionsFrom, type Triple } from './interactions.fixture.ts';

const pairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 12 })), {
  selector: ([user, item]) => user * 100 + item,
  minLength: 1,
  maxLength: 60,
});

test('transposing twice gives the same rows, and every entry keeps its value', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const data = interactionsFrom(
        list.map(([user, item]): Triple => [`u${user}`, `i${item}`, user + item / 100]),
      );
      const byUser = csrByUser(data, (entry) => data.rating[entry]);
      const byItem = transpose(byUser);
      expect(transpose(byItem)).toEqual(byUser);
      for (let item = 0; item < byItem.rows; item++) {
        for (let entry = byItem.pointers[item]; entry < byItem.pointers[item + 1]; entry++) {
          const user = Number(data.userIds[byItem.indices[entry]].slice(1));
          expect(byItem.values[entry]).toBeCloseTo(user + Number(data.itemIds[item].slice(1)) / 100, 5);
        }
      }
    }),
  );
});

test('an entry without a value is left out, its user stays', () => {
  const data = interactionsFrom([
    ['a', 'x', 1],
    ['a', 'y', 2],
    ['b', 'x', 1],
  ]);
  const csr = csrByUser(data, (entry) => (data.rating[entry] === 1 ? null : data.rating[entry]));
  expect(csr).toEqual({
    rows: 2,
    columns: 2,
    pointers: Int32Array.of(0, 1, 1),
    indices: Int32Array.of(1),
    values: Float32Array.of(2),
  });
});

test('a NaN is refused with the user and the item it belongs to', () => {
  const data = interactionsFrom([['ann', 'heat', Number.NaN]]);
  expect(() => csrByUser(data, (entry) => data.rating[entry])).toThrow(
    'user "ann", item "heat": NaN cannot be learned from. Legal: finite numbers.',
  );
});
