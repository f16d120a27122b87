import { expect, test } from 'vitest';
import { assignArm } from './assign.ts';

const people = Array.from({ length: 20_000 }, (_, i) => `u${i}`);
const controls = (salt: string, share: number) =>
  people.filter((person) => assignArm(person, salt, share) === 'control');

test('the control arm gets its share of people, within four standard errors', () => {
  for (const share of [0.05, 0.2, 0.5]) {
    const error = Math.sqrt((share * (1 - share)) / people.length);
    expect(Math.abs(controls('list', share).length / people.length - share)).toBeLessThan(4 * error);
  }
  expect(controls('list', 0)).toHaveLength(0);
  expect(controls('list', 1)).toHaveLength(people.length);
});

test('another salt draws the arms anew', () => {
  const first = new Set(controls('one', 0.5));
  const both = controls('two', 0.5).filter((person) => first.has(person)).length;
  expect(both / people.length).toBeGreaterThan(0.23);
  expect(both / people.length).toBeLessThan(0.27);
});

test('a larger share keeps everybody who was in control', () => {
  const larger = new Set(controls('list', 0.3));
  expect(controls('list', 0.1).every((person) => larger.has(person))).toBe(true);
});
