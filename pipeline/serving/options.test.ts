import { expect, test } from 'vitest';
import { AS_JUDGED, DEFAULT_OPTIONS, resolveOptions } from './options.ts';

test('what is not given is the default, 0.8 of it personal', () => {
  expect(resolveOptions({})).toEqual(DEFAULT_OPTIONS);
  expect(DEFAULT_OPTIONS.personalShare).toBe(0.8);
  expect(resolveOptions({ length: 3 }, AS_JUDGED)).toEqual({ ...AS_JUDGED, length: 3 });
});

test.each([
  ['personalShare', 1.2, 'Legal: a number from 0 to 1.'],
  ['personalShare', Number.NaN, 'Legal: a number from 0 to 1.'],
  ['personalShare', '0.5', 'Legal: a number from 0 to 1.'],
  ['evidence', -1, 'Legal: a number from 0 to 1000000.'],
  ['diversity', -0.1, 'Legal: a number from 0 to 1.'],
  ['recency', Infinity, 'Legal: a number from 0 to 1.'],
  ['length', 0, 'Legal: a whole number from 1 to 1000.'],
  ['length', 2.5, 'Legal: a whole number from 1 to 1000.'],
  ['hideSeen', 'yes', 'Legal: true, false.'],
  ['diversity', undefined, 'Legal: a number from 0 to 1.'],
  ['divrsity', 0.5, 'Did you mean "diversity"?'],
  ['__proto__', 0.5, 'there is no option'],
])('%s %j is refused with what is legal', (name, value, legal) => {
  const given = JSON.parse(`{${JSON.stringify(name)}: 0}`);
  Object.defineProperty(given, name, { value, enumerable: true });
  expect(() => resolveOptions(given)).toThrow(legal);
});
