import { expect, it } from 'vitest';
import { foundInWords } from '../words/search.ts';
import { find, type Likeness } from './find.ts';
import { catalogue } from './search.fixture.ts';
import { understand } from './understand.ts';

/** Every film is most like the two after it. */
const next: Likeness = (id) => [1, 2].map((step) => `f${Number(id.slice(1)) + step}`);
const look = (text: string, likeness: Likeness | null = null) => {
  const query = understand(text, catalogue);
  const found = find(query, catalogue, likeness);
  return { titles: found.films.map(({ title }) => title), said: foundInWords(query, found) };
};

it('finds what fits every chip, the best known first', () => {
  expect(look('funny space films from the 80s').titles).toEqual(['Spaceballs', 'Back to the Future']);
  expect(look('horror, not funny, since 1970').titles).toEqual(['Alien', 'Get Out']);
});

it('gives up the vaguest chip where nothing fits all, and says which', () => {
  expect(look('funny space films from the 80s, not too long ago').said).toBe(
    'Nothing fits funny, space, 1980s, and not too long ago together: shown without not too long ago. 2 films.',
  );
  expect(look('asdfgh comedy').said).toContain('shown without “asdfgh”');
  expect(look('asdfgh').said).toContain('Nothing fits “asdfgh”');
});

it('puts the films a model finds alike in its order, and gives that up where there is no model', () => {
  expect(look('like the matrix', next).titles).toEqual(['Alien', 'Spaceballs']);
  expect(look('comedy like the matrix', next).titles).toEqual(['Spaceballs']);
  expect(look('comedy like the matrix').said).toContain('shown without like The Matrix');
  expect(look('comedy unlike the matrix', next).titles).not.toContain('Spaceballs');
});

it('forgives a slip in a title only where nothing is spelled so', () => {
  expect(look('casablnca').titles).toEqual(['Casablanca']);
  expect(look('alien').titles[0]).toBe('Alien');
});
