import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AS_PUBLISHED, fromFragment, isPublished, toFragment } from './tuning.ts';

const part = fc.integer({ min: 0, max: 100 });

it('an address says again how a list was turned', () => {
  fc.assert(
    fc.property(fc.option(part), part, part, (mix, variety, fresh) => {
      expect(fromFragment(`#${toFragment({ mix, variety, fresh })}`)).toEqual({ mix, variety, fresh });
    }),
  );
});

it('an address that is no such thing is the published list, which has no fragment', () => {
  for (const text of ['', '#', '#mix=101&variety=-1&fresh=x', '#mix=', '#mix=8e1'])
    expect(isPublished(fromFragment(text))).toBe(true);
  expect(toFragment(AS_PUBLISHED)).toBe('');
});
