import { describe, expect, it } from 'vitest';
import { weExpect } from '../words/ratings.ts';
import { expectedHtml, legendHtml, ratedHtml } from './ratings.ts';

const scale = { min: 0.5, max: 5 };

describe('a rating and a prediction', () => {
  it.each([
    [4.5, 5, '★★★★½', 'rated 4.5'],
    [1, 5, '★', 'rated 1'],
    [7, 10, '★★★½', 'rated 7 of 10'],
    [3.6667, 5, '★★★½', 'rated 3.67'],
  ])('%f on a scale to %i is %s and "%s"', (rating, max, stars, words) => {
    expect(ratedHtml(rating, { min: 0, max })).toBe(
      `<span class="rated"><span aria-hidden="true">${stars}</span> ${words}</span>`,
    );
  });

  it('say different words, and share no shape', () => {
    const [given, expected] = [ratedHtml(4, scale), expectedHtml(4, null, scale)];
    expect(expected).toContain('we expect 4.0');
    expect(expected).not.toMatch(/rated|★/);
    expect(given).not.toMatch(/expect|circle/);
  });

  it('shows the interval in words and as a whisker, and neither where there is none', () => {
    expect(weExpect(3.92, { low: 3.31, high: 4.4 })).toBe('we expect 3.9, likely 3.3 to 4.4');
    expect(expectedHtml(3.9, { low: 3.3, high: 4.4 }, scale)).toContain('expected-whisker');
    expect(expectedHtml(3.9, null, scale)).not.toMatch(/whisker|likely/);
    expect(legendHtml(false, scale)).toContain('no interval: there is nothing to make one from yet');
    expect(legendHtml(true, scale)).toContain('8 of 10');
  });

  it('keeps its dot on the axis', () => {
    expect(expectedHtml(9, null, scale)).toContain('cx="94.0"');
    expect(expectedHtml(0, null, scale)).toContain('cx="6.0"');
  });
});
