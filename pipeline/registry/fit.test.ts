import { describe, expect, it } from 'vitest';
import { fitted, type Section } from './fit.ts';

const section = (name: string, rank: number, length: number): Section => ({
  name,
  rank,
  text: `# ${name}\n${'x'.repeat(length)}`,
});

describe('a text that must fit', () => {
  it('is left alone where it does', () => {
    expect(fitted([section('head', 0, 3), section('tail', 9, 3)], '`here`', 100)).toBe(
      '# head\nxxx\n\n# tail\nxxx\n',
    );
  });

  it('loses the highest rank first, of equals the last, and says at the top what went and where it is', () => {
    const sections = [
      section('head', 0, 10),
      section('figures', 1, 200),
      section('slices of one', 2, 200),
      section('slices of two', 2, 200),
      section('trials', 3, 200),
    ];
    const named = (limit: number) =>
      [...fitted(sections, '`here`', limit).matchAll(/^# (.+)/gm)].map(([, n]) => n);
    expect(named(2000)).toEqual(['head', 'figures', 'slices of one', 'slices of two', 'trials']);
    expect(named(870)).toEqual(['head', 'figures', 'slices of one', 'slices of two']);
    expect(named(700)).toEqual(['head', 'figures', 'slices of one']);
    expect(named(500)).toEqual(['head', 'figures']);
    expect(fitted(sections, '`here`', 700)).toContain(
      'xxx\n\n> Left out, to stay within 700 characters: slices of two; trials. Whole in `here`.\n\n# figures',
    );
  });

  it('is never longer than its limit, even where nothing may be left out', () => {
    for (const limit of [200, 500, 60_000]) {
      const lines = { name: 'all', rank: 0, text: Array(9000).fill('a line of text').join('\n') };
      const text = fitted([lines], '`here`', limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text).toMatch(/a line of text\n\n> Cut here.*Whole in `here`\.\n$/);
    }
    const one = fitted([{ name: 'one', rank: 0, text: '😀'.repeat(400) }], '`here`', 301);
    expect(one.length).toBeLessThanOrEqual(301);
    expect(one.isWellFormed()).toBe(true);
  });
});
