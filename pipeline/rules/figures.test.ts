import { describe, expect, it } from 'vitest';
import type { Unit } from '../monitoring/facts.ts';
import { qualityProblems } from './data-quality.ts';
import { count, figure, listed, percent } from './figures.ts';
import { policyOf } from './rules.fixture.ts';

describe('figures', () => {
  it.each<[number, Unit, string]>([
    [0.289, 'share', '28.9%'],
    [0.3, 'share', '30%'],
    [0.0042, 'share', '0.42%'],
    [-0.05, 'share', '-5%'],
    [0.1, 'score', '0.1000'],
    [1234567, 'count', '1,234,567'],
    [1, 'days', '1 day'],
    [1234.5, 'seconds', '1,234.5 s'],
    [0.45, 'currency', '0.450'],
    [1234.5, 'currency', '1,234.50'],
    [-0.0001, 'currency', '0.000'],
    [0.1, 'nats', '0.100 nats'],
  ])('%d as %s is %s', (value, unit, expected) => {
    expect(figure(value, unit)).toBe(expected);
  });

  it('are listed as people do', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed)).toEqual(['', 'A', 'A and B', 'A, B and C']);
    expect([percent(0), count(999), count(1000)]).toEqual(['0%', '999', '1,000']);
  });
});

describe('data quality', () => {
  const limits = policyOf().data_quality;

  it('is told when too much is refused or repeated', () => {
    expect(qualityProblems({ read: 100, refused: 6, duplicates: 60 }, limits)).toEqual([
      '6% (6 of 100 rows) were refused; at most 5% should be.',
      '60% (60 of 100 rows) were repeats; at most 50% should be.',
    ]);
    expect(qualityProblems({ read: 100, refused: 5, duplicates: 50 }, limits)).toEqual([]);
  });

  it('says nothing about a handful of rows', () => {
    expect(qualityProblems({ read: 10, refused: 9, duplicates: 0 }, limits)).toEqual([]);
  });
});
