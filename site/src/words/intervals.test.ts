import { expect, it } from 'vitest';
import { heldInWords } from './intervals.ts';

const INTERVALS = {
  level: 0.8,
  protocol: 'p',
  groups: [],
  calibrated: { people: 1090, ratings: 18_883 },
  checked: { people: 1090, ratings: 17_300, coverage: 0.8112, low: 0.8034, high: 0.819, mean_width: 1.74 },
};

it('says from what intervals were made, and what they held of other ratings', () => {
  const words = heldInWords(INTERVALS);
  expect(words).toContain('18,883 ratings that came after it learned');
  expect(words).toContain('Of 17,300 others, by 1,090 other people, such intervals held 81.1%');
  expect(words).toContain('(95% interval 80.3% to 81.9%)');
});

it('leaves the range out where there is none, and says nothing of a model that has its own', () => {
  const bare = { ...INTERVALS, checked: { ...INTERVALS.checked, low: null } };
  expect(heldInWords(bare)).not.toContain('95% interval');
  expect(heldInWords(null)).toBe('');
});
