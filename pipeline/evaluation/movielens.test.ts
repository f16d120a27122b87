// The protocol on real ratings: MovieLens ml-latest-small, where it lies beside the repository. Its licence does not
// let it live inside, so elsewhere these tests are skipped.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { InteractionRows } from '../data/interactions.ts';
import { compareRanking, compareRating } from './compare.ts';
import { evaluateRanking, evaluateRating } from './evaluate.ts';
import { DEFAULT_PARAMETERS, freezeGround } from './protocol.ts';
import { batchOf, biasModel, type Line, popularityModel, popularityOf } from './sample.ts';

const FOLDER = new URL('../../../shared/data/ml-latest-small/', import.meta.url);
const isThere = existsSync(new URL('ratings.csv', FOLDER));
if (!isThere) console.warn('Skipped: ../shared/data/ml-latest-small is not beside this repository.');

/** userId,movieId,rating,timestamp in seconds. */
function readRatings(): Line[] {
  const [, ...lines] = readFileSync(new URL('ratings.csv', FOLDER), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [user, item, rating, seconds] = line.trimEnd().split(',');
    return [user, item, Number(rating), Number(seconds) * 1000];
  });
}

/** movieId,title,genres; a title may hold commas in quotes, genres never. */
function readGenres(): Map<string, string[]> {
  const [, ...lines] = readFileSync(new URL('movies.csv', FOLDER), 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const genres = line.trimEnd().slice(line.lastIndexOf(',') + 1);
      return [line.slice(0, line.indexOf(',')), genres.startsWith('(') ? [] : genres.split('|')];
    }),
  );
}

/** The lines dealt into three batches, each in an order of its own. */
function dealt(lines: Line[]): InteractionRows[] {
  return [2, 0, 1].map((part) => batchOf(lines.filter((_, i) => i % 3 === part).reverse()));
}

describe.skipIf(!isThere)('popularity on ml-latest-small under the global time split', () => {
  const lines = isThere ? readRatings() : [];
  const genres = isThere ? readGenres() : new Map<string, string[]>();
  const options = { ...DEFAULT_PARAMETERS, asOf: Date.UTC(2019, 0), genres };
  const freeze = (batches: InteractionRows[]) => freezeGround(batches, options);

  it('is the same ground and gives the same figures from other batches', async () => {
    const one = freeze([batchOf(lines)]);
    const other = freeze(dealt(lines));
    expect(other.sha256).toBe(one.sha256);
    const evaluations = await Promise.all(
      [one, other].map((ground) => evaluateRanking(popularityOf(ground), ground)),
    );
    expect(evaluations[1]).toEqual(evaluations[0]);
  });

  it('splits all ratings, and is plausible: better than the alphabet, far from perfect', async () => {
    const ground = freeze([batchOf(lines)]);
    expect(ground.train.item.length + ground.test.item.length).toBe(lines.length);
    expect(ground.test.item.length / lines.length).toBeCloseTo(0.1, 3);
    const popular = await evaluateRanking(popularityOf(ground), ground);
    const alphabet = await evaluateRanking(popularityModel({}), ground);
    expect(popular.users).toBeGreaterThan(10);
    expect(popular.metrics.ndcg_at_10).toBeGreaterThan(alphabet.metrics.ndcg_at_10);
    expect(popular.metrics.ndcg_at_10).toBeLessThan(0.5);
    expect(popular.metrics.novelty_at_10).toBeLessThan(alphabet.metrics.novelty_at_10);
    const ndcg = compareRanking(popular, alphabet, { opponent: 'floor', seed: 42 }).find(
      ({ metric }) => metric === 'ndcg_at_10',
    );
    expect(ndcg?.low).toBeLessThanOrEqual(popular.metrics.ndcg_at_10 - alphabet.metrics.ndcg_at_10);
  });

  it('predicts newcomers too, and a person bias is worth something', () => {
    const ground = freeze([batchOf(lines)]);
    const mean = ground.train.rating.reduce((sum, rating) => sum + rating, 0) / ground.train.rating.length;
    const flat = biasModel(mean, Object.fromEntries(ground.train.itemIds.map((id) => [id, 0])));
    const people = evaluateRating({ ...flat, biasRegularisation: 5 }, ground);
    const everybodyAlike = evaluateRating({ ...flat, biasRegularisation: 1e9 }, ground);
    expect(people.ratings).toBe(ground.test.item.length);
    expect(people.known_users).toBeLessThan(people.users);
    expect(people.metrics.rmse).toBeLessThan(everybodyAlike.metrics.rmse);
    expect(people.metrics.rmse).toBeGreaterThan(people.metrics.mae);
    const [rmse] = compareRating(people, everybodyAlike, { opponent: 'floor', seed: 42 });
    expect(rmse.difference).toBeLessThan(0);
  });
});
