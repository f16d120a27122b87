import { expect, it } from 'vitest';
import { experiments } from '../../../tests/site/fixture/experiments.ts';
import { worthInWords } from '../words/experiments.ts';
import { assumedFor, fromAddress, measuredIn, numberIn, toAddress, worthOf } from './worth.ts';

const MEASURED = { value: 0.5, low: -0.1, high: 1.1, days: 50 };
const ASSUMED = assumedFor(MEASURED);

it('is the difference of a thousand people where nobody says otherwise', () => {
  expect(worthOf(MEASURED, ASSUMED)).toEqual({ value: 500, low: -100, high: 1100, days: 50 });
});

it('grows with people and days, keeps the margin, and takes the cost off both ends', () => {
  const worth = worthOf(MEASURED, { people: 10_000, days: 100, margin: 40, cost: 1000 });
  expect([worth.low, worth.value, worth.high]).toEqual([-1800, 3000, 7800]);
});

it('is of an experiment that was decided, and of no check of the assignment', () => {
  const [served, check] = experiments().experiments;
  expect(measuredIn(served)).toMatchObject({ value: served.arms.revenue_per_person.value });
  expect(measuredIn(check)).toBe('unserved');
  expect(measuredIn(experiments({ people: 155, better: 2 }).experiments[0])).toBe('early');
  const mismatch = { ...served.arms.sample_ratio, state: 'mismatch' } as const;
  expect(measuredIn({ ...served, arms: { ...served.arms, sample_ratio: mismatch } })).toBe('mismatch');
});

it.each([
  ['people', '2500', 2500],
  ['people', '2.5', null],
  ['people', '0', null],
  ['margin', '12.5', 12.5],
  ['margin', '101', null],
  ['cost', '', null],
  ['cost', '1e3', 1000],
  ['days', 'soon', null],
] as const)('%s typed as "%s" is %s', (name, text, value) => {
  expect(numberIn(name, text)).toBe(value);
});

it('stands in the address as far as it was changed, and reads what is not legal as assumed', () => {
  const given = { ...ASSUMED, people: 9000, cost: 12.5 };
  expect(toAddress(given, ASSUMED)).toBe('?people=9000&cost=12.5');
  expect(fromAddress(toAddress(given, ASSUMED), ASSUMED)).toEqual(given);
  expect(fromAddress('?people=-4&margin=half&q=other', ASSUMED)).toEqual(ASSUMED);
  expect(toAddress(ASSUMED, ASSUMED)).toBe('');
});

it('says what it assumes beside the figure, and when it may be nothing', () => {
  const words = worthInWords(MEASURED, { people: 2000, days: 100, margin: 40, cost: 10 });
  expect(words.figure).toBe('+790, 95% interval −170 to +1,750'.replaceAll('−', '-'));
  expect(words.assuming).toContain('2,000 people');
  expect(words.assuming).toContain('100 days, each like the 50 that were compared');
  expect(words.assuming).toContain('40% of revenue kept');
  expect(words.assuming).toContain('The interval holds 0');
  expect(worthInWords({ ...MEASURED, low: 0.2 }, ASSUMED).assuming).not.toContain('holds 0');
});
