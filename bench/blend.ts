// The hundred best films for everybody by a blend, beside the same lists by each of its parts: what a blend costs above
// them is the z-scores. In processor seconds, which other work on the machine hardly touches.

import { createRandom } from '../pipeline/random.ts';
import { createServingRanker, type Histories, rankPeople } from '../pipeline/recommenders/rank-people.ts';
import { silent } from '../pipeline/reporter.ts';
import type { BlendModel, FactorModel, NeighbourModel, RankingModel } from '../pipeline/serving/models.ts';
import { ITEMS, skewedPreferences } from './generated.ts';
import { madeUpFactors } from './lists.ts';

/** Entries that EASE keeps in a row. */
const NEIGHBOURS = 200;
const LENGTH = 100;
const ROUNDS = 3;
/** Asked of serving, one by one. */
const SAMPLE = 600;

function madeUpNeighbours({ itemIds, popularity, positiveRating }: FactorModel): NeighbourModel {
  const random = createRandom(3);
  const first = Array.from({ length: ITEMS }, () => random.integer(ITEMS - NEIGHBOURS));
  return {
    kind: 'neighbours',
    itemIds,
    popularity,
    pointers: Int32Array.from({ length: ITEMS + 1 }, (_, row) => row * NEIGHBOURS),
    indices: Int32Array.from({ length: ITEMS * NEIGHBOURS }, (_, at) => {
      return first[Math.floor(at / NEIGHBOURS)] + (at % NEIGHBOURS);
    }),
    weights: Float32Array.from({ length: ITEMS * NEIGHBOURS }, () => 0.1 * random.normal()),
    positiveRating,
  };
}

function processorSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

async function inBulk(model: RankingModel, histories: Histories): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    await rankPeople(model, histories, rulesOf(histories), { threads: 2, reporter: silent });
    least = Math.min(least, processorSeconds(start));
  }
  return least;
}

/** As many seconds as all people would take, from the first of them. */
function oneByOne(model: RankingModel, histories: Histories): number {
  const ranker = createServingRanker(model, histories, rulesOf(histories));
  const start = process.cpuUsage();
  for (let person = 0; person < SAMPLE; person++) ranker(person);
  return (processorSeconds(start) * (histories.pointers.length - 1)) / SAMPLE;
}

function rulesOf({ pointers, items }: Histories) {
  return {
    rowOf: Int32Array.from({ length: ITEMS }, (_, item) => item),
    length: LENGTH,
    leftOut: (person: number) => [items.subarray(pointers[person], pointers[person + 1])],
  };
}

/** Prints a line a model. */
export async function printBlend(): Promise<void> {
  const { pointers, indices: items, values: weights } = skewedPreferences();
  const histories = { pointers, items, weights };
  const factors = madeUpFactors();
  const neighbours = madeUpNeighbours(factors);
  const { itemIds, popularity, positiveRating } = factors;
  const parts = [
    { weight: 0.35, model: neighbours },
    { weight: 0.65, model: factors },
  ];
  const blend: BlendModel = { kind: 'blend', itemIds, popularity, parts, positiveRating };
  console.log(`Lists by a blend: the best ${LENGTH} of ${ITEMS} items for ${pointers.length - 1} people`);
  for (const model of [factors, neighbours, blend]) {
    const bulk = (await inBulk(model, histories)).toFixed(2);
    const single = oneByOne(model, histories).toFixed(2);
    console.log(`  ${model.kind}: ${bulk} s of processor time in bulk, ${single} s one by one`);
  }
}

if (import.meta.main) await printBlend();
