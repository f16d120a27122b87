import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Film } from '../data/catalogue.ts';
import { film } from './publishing.fixture.ts';
import { slugOf, uniqueSlugs } from './slugs.ts';

/** Titles of any script and of none, and a few that are made to collide: with each other and with an id behind them. */
const titles = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', '…', 'Heat', 'HEAT!', 'Hèat', 'Heat 1995', 'Heat-1995-a', 'x'.repeat(80)),
);
const ids = fc.oneof(
  fc.constantFrom('a', 'A', '1', '1-a', 'é', '…'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const catalogues: fc.Arbitrary<Film[]> = fc.uniqueArray(
  fc
    .record({ id: ids, title: titles, year: fc.constantFrom(null, 1995, 2001) })
    .map(({ id, title, year }) => film(id, { title, year })),
  { selector: ({ item_id }) => item_id, maxLength: 12 },
);

describe('slugs', () => {
  it('are unique whatever the titles, and fit for a path', () => {
    fc.assert(
      fc.property(catalogues, (films) => {
        const slugs = uniqueSlugs(films);
        expect(slugs).toHaveLength(films.length);
        expect(new Set(slugs).size).toBe(films.length);
        for (const slug of slugs)
          expect(slug).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['Amélie', 2001, 'amelie-2001'],
    ["Ocean's Eleven", 2001, 'oceans-eleven-2001'],
    ['七人の侍', 1954, '七人の侍-1954'],
    ['살인의 추억', 2003, '살인의-추억-2003'],
    ['हिन्दी मीडियम', 2017, 'हिन्दी-मीडियम-2017'],
    ['となりのトトロ が', 1988, 'となりのトトロ-が-1988'],
    ['❤️ & 1️⃣', 2020, '1-2020'],
    ['…', 1999, 'film-1999'],
    ['Solaris', null, 'solaris-id-7'],
  ])('read like the title: %s (%s) is %s', (title, year, slug) => {
    expect(slugOf(film('ID 7', { title, year }))).toBe(slug);
  });

  it('give films of one name and year their ids, and leave the others alone', () => {
    const heat = { title: 'Heat', year: 1995 };
    const films = [film('1', heat), film('2', heat), film('3', { title: 'Heat', year: 1986 })];
    expect(uniqueSlugs(films)).toEqual(['heat-1995-1', 'heat-1995-2', 'heat-1986']);
  });

  it('stay apart where an id behind one is the title of another', () => {
    const films = [
      film('a', { title: 'Heat', year: 1995 }),
      film('b', { title: 'Heat', year: 1995 }),
      film('A', { title: 'Heat', year: 1995 }),
    ];
    expect(new Set(uniqueSlugs(films)).size).toBe(3);
  });

  it('cut a long title between letters, also where a letter takes two code units', () => {
    const [slug] = uniqueSlugs([film('1', { title: `${'x'.repeat(59)}𠮷` })]);
    expect(() => encodeURIComponent(slug)).not.toThrow();
  });
});
