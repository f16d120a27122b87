// Random visitors and what serving answers them: run once in Node and once in a page, on the same models. Browser-safe.

import { createRandom } from '../../pipeline/random.ts';
import { gramMatrix } from '../../pipeline/serving/cholesky.ts';
import { createExplainer, createFirstReasons } from '../../pipeline/serving/explain.ts';
import { type FilmInfo, filmFacts } from '../../pipeline/serving/films.ts';
import type { RankingModel, RatingModel } from '../../pipeline/serving/models.ts';
import { AS_JUDGED, type ServingOptions } from '../../pipeline/serving/options.ts';
import { foldInRating, predictRating } from '../../pipeline/serving/rating.ts';
import { createRecommender } from '../../pipeline/serving/recommend.ts';
import type { OpinionEntry } from '../../pipeline/serving/signals.ts';
import { unpackModel } from '../../pipeline/serving/unpack-model.ts';

export interface World {
  readonly ranking: RankingModel;
  readonly rating: RatingModel | null;
  readonly films: readonly FilmInfo[];
}

/** How many choices of options the visitors take in turns. */
const CHOICES = 25;

function choices(): Partial<ServingOptions>[] {
  const random = createRandom(11);
  const drawn = Array.from({ length: CHOICES }, (_, n) => ({
    personalShare: random.uniform(),
    evidence: random.integer(10),
    diversity: n % 3 === 0 ? random.uniform() : 0,
    recency: n % 4 === 0 ? random.uniform() : 0,
    hideSeen: n % 2 === 0,
    length: 1 + random.integer(40),
  }));
  return [AS_JUDGED, {}, ...drawn];
}

/** What a visitor told: up to forty films of the model, rated or with an opinion, some unknown to it. */
function toldBy(visitor: number, items: number): OpinionEntry[] {
  const random = createRandom(visitor + 1);
  const rows = new Set(Array.from({ length: random.integer(41) }, () => random.integer(items)));
  const told = Array.from(rows, (item) => ({
    item,
    rating: random.integer(4) === 0 ? Number.NaN : (1 + random.integer(10)) / 2,
    opinion: random.integer(3) === 0 ? random.integer(5) - 2 : 0,
  }));
  return visitor % 5 === 0 ? [...told, { item: -1, rating: 5, opinion: 0 }] : told;
}

/** For each visitor the list, the first reason of each film, all of the first film, and the ratings expected of it. */
export function answers({ ranking, rating, films }: World, visitors: number) {
  const facts = filmFacts(ranking.itemIds, films);
  const gram = ranking.kind === 'factors' ? gramMatrix(ranking.factors, ranking.k) : undefined;
  const recommenders = choices().map((options) => createRecommender(ranking, facts, options, gram));
  const reasonsOf = ranking.kind === 'popularity' ? () => [] : createFirstReasons(ranking, gram);
  return Array.from({ length: visitors }, (_, visitor) => {
    const told = toldBy(visitor, ranking.itemIds.length);
    const list = recommenders[visitor % recommenders.length](told);
    const rated = told.filter((entry) => entry.item >= 0 && !Number.isNaN(entry.rating));
    const person = rating && foldInRating(rating, rated);
    const [first] = list.films;
    return {
      ...list,
      reasons: reasonsOf(
        list.history,
        list.films.map(({ item }) => item),
      ),
      because:
        first && ranking.kind !== 'popularity' ? createExplainer(ranking)(list.history)(first.item) : [],
      expected: rating && person ? list.films.map(({ item }) => predictRating(rating, person, item)) : [],
    };
  });
}

/** A world as text, its arrays with the bits they have. */
export function shipped(world: World): string {
  return JSON.stringify(world, (_, value) => {
    if (value instanceof Float32Array) return { float32: Array.from(value) };
    return value instanceof Int32Array ? { int32: Array.from(value) } : value;
  });
}

/** The same with the ranking model as the bytes that are published of it, to be read where it arrives. */
export function shippedInBytes(world: World, bytes: Uint8Array): string {
  const { itemIds } = world.ranking;
  return JSON.stringify({ ...JSON.parse(shipped(world)), ranking: { bytes: Array.from(bytes), itemIds } });
}

export function unpacked(text: string): World {
  return JSON.parse(text, (_, value) => {
    if (Array.isArray(value?.bytes)) return unpackModel(Uint8Array.from(value.bytes), value.itemIds);
    if (Array.isArray(value?.float32)) return Float32Array.from(value.float32);
    return Array.isArray(value?.int32) ? Int32Array.from(value.int32) : value;
  });
}

/** A line an answer. Numbers in JSON are the shortest that read back as the same bits. */
export function asLines(given: readonly unknown[]): string {
  return given.map((answer) => JSON.stringify(answer)).join('\n');
}
