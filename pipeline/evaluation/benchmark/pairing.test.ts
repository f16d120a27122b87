import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.ts';
import { pairModels, type SplitJudgement } from './pairing.ts';

const random = createRandom(6);
const PEOPLE = Array.from({ length: 60 }, (_, i) => `u${i}`);

function split(ground: string, people: string[], gain: number): SplitJudgement {
  const ndcg = Float64Array.from(people, (id) => Number(id.slice(1)) / 100 + gain + 0.01 * random.uniform());
  return { protocol: 'p', ground_sha256: ground, people, perUser: { ndcg_at_10: ndcg } };
}

function rated(ground: string, people: string[], error: number): SplitJudgement {
  const of = (value: number) => new Float64Array(people.length).fill(value);
  const perUser = { squared_error: of(2 * error ** 2), absolute_error: of(2 * error), count: of(2) };
  return { protocol: 'r', ground_sha256: ground, people, perUser };
}

const ranking = (name: string, splits: SplitJudgement[]) => ({ name, head: 'ranking' as const, splits });

describe('two models of a benchmark', () => {
  it('are paired by person over all splits, each person once', () => {
    const [first, last] = [PEOPLE.slice(0, 40), PEOPLE.slice(20)];
    const better = ranking('ials', [split('a', first, 0.1), split('b', last, 0.1)]);
    const worse = ranking('popularity', [split('a', first, 0), split('b', last, 0)]);
    const [ndcg] = pairModels(better, worse, 1);
    expect(ndcg).toMatchObject({ model: 'ials', against: 'popularity', metric: 'ndcg_at_10', users: 60 });
    expect(ndcg.difference).toBeCloseTo(0.1, 2);
    expect(ndcg.value - ndcg.other).toBeCloseTo(ndcg.difference, 12);
    expect(ndcg.result).toBe('better');
    expect(pairModels(worse, better, 1)[0].result).toBe('worse');
  });

  it('pool the errors of a person over splits', () => {
    const model = {
      name: 'svd',
      head: 'rating' as const,
      splits: [rated('a', PEOPLE, 1), rated('b', PEOPLE, 2)],
    };
    const same = { ...model, name: 'bias' };
    const [rmse, mae] = pairModels(model, same, 1);
    expect(rmse).toMatchObject({ metric: 'rmse', value: Math.sqrt(2.5), difference: 0, users: 60 });
    expect(mae).toMatchObject({ metric: 'mae', value: 1.5 });
  });

  it('are refused on other grounds and under other protocols', () => {
    const one = ranking('ials', [split('a', PEOPLE, 0)]);
    expect(() => pairModels(one, ranking('ease', [split('b', PEOPLE, 0)]), 1)).toThrow('cannot be compared');
    const elsewhere = { ...split('a', PEOPLE, 0), protocol: 'other' };
    expect(() => pairModels(one, ranking('ease', [elsewhere]), 1)).toThrow(
      '"p" and "other" cannot be compared',
    );
    expect(() => pairModels(one, ranking('ease', []), 1)).toThrow('1 splits against 0');
  });
});
