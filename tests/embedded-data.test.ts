// What the repository ships with: the catalogue, the season, and that both are labelled and small.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENRES, readCatalogue } from '../pipeline/data/catalogue.ts';
import { parseCsv } from '../pipeline/data/csv.ts';
import { readDatasetCard } from '../pipeline/data/dataset.ts';
import { parseTitle } from '../pipeline/data/import/titles.ts';
import { repository, showrunner } from './support/workspace.ts';

const movielens = process.env.SHOWRUNNER_MOVIELENS ?? join(repository, '../shared/data/ml-latest-small');

/** A title as it compares: without case, accents and punctuation. */
function plain(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

const card = await readDatasetCard(repository);
/** After an import the repository holds somebody's own data, and these are not about them. */
const own = card?.kind !== 'simulated';

describe.skipIf(own)('the embedded catalogue', () => {
  it('has at least 600 films, each once, in the known genres', async () => {
    const { films } = await readCatalogue(repository);
    expect(films.length).toBeGreaterThanOrEqual(600);
    expect(new Set(films.map(({ title, year }) => `${title} ${year}`)).size).toBe(films.length);
    expect(films.flatMap(({ genres }) => genres).filter((genre) => !GENRES.includes(genre))).toEqual([]);
    expect(films.filter(({ year, genres }) => year === null || genres.length === 0)).toEqual([]);
  });

  it.skipIf(!existsSync(movielens))(
    'agrees with MovieLens on the year of at least 98 % of the films found there (needs SHOWRUNNER_MOVIELENS)',
    async () => {
      const years = new Map<string, Set<number | null>>();
      for (const { fields } of parseCsv(readFileSync(join(movielens, 'movies.csv'), 'utf8'), 'movies.csv')) {
        const { title, year } = parseTitle(fields[1]);
        const known = years.get(plain(title)) ?? new Set();
        years.set(plain(title), known.add(year));
      }
      const { films } = await readCatalogue(repository);
      const found = films.filter(({ title }) => years.has(plain(title)));
      const agreeing = found.filter(({ title, year }) => years.get(plain(title))?.has(year));
      expect(found.length).toBeGreaterThan(550);
      expect(agreeing.length / found.length).toBeGreaterThanOrEqual(0.98);
    },
  );
});

describe.skipIf(own)('the embedded season', () => {
  it('is labelled as simulated and says so in a sentence', () => {
    expect(card?.notice).toMatch(/people are not/);
    expect(card?.simulation?.people).toBeGreaterThanOrEqual(2000);
    expect(card?.simulation?.weeks).toBeGreaterThanOrEqual(26);
  });

  it('has models that are made again, byte for byte, from what is committed', async () => {
    const runs = readdirSync(join(repository, 'models')).filter((name) => name.startsWith('run_'));
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      const { code, stdout } = await showrunner(repository, ['verify', run, '--json']);
      expect(code, stdout).toBe(0);
      expect(JSON.parse(stdout).result).toMatchObject({ run, equal: true });
    }
  });

  it('takes at most 3 MB', () => {
    const files = readdirSync(join(repository, 'data'), { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(3_000_000);
  });
});
