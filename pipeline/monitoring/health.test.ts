import { describe, expect, it } from 'vitest';
import { type Arrivals, arrivalHealth, trainingHealth } from './health.ts';

const nothing: Arrivals = {
  ...{ rows: 0, duplicates: 0, refused: 0, pairs: 0, unrated: 0 },
  ...{ days: 0, emptyDays: 0, shown: 0, unknownShown: 0 },
};
const named = <T extends { name: string }>(facts: T[], name: string) =>
  facts.find((fact) => fact.name === name);

describe('the health of what arrives', () => {
  it('is unknown, not perfect, where nothing arrived', () => {
    for (const { value, low, samples } of arrivalHealth(nothing)) {
      expect([value, low, samples]).toEqual([null, null, 0]);
    }
  });

  it('is shares of all that was read, with an interval', () => {
    const facts = arrivalHealth({ ...nothing, rows: 95, refused: 5, duplicates: 19, days: 30, emptyDays: 3 });
    expect(named(facts, 'refused_share')).toMatchObject({ value: 0.05, samples: 100 });
    expect(named(facts, 'refused_share')?.high).toBeGreaterThan(0.05);
    expect(named(facts, 'duplicate_share')).toMatchObject({ value: 0.2, samples: 95 });
    expect(named(facts, 'empty_days')).toMatchObject({ value: 0.1, samples: 30 });
  });

  it('counts films shown that no catalogue knows', () => {
    expect(named(arrivalHealth({ ...nothing, shown: 40, unknownShown: 10 }), 'unknown_shown')?.value).toBe(
      0.25,
    );
  });
});

describe('the health of training', () => {
  const run = (name: string, seconds: number, ranking: number[]) => {
    return { run: name, seconds, peak_memory_mb: 200, loss: { ranking, rating: [] } };
  };

  it('is the newest run beside the median of the others', () => {
    const facts = trainingHealth([run('c', 9, []), run('b', 2, []), run('a', 4, [])]);
    expect(named(facts, 'training_seconds')).toMatchObject({
      value: 9,
      baseline: 3,
      samples: 3,
      window: 'c',
    });
    expect(named(facts, 'rating_loss')).toMatchObject({ value: null, baseline: null });
    expect(named(trainingHealth([]), 'training_seconds')).toMatchObject({ value: null, samples: 0 });
  });

  it('tells a loss that has settled from one that still falls, and from one that rises', () => {
    const last = (loss: number[]) => named(trainingHealth([run('a', 1, loss)]), 'ranking_unsettled')?.value;
    expect(last([1, 0.5, 0.4, 0.4])).toBe(0);
    expect(last([1, 0.75, 0.5])).toBe(0.5);
    expect(last([1, 0.4, 0.5])).toBeLessThan(0);
    expect(last([1, 1, 1])).toBeNull();
  });
});
