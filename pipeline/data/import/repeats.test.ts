import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRepeatCounter } from './repeats.ts';

test('a triple is a repeat exactly when it came before', () => {
  const small = fc.integer({ min: 0, max: 3 });
  const timestamp = fc.constantFrom(0, 1, 964_982_703_000, 964_982_703_001, 4_294_967_296);
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small, timestamp), { maxLength: 300 }), (triples) => {
      const repeats = createRepeatCounter();
      const seen = new Set<string>();
      for (const [user, film, time] of triples) {
        const key = `${user} ${film} ${time}`;
        expect(repeats.isRepeat(user, film, time)).toBe(seen.has(key));
        seen.add(key);
      }
    }),
  );
});

test('a quarter of a million different triples are all new, and all known the second time', () => {
  const repeats = createRepeatCounter();
  const count = () => {
    let repeated = 0;
    for (let i = 0; i < 250_000; i++) {
      if (repeats.isRepeat(i % 1000, Math.floor(i / 1000), 1_500_000_000_000 + (i % 7))) repeated++;
    }
    return repeated;
  };
  expect([count(), count()]).toEqual([0, 250_000]);
});
