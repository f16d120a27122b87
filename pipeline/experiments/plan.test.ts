import { expect, it } from 'vitest';
import type { ArmSummary } from './arms.ts';
import { planFrom, twoSidedQuantile } from './plan.ts';

/** 400 people in control, each with a click-through rate of 0.2 give or take `deviation`. */
const control = (deviation: number) =>
  ({
    people: 400,
    click_through_rate: {
      value: 0.2,
      interval: { low: 0.2 - (1.959964 * deviation) / 20, high: 0.2 + (1.959964 * deviation) / 20 },
    },
  }) as ArmSummary;
const POLICY = { smallest_effect: 0.1, power: 0.8, significance: 0.05 };

it.each([
  [1, 0],
  [0.4, 0.8416212335729143],
  [0.05, 1.959963984540054],
  [0.001, 3.290526731491899],
])('a standard normal is beyond ±z with probability %d where z is %d', (probability, z) => {
  expect(twoSidedQuantile(probability)).toBeCloseTo(z, 10);
});

it('asks for as many people as the textbook does, sixteen variances by squared effect', () => {
  // (1.96 + 0.84)² × 2 × 0.1² / 0.02² = 392.4
  expect(planFrom(control(0.1), 0.5, POLICY)).toMatchObject({ control_people: 393, champion_people: 393 });
});

it('asks for four times the people for half the effect, and for more with more power', () => {
  const people = (policy: Partial<typeof POLICY>) =>
    planFrom(control(0.1), 0.5, { ...POLICY, ...policy })!.control_people;
  expect(people({ smallest_effect: 0.05 }) / people({})).toBeCloseTo(4, 1);
  expect(people({ power: 0.9 })).toBe(526);
});

it('keeps the shares of the arms, and computes nothing from nothing', () => {
  const plan = planFrom(control(0.1), 0.2, POLICY)!;
  expect(plan.champion_people / plan.control_people).toBeCloseTo(4, 1);
  expect(planFrom(control(0.1), 0, POLICY)).toBeNull();
  const unknown = { people: 3, click_through_rate: { value: 0.2, interval: null } } as ArmSummary;
  expect(planFrom(unknown, 0.5, POLICY)).toBeNull();
});
