import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import {
  assertComparable,
  compareRanking,
  compareRating,
  FEWEST_USERS,
  type RankingFigures,
  type RatingFigures,
} from './compare.ts';

const JUDGED = { protocol: 'a-split/v1;k=10', ground_sha256: 'aa'.repeat(32) };
const OPTIONS = { opponent: 'champion', seed: 42 } as const;

function ranking(perUser: Record<string, Float64Array>, judged = JUDGED): RankingFigures {
  return { ...judged, perUser };
}

function rating(errors: Float64Array, judged = JUDGED): RatingFigures {
  const count = new Float64Array(errors.length).fill(1);
  const squared_error = errors.map((error) => error ** 2);
  return { ...judged, perUser: { squared_error, absolute_error: errors.map(Math.abs), count } };
}

const random = createRandom(8);
const drawn = (length: number) => Float64Array.from({ length }, () => random.uniform());
const noise = drawn(200);
const better = noise.map((value) => value + 0.1 * random.uniform());

describe('two rankings on one ground', () => {
  it('differ by an interval that says which is better', () => {
    const candidate = ranking({ ndcg_at_10: better, map_at_10: noise });
    const champion = ranking({ ndcg_at_10: noise, map_at_10: noise });
    const [ndcg, map] = compareRanking(candidate, champion, OPTIONS);
    expect(ndcg).toMatchObject({
      head: 'ranking',
      metric: 'ndcg_at_10',
      opponent: 'champion',
      users: 200,
      higher_is_better: true,
      result: 'better',
    });
    expect(ndcg.candidate - ndcg.other).toBeCloseTo(ndcg.difference, 12);
    expect(ndcg.low).toBeLessThan(ndcg.difference);
    expect(map).toMatchObject({ difference: 0, low: 0, high: 0, result: 'no difference shown' });
    expect(compareRanking(champion, candidate, OPTIONS)[0].result).toBe('worse');
  });

  it('have no interval on coverage, which belongs to all lists together', () => {
    const evaluation = ranking({ ndcg_at_10: noise });
    expect(compareRanking(evaluation, evaluation, OPTIONS).map(({ metric }) => metric)).toEqual([
      'ndcg_at_10',
    ]);
  });

  it('are paired over the people whose figure is known under both', () => {
    const some = noise.map((value, person) => (person < 50 ? Number.NaN : value));
    const others = better.map((value, person) => (person >= 150 ? Number.NaN : value));
    const [diversity] = compareRanking(
      ranking({ diversity_at_10: others }),
      ranking({ diversity_at_10: some }),
      OPTIONS,
    );
    expect(diversity.users).toBe(100);
    expect(diversity.candidate - diversity.other).toBeCloseTo(diversity.difference, 12);
  });

  it('show no difference among too few people, however clear it looks', () => {
    const [few, enough] = [FEWEST_USERS - 1, FEWEST_USERS].map((users) =>
      compareRanking(
        ranking({ ndcg_at_10: better.slice(0, users) }),
        ranking({ ndcg_at_10: noise.slice(0, users) }),
        OPTIONS,
      ),
    );
    expect(few[0].low).toBeGreaterThan(0);
    expect(few[0].result).toBe('no difference shown');
    expect(enough[0].result).toBe('better');
  });

  it('say nothing when nobody was judged', () => {
    const nobody = ranking({ ndcg_at_10: new Float64Array(0) });
    expect(compareRanking(nobody, nobody, OPTIONS)).toEqual([]);
    const unrated = rating(new Float64Array(0));
    expect(compareRating(unrated, unrated, OPTIONS)).toEqual([]);
  });
});

describe('two rating models on one ground', () => {
  it('are better when their errors are lower', () => {
    const [rmse, mae] = compareRating(rating(noise), rating(better), OPTIONS);
    expect(rmse).toMatchObject({ metric: 'rmse', higher_is_better: false, result: 'better' });
    expect(rmse.candidate - rmse.other).toBeCloseTo(rmse.difference, 12);
    expect(rmse.high).toBeLessThan(0);
    expect(mae).toMatchObject({ metric: 'mae', result: 'better' });
    expect(compareRating(rating(better), rating(noise), OPTIONS)[0].result).toBe('worse');
  });
});

describe('what was judged differently', () => {
  const otherProtocol = { ...JUDGED, protocol: 'a-split/v1;k=20' };
  const otherGround = { ...JUDGED, ground_sha256: 'bb'.repeat(32) };

  it('is refused with both protocol ids', () => {
    const refused = () =>
      compareRanking(ranking({ ndcg_at_10: noise }), ranking({ ndcg_at_10: noise }, otherProtocol), OPTIONS);
    expect(refused).toThrow(/a-split\/v1;k=10.*a-split\/v1;k=20/);
  });

  it('is refused with both ground hashes', () => {
    const refused = () => compareRating(rating(noise), rating(noise, otherGround), OPTIONS);
    expect(refused).toThrow(/(aa){32}.*(bb){32}/);
  });

  it('is refused for stored figures as well', () => {
    expect(() => assertComparable(JUDGED, otherGround)).toThrow('cannot be compared');
    expect(() => assertComparable(JUDGED, { ...JUDGED })).not.toThrow();
  });
});
