import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { popularity } from '../recommenders/popularity.ts';
import { silent } from '../reporter.ts';
import { evaluateRanking } from './evaluate.ts';
import { listsOf } from './lists.ts';
import { popularLists } from './popular-lists.ts';
import { freezeGround, type Ground } from './protocol.ts';
import { batchOf, type Line } from './sample.ts';

const random = createRandom(8);
const LINES = Array.from({ length: 900 }, (_, at): Line => {
  // Squared, so that films of low numbers are popular.
  const film = Math.floor(40 * (random.integer(1000) / 1000) ** 2);
  return [`u${random.integer(30)}`, `i${film}`, 1 + random.integer(5), at];
});
const ground = freezeGround([batchOf(LINES)], { asOf: 1000, testFraction: 0.2, positiveRating: 4, k: 5 });

/** What the algorithm "popularity" would show these people. */
async function shownByPopularity(where: Ground) {
  const context = { threads: 1, seed: 1, reporter: silent };
  const { model } = await popularity.train(where.train, {}, context);
  return { model, lists: await listsOf(model, where, context) };
}

describe('the popular lists', () => {
  it('are those that the popularity model shows, masks included', async () => {
    expect(ground.users.ranking.length).toBeGreaterThan(10);
    expect(popularLists(ground, 5)).toEqual((await shownByPopularity(ground)).lists);
  });

  it('keep to what a protocol masks beside, and to given candidates', async () => {
    const ranking = ground.users.ranking.map((judged, i) =>
      i % 2 === 0
        ? { ...judged, masked: Int32Array.of(0, 1, 2) }
        : { ...judged, candidates: Int32Array.of(30, 4, 7, 1) },
    );
    const other = { ...ground, users: { ...ground.users, ranking } };
    expect(popularLists(other, 5)).toEqual((await shownByPopularity(other)).lists);
  });

  it('leave popularity itself without any serendipity', async () => {
    const { metrics } = await evaluateRanking((await shownByPopularity(ground)).model, ground);
    expect(metrics.precision_at_5).toBeGreaterThan(0);
    expect(metrics.serendipity_at_5).toBe(0);
  });
});
