import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import { foldIn } from '../serving/fold-in.ts';
import type { BlendModel, FactorModel, NeighbourModel, RankingModel } from '../serving/models.ts';
import {
  createServingRanker,
  foldInPeople,
  type Histories,
  type ListRules,
  rankPeople,
} from './rank-people.ts';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `i${String(i).padStart(5, '0')}`);

interface Shape {
  readonly items: number;
  readonly k: number;
  readonly seed: number;
  readonly isWeighted: boolean;
}

/** Half of the rows are another row again, or another row but for the last bit of one number. */
function factorModel({ items, k, seed, isWeighted }: Shape): FactorModel {
  const random = createRandom(seed);
  const factors = Float32Array.from({ length: items * k }, () => random.normal());
  const bits = new Int32Array(factors.buffer);
  for (let item = 1; item < items; item++) {
    if (random.uniform() < 0.5) continue;
    const twin = random.integer(item);
    factors.copyWithin(item * k, twin * k, twin * k + k);
    if (random.uniform() < 0.7) bits[item * k + random.integer(k)] += random.uniform() < 0.5 ? 1 : -1;
  }
  return {
    kind: 'factors',
    itemIds: ids(items),
    popularity: Float32Array.from({ length: items }, () => random.integer(4)),
    k,
    factors,
    unobservedWeight: 0.2,
    regularisation: 0.3,
    frequencyExponent: 0.5,
    positiveRating: 4,
    weighting: isWeighted ? { k1: 1.2, b: 0.75, people: 50, averageLength: 7, scale: 1.3 } : null,
  };
}

/** Weights from a few values of either sign, so that many sums are equal or nothing. */
function neighbourModel({ items, seed }: Shape): NeighbourModel {
  const random = createRandom(seed);
  const pointers = new Int32Array(items + 1);
  const indices: number[] = [];
  for (let row = 0; row < items; row++) {
    for (let other = 0; other < items; other++)
      if (other !== row && random.uniform() < 0.2) indices.push(other);
    pointers[row + 1] = indices.length;
  }
  return {
    kind: 'neighbours',
    itemIds: ids(items),
    popularity: Float32Array.from({ length: items }, () => random.integer(4)),
    pointers,
    indices: Int32Array.from(indices),
    weights: Float32Array.from(indices, () => [0.1, 0.2, 0.3, -0.3][random.integer(4)]),
    positiveRating: 4,
  };
}

/** Factors, neighbours and one or two more factor models of other sizes, with shares of which some may be nothing. */
function blendModel(shape: Shape): BlendModel {
  const random = createRandom(shape.seed).fork('blend');
  const [first, second] = [factorModel(shape), neighbourModel(shape)];
  const more = Array.from({ length: random.integer(3) }, (_, n) =>
    factorModel({ ...shape, k: 1 + random.integer(9), seed: shape.seed + n + 1, isWeighted: n === 0 }),
  );
  const models = random.uniform() < 0.5 ? [first, second, ...more] : [second, first, ...more];
  const parts = models.map((model) => ({ weight: [0, 0.35, 0.65, 1][random.integer(4)], model }));
  const { itemIds, popularity, positiveRating } = first;
  return { kind: 'blend', itemIds, popularity, parts, positiveRating };
}

function historiesFor(items: number, people: number, seed: number): Histories {
  const random = createRandom(seed).fork('histories');
  const pointers = new Int32Array(people + 1);
  const rows: number[] = [];
  for (let person = 0; person < people; person++) {
    const share = [0, 0.1, 0.6][random.integer(3)];
    for (let item = 0; item < items; item++) if (random.uniform() < share) rows.push(item);
    pointers[person + 1] = rows.length;
  }
  const weights = Float32Array.from(rows, () => [1, 3, 4, 0.7][random.integer(4)]);
  return { pointers, items: Int32Array.from(rows), weights };
}

/** Some items have no place, some places no item; somebody may be listed nothing but a few. */
function rulesFor(items: number, length: number, seed: number): ListRules {
  const random = createRandom(seed).fork('rules');
  const rowOf = Int32Array.from({ length: items }, (_, item) => (random.uniform() < 0.1 ? -1 : item)).filter(
    () => random.uniform() < 0.9,
  );
  const some = (person: number, share: number) => {
    const own = createRandom(seed + 31 * person);
    return Int32Array.from(rowOf.keys()).filter(() => own.uniform() < share);
  };
  return {
    rowOf,
    length,
    leftOut: (person) => [some(person, 0.3), some(person, 0.1)],
    only: (person) => (person % 5 === 3 ? some(person, 0.4) : null),
  };
}

async function expectServing(model: RankingModel, histories: Histories, rules: ListRules, threads: number) {
  const lists = await rankPeople(model, histories, rules, { threads, reporter: silent });
  const byServing = createServingRanker(model, histories, rules);
  for (let person = 0; person + 1 < histories.pointers.length; person++) {
    const expected = byServing(person);
    const start = person * rules.length;
    const end = start + expected.places.length;
    expect(lists.places.subarray(start, end)).toEqual(expected.places);
    expect(lists.scores.subarray(start, end)).toEqual(expected.scores);
    expect(lists.places.subarray(end, start + rules.length).every((place) => place === -1)).toBe(true);
  }
}

