import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ART, artSheet } from './art.ts';
import { coverHtml } from './cover.ts';
import { fitTitle, linesAt, STEPS } from './fit.ts';
import { COLOUR_SETS, posterOf, type Subject } from './poster.ts';

const styles = (file: string): string => readFileSync(new URL(`../styles/${file}`, import.meta.url), 'utf8');
const film = (parts: Partial<Subject> = {}): Subject => ({
  item_id: 'f1',
  title: 'Alien',
  year: 1979,
  genres: ['Horror', 'Sci-Fi'],
  ...parts,
});

describe('the art sheet', () => {
  it('has every piece once, drawn in the palette only', () => {
    const ids = [...artSheet().matchAll(/<g id="([^"]+)"/g)].map((match) => match[1]);
    const pieces = Object.values(ART).reduce((sum, variants) => sum + variants.length, 0);
    expect(new Set(ids).size).toBe(pieces);
    expect(artSheet()).not.toMatch(/(fill|stroke)="(?!var\(--(paper|ink|a|b|c)\)|none)/);
    expect(artSheet()).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('a poster', () => {
  it('is the same for the same film, and differs between films', () => {
    expect(posterOf(film())).toEqual(posterOf(film()));
    const faces = new Set(
      Array.from({ length: 60 }, (_, i) => JSON.stringify(posterOf(film({ item_id: `f${i}` })))),
    );
    expect(faces.size).toBeGreaterThan(20);
  });

  it('takes its colours from the decade and its art from the genres', () => {
    expect(posterOf(film()).colours).toMatch(/^d1970-\d$/);
    expect(posterOf(film({ year: 1896 })).colours).toMatch(/^d1920-\d$/);
    expect(posterOf(film({ year: 2099 })).colours).toMatch(/^d2020-\d$/);
    expect(posterOf(film({ year: null })).colours).toMatch(/^dnone-\d$/);
    expect(['horror', 'scifi']).toContain(posterOf(film()).motif);
    expect(posterOf(film({ genres: [] })).motif).toBe('unknown');
    expect(posterOf(film({ genres: ['IMAX'] })).motif).toBe('unknown');
  });
});

describe('the stylesheet', () => {
  /** Relative luminance of "#rrggbb", as WCAG defines it. */
  function luminance(hex: string): number {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  const contrast = (one: string, other: string): number => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const rules = [
    ...`${styles('colours-to-1979.css')}${styles('colours-from-1980.css')}`.matchAll(
      /\.(d\w+)-(\d) \{([^}]*)\}/g,
    ),
  ].map(([, decade, set, body]) => ({
    name: `${decade}-${set}`,
    colour: (key: string) => new RegExp(`--${key}: (#[0-9a-f]{6});`).exec(body)?.[1] ?? 'none',
  }));

  it('has as many sets of colours as posters choose from', () => {
    const wanted = Object.entries(COLOUR_SETS).flatMap(([decade, sets]) =>
      Array.from({ length: sets }, (_, set) => `${decade}-${set}`),
    );
    expect(rules.map(({ name }) => name).sort()).toEqual(wanted.sort());
  });

  it.each(rules)('sets titles that can be read in $name', ({ colour }) => {
    expect(contrast(colour('ink'), colour('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it('has the sizes that titles are fitted to', () => {
    const sizes = [...styles('cover.css').matchAll(/\.step-\d \.cover-title \{\s*--size: ([\d.]+)cqi/g)];
    expect(sizes.map((match) => Number(match[1]))).toEqual([...STEPS]);
  });
});

describe('fitting a title', () => {
  it('sets a short one large and a long one small', () => {
    expect(fitTitle('Alien')).toBe(0);
    expect(fitTitle('The Good, the Bad and the Ugly')).toBeGreaterThan(1);
    expect(fitTitle('word '.repeat(60))).toBe(STEPS.length - 1);
  });

  it('never breaks a word when a smaller size would not', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z ,]{1,60}$/), (title) => {
        const step = fitTitle(title);
        if (step < STEPS.length - 1)
          expect(linesAt(title, STEPS[step])).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe('coverHtml', () => {
  it('writes any title as text', () => {
    const html = coverHtml(film({ title: '"><script>alert(1)</script>' }), '/covers.svg');
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
  });

  it('leaves the year out where there is none', () => {
    expect(coverHtml(film({ year: null }), '/covers.svg')).not.toContain('cover-year');
  });
});
