import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeopleShard } from '#pipeline/publishing/contract.ts';
import { fixtureFiles } from '../../../tests/site/fixture/write.ts';
import { filmsOf, loadPublished } from './published.ts';

const FILES = fixtureFiles({ films: 2, people: 1, runs: 0 });
const [somebody] = (FILES.get('people/samples.json') as PeopleShard).people;
const film = (item_id: string, slug: string) => {
  const known = { interactions: 0, ratings: 0, mean_rating: null, added: null };
  return { item_id, slug, title: slug, year: 2000, genres: [], ...known };
};
const person = (user_id: string) => ({ ...somebody, user_id });

let folder: string;
function put(file: string, value: unknown): void {
  const path = join(folder, 'api/v1', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ format: 1, ...Object(value) }));
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-published-'));
  for (const file of ['health.json', 'dataset.json']) put(file, FILES.get(file));
  put('catalogue.json', { films: [film('a', 'alien'), film('b', 'brazil')] });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('loadPublished', () => {
  it('knows the people who have a page of their own, from one file, however many others there are', () => {
    put('people/samples.json', { run: null, people: [person('q'), person('r')] });
    put('people.json', { people: 200_000, per_shard: 250, shards: 800, first: [] });
    expect([...loadPublished(folder).persons.keys()]).toEqual(['q', 'r']);
  });

  it('goes on without the people and the shards that are missing', () => {
    const data = loadPublished(folder);
    expect(data.persons.size).toBe(0);
    expect(data.details.size).toBe(0);
    expect(data.detailsFile(data.films[1])).toEqual({ state: 'missing', file: 'films/0000.json' });
    expect(data.rules).toEqual({ state: 'missing', file: 'rules.json' });
    expect(data.samples).toEqual({ state: 'missing', file: 'people/samples.json' });
  });

  it.each(['', '..', 'a/b', 'a b', 'what?', '50%', '.hidden'])('refuses the slug %j', (slug) => {
    put('catalogue.json', { films: [film('a', slug)] });
    expect(() => loadPublished(folder)).toThrow(/film a has the slug .* which is no URL part/);
  });

  it('takes slugs of any script, and refuses one that is there twice', () => {
    put('catalogue.json', { films: [film('a', 'الرسالة-1976'), film('b', 'ねこ')] });
    expect(loadPublished(folder).films).toHaveLength(2);
    put('catalogue.json', { films: [film('a', 'x'), film('b', 'x')] });
    expect(() => loadPublished(folder)).toThrow('"x" is there twice');
  });
});

describe('filmsOf', () => {
  it('keeps the order asked for and leaves out what the catalogue does not have', () => {
    const data = loadPublished(folder);
    expect(filmsOf(data, ['b', 'gone', 'a']).map(({ slug }) => slug)).toEqual(['brazil', 'alien']);
  });
});
