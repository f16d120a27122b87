import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVERY_TOLD } from '../../words/told.ts';
import { forget, fromFragment, NOTHING_TOLD, tell, toFragment } from './taste.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 });
const part = fc.integer({ min: 0, max: 100 });

it('an address says again what was told, whatever ids look like', () => {
  fc.assert(
    fc.property(ids, part, part, part, (all, mix, variety, fresh) => {
      const told = all.reduce((taste, id, n) => tell(taste, EVERY_TOLD[n % EVERY_TOLD.length], id), {
        ...NOTHING_TOLD,
        mix,
        variety,
        fresh,
      });
      expect(fromFragment(`#${toFragment(told)}`)).toEqual(told);
    }),
  );
});

it('an address that is no such thing says nothing', () => {
  fc.assert(fc.property(fc.string(), (text) => void fromFragment(text)));
  expect(fromFragment('#mix=101&variety=-1&fresh=x&likes=,%25E0%25A4%25A,')).toEqual(NOTHING_TOLD);
});

it('a film is in one list at most', () => {
  const told = tell(tell(NOTHING_TOLD, 'likes', 'a'), 'not', 'a');
  expect([told.likes, told.not]).toEqual([[], ['a']]);
  expect(forget(told, 'a')).toEqual(NOTHING_TOLD);
  expect(toFragment(NOTHING_TOLD)).toBe('');
});
