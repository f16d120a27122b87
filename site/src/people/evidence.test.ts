import { expect, it } from 'vitest';
import { meanInterval } from './evidence.ts';

const scale = { min: 0.5, max: 5 };

it('is mean ± 1.96 standard errors, within the scale, and nothing below ten ratings', () => {
  // 50 ratings of 3 and 50 of 5: mean 4, sample deviation 1.00504, standard error 0.100504.
  const found = meanInterval(
    [
      { rating: 3, count: 50 },
      { rating: 5, count: 50 },
    ],
    scale,
  );
  expect(found?.low).toBeCloseTo(4 - 0.196987, 5);
  expect(found?.high).toBeCloseTo(4 + 0.196987, 5);
  expect(meanInterval([{ rating: 5, count: 10 }], scale)).toEqual({ low: 5, high: 5, ratings: 10 });
  expect(
    meanInterval(
      [
        { rating: 1, count: 1 },
        { rating: 5, count: 12 },
      ],
      scale,
    )?.high,
  ).toBe(5);
  expect(meanInterval([{ rating: 5, count: 9 }], scale)).toBeNull();
});