const worlds = fc.record({
  items: fc.integer({ min: 1, max: 40 }),
  people: fc.integer({ min: 0, max: 40 }),
  k: fc.integer({ min: 1, max: 13 }),
  length: fc.integer({ min: 1, max: 45 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  isWeighted: fc.boolean(),
});

describe('lists of many people are those that serving gives each of them, to the bit of every score', () => {
  test('factors, with equal and nearly equal items', () =>
    fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { items, people, length, seed } = world;
        const histories = historiesFor(items, people, seed);
        await expectServing(factorModel(world), histories, rulesFor(items, length, seed), 1);
      }),
      { numRuns: 60 },
    ));

  test('neighbours, with items that no row reaches', () =>
    fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { items, people, length, seed } = world;
        const histories = historiesFor(items, people, seed);
        await expectServing(neighbourModel(world), histories, rulesFor(items, length, seed), 1);
      }),
      { numRuns: 60 },
    ));

  test('blends of factors and neighbours, each part standardised a person at a time', () =>
    fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { items, people, length, seed } = world;
        const histories = historiesFor(items, people, seed);
        await expectServing(blendModel(world), histories, rulesFor(items, length, seed), 1);
      }),
      { numRuns: 80 },
    ));

  test('a blend with a projection, which serving alone knows', async () => {
    const shape = { items: 30, k: 4, seed: 5, isWeighted: false };
    const { k, factors, itemIds, popularity, positiveRating } = factorModel(shape);
    const projection: RankingModel = {
      kind: 'projection',
      itemIds,
      popularity,
      k,
      factors,
      itemExponent: 0.4,
      positiveRating,
    };
    const parts = [{ weight: 0.5, model: projection }, ...blendModel(shape).parts];
    const model = { ...blendModel(shape), parts };
    await expectServing(model, historiesFor(30, 20, 1), rulesFor(30, 12, 1), 1);
  });

  test.each([1, 3])('a blend for more people than a block holds, on %i threads', async (threads) => {
    const model = blendModel({ items: 51, k: 30, seed: 7, isWeighted: true });
    await expectServing(model, historiesFor(51, 4500, 7), rulesFor(51, 10, 7), threads);
  });

  test('popularity, whatever the histories say', async () => {
    const { itemIds, popularity } = factorModel({ items: 30, k: 1, seed: 3, isWeighted: false });
    const model = { kind: 'popularity', itemIds, popularity } as const;
    await expectServing(model, historiesFor(30, 20, 1), rulesFor(30, 12, 1), 1);
  });

  test.each([1, 2, 3])('more people than a block holds, on %i threads', async (threads) => {
    const histories = historiesFor(50, 4500, 7);
    const rules = rulesFor(50, 10, 7);
    const model = factorModel({ items: 50, k: 64, seed: 7, isWeighted: true });
    await expectServing(model, histories, rules, threads);
  });
});

test.each([1, 3])('vectors are those of fold-in, to the bit, on %i threads', async (threads) => {
  for (const k of [1, 3, 4, 30, 64]) {
    const model = factorModel({ items: 60, k, seed: k, isWeighted: k % 2 === 0 });
    const histories = historiesFor(60, 300, k);
    const vectors = await foldInPeople(model, histories, { threads, reporter: silent });
    for (let person = 0; person < 300; person++) {
      const history = Array.from(
        histories.items.subarray(histories.pointers[person], histories.pointers[person + 1]),
        (item, h) => ({ item, weight: histories.weights[histories.pointers[person] + h] }),
      );
      expect(vectors.subarray(person * k, person * k + k)).toEqual(foldIn(model, history));
    }
  }
});

describe('what serving refuses is refused in the same words', () => {
  const histories: Histories = {
    pointers: Int32Array.of(0, 2),
    items: Int32Array.of(1, 2),
    weights: Float32Array.of(1, 1),
  };
  const rules: ListRules = { rowOf: Int32Array.of(0, 1, 2, 3), length: 2, leftOut: () => [] };
  const context = { threads: 1, reporter: silent };
  const model = factorModel({ items: 4, k: 2, seed: 1, isWeighted: false });

  test('a score that is not a number', async () => {
    const broken = { ...model, factors: model.factors.with(7, Number.NaN) };
    await expect(rankPeople(broken, histories, rules, context)).rejects.toThrow('not positive definite');
    const unseen = { ...neighbourModel({ items: 4, k: 1, seed: 1, isWeighted: false }) };
    const weights = unseen.weights.map(() => Number.NaN);
    await expect(rankPeople({ ...unseen, weights }, histories, rules, context)).rejects.toThrow(
      'is not a number',
    );
  });

  test('an item that is not there, a weight that is none, a history out of order', async () => {
    const rank = (wrong: Partial<Histories>) => rankPeople(model, { ...histories, ...wrong }, rules, context);
    await expect(rank({ items: Int32Array.of(1, 4) })).rejects.toThrow(
      'names item 4; the model has rows 0 to 3',
    );
    await expect(rank({ weights: Float32Array.of(1, 0) })).rejects.toThrow('the weight 0');
    await expect(rank({ items: Int32Array.of(2, 2) })).rejects.toThrow('item 2 after item 2');
  });
});
