import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { createRandom } from '../random.ts';
import { filmFacts } from './films.ts';
import type { FactorModel, RankingModel } from './models.ts';
import { packModel } from './pack-model.ts';
import { createRecommender } from './recommend.ts';
import { sampleFilms, sampleModel, sampleNeighbours } from './sample-model.fixture.ts';
import { MAGIC, unpackModel } from './unpack-model.ts';

const factors = sampleModel();
const { itemIds, popularity } = factors;
const weighting = { k1: 1.2, b: 0.75, people: 90, averageLength: 12.5, scale: 0.8 };
const neighbours = sampleNeighbours();
const MODELS: Record<string, RankingModel> = {
  popularity: { kind: 'popularity', itemIds, popularity },
  factors: { ...factors, weighting },
  'factors with new films': { ...factors, trained: 45 },
  neighbours,
  projection: {
    kind: 'projection',
    itemIds,
    popularity,
    k: 6,
    factors: factors.factors,
    itemExponent: 0.3,
    positiveRating: 4,
  },
  blend: {
    kind: 'blend',
    itemIds,
    popularity,
    positiveRating: 4,
    parts: [
      { weight: 0.65, model: factors },
      { weight: 0.35, model: neighbours },
    ],
  },
};

/** Lists of twenty visitors with five films each. */
function lists(model: RankingModel): number[][] {
  const recommender = createRecommender(model, filmFacts(itemIds, sampleFilms), { length: 10 });
  return Array.from({ length: 20 }, (_, visitor) => {
    const random = createRandom(visitor);
    const told = Array.from({ length: 5 }, () => ({ item: random.integer(50), rating: 5, opinion: 0 }));
    return recommender(told).films.map(({ item }) => item);
  });
}

describe.each(Object.entries(MODELS))('a packed model: %s', (_, model) => {
  const packed = packModel(model).bytes;
  const read = unpackModel(packed, itemIds);

  it('has everything but the last digits of its numbers', () => {
    const rough = (value: unknown): unknown =>
      value instanceof Float32Array ? `${value.length} numbers` : value;
    const shape = (of: RankingModel) => JSON.parse(JSON.stringify(of, (_key, value) => rough(value)));
    expect(shape(read)).toEqual(shape(model));
    expect(read.popularity).toEqual(model.popularity);
  });

  it('makes nearly the same lists', () => {
    const before = lists(model);
    const same = lists(read).flatMap((list, n) => list.filter((item) => before[n].includes(item)));
    expect(same.length).toBeGreaterThanOrEqual(0.95 * 200);
  });

  it('is the same to the byte when it is packed again', () => {
    expect(packModel(model).bytes).toEqual(packed);
  });

  it('is refused when it is cut off or goes on, wherever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: packed.length - 1 }), (length) => {
        expect(() => unpackModel(packed.slice(0, length), itemIds)).toThrow(InputError);
      }),
    );
    expect(() => unpackModel(Uint8Array.from([...packed, 0]), itemIds)).toThrow('goes on for 1 bytes');
  });

  it('with any byte changed is refused in words or is a model of finite numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: packed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const spoilt = packed.slice();
          spoilt[at] ^= by;
          expect(trouble(spoilt)).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What is wrong with how bytes are read, or null where they are refused as they should be or read as a model. */
function trouble(bytes: Uint8Array): string | null {
  try {
    const model = unpackModel(bytes, itemIds);
    return model.popularity.every(Number.isFinite) ? null : 'a popularity that is no number';
  } catch (error) {
    return error instanceof InputError ? null : String(error);
  }
}

describe('what is refused', () => {
  const packed = packModel(factors).bytes;
  const changed = (change: (header: Record<string, unknown>) => void): Uint8Array => {
    const view = new DataView(packed.buffer);
    const end = 12 + view.getUint32(8, true);
    const header = JSON.parse(new TextDecoder().decode(packed.subarray(12, end)));
    change(header);
    const text = new TextEncoder().encode(JSON.stringify(header));
    const out = new Uint8Array(12 + text.length + packed.length - end);
    new DataView(out.buffer).setUint32(0, MAGIC, true);
    new DataView(out.buffer).setUint32(4, 1, true);
    new DataView(out.buffer).setUint32(8, text.length, true);
    out.set(text, 12);
    out.set(packed.subarray(end), 12 + text.length);
    return out;
  };

  it.each([
    ['another file', new TextEncoder().encode('<!doctype html><title>'), 'not a packed model'],
    ['nothing', new Uint8Array(0), 'not a packed model'],
    ['an unknown kind', changed((header) => Object.assign(header, { kind: 'magic' })), '"magic"'],
    ['no parts', changed((header) => Object.assign(header, { parts: [] })), '0 parts'],
    ['a scale that is none', changed(({ parts }) => Object.assign(Object(parts)[0], { base: null })), 'base'],
    ['a k that is none', changed(({ parts }) => Object.assign(Object(parts)[0], { k: 1.5 })), '1.5'],
    ['another k', changed(({ parts }) => Object.assign(Object(parts)[0], { k: 7 })), 'ends after'],
  ])('%s', (_, bytes, message) => {
    expect(() => unpackModel(bytes, itemIds)).toThrow(message);
  });

  it('another version and another number of films, with what to do', () => {
    const newer = packed.slice();
    newer[4] = 2;
    expect(() => unpackModel(newer, itemIds)).toThrow('version 2');
    expect(() => unpackModel(packed, itemIds.slice(1))).toThrow('of 50 films, and the list beside it has 49');
  });
});

describe('size', () => {
  const large = (items: number): FactorModel => ({
    ...factors,
    itemIds: Array.from({ length: items }, (_, item) => `f${item}`),
    popularity: Float32Array.from({ length: items }, (_, item) => 10 + item),
    k: 64,
    factors: Float32Array.from({ length: items * 64 }, (_, at) => ((at * 37) % 101) / 101 - 0.5),
  });

  it('is at most 0.6 MB for 10,000 films of 64 factors', () => {
    expect(packModel(large(10_000)).bytes.length).toBeLessThanOrEqual(600_000);
  });

  it('keeps as many of the strongest neighbours as there is room for', () => {
    const room = 24_000 + 450;
    const read = unpackModel(packModel(neighbours, room).bytes, itemIds);
    if (read.kind !== 'neighbours') throw new Error(read.kind);
    expect(read.indices.length).toBeGreaterThan(100);
    expect(read.indices.length).toBeLessThan(neighbours.indices.length);
    const row = (of: typeof read, n: number) => [...of.weights.subarray(of.pointers[n], of.pointers[n + 1])];
    const strength = (weights: number[]) => weights.map(Math.abs).sort((a, b) => b - a);
    const [all, kept] = [strength(row(neighbours, 3)), strength(row(read, 3))];
    for (const [n, weight] of kept.entries()) expect(weight).toBeCloseTo(all[n], 2);
  });
});
