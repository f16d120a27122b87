// What a model loses in few bytes: `node bench/quantisation.ts` on the data in the repository, or with the path of a
// MovieLens ratings.csv on that. Trained on all but the newest tenth, judged on that tenth, before and after packing.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readInteractionBatches } from '../pipeline/data/batches.ts';
import type { InteractionRows } from '../pipeline/data/interactions.ts';
import { evaluateRanking } from '../pipeline/evaluation/evaluate.ts';
import { DEFAULT_PARAMETERS, freezeGround } from '../pipeline/evaluation/protocol.ts';
import { findAlgorithm } from '../pipeline/recommenders/algorithms.ts';
import { silent } from '../pipeline/reporter.ts';
import { packModel } from '../pipeline/serving/pack-model.ts';
import { unpackModel } from '../pipeline/serving/unpack-model.ts';

/** A part's budget that no model reaches: eight bits a number, every neighbour. */
const NO_LIMIT = 1e9;
const [file] = process.argv.slice(2);

function ratings(path: string): InteractionRows {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  return {
    user_id: rows.map(([user]) => user),
    item_id: rows.map(([, item]) => item),
    signal: rows.map(() => 'rating'),
    rating: Float64Array.from(rows, (row) => Number(row[2])),
    timestamp: Float64Array.from(rows, (row) => 1000 * Number(row[3])),
    event_id: rows.map(() => null),
  };
}

const batches = file === undefined ? await readInteractionBatches('.') : [ratings(file)];
const ground = freezeGround(batches, { ...DEFAULT_PARAMETERS, asOf: Infinity });
const { train } = ground;
const people = ground.users.ranking.length;
console.log(`${train.itemIds.length} films, ${train.userIds.length} people; ${people} judged, lists of 10`);
console.log('method    budget    bytes   gzip   of the 10 the same   NDCG@10 before, after, difference');

for (const name of ['ials', 'truncated_svd', 'ease', 'item_knn', 'blend']) {
  const { model } = await findAlgorithm('ranking', name).train(
    train,
    {},
    { seed: 42, threads: 1, reporter: silent },
  );
  const before = await evaluateRanking(model, ground);
  for (const budget of [NO_LIMIT, undefined]) {
    const { bytes } = packModel(model, budget);
    const after = await evaluateRanking(unpackModel(bytes, model.itemIds), ground);
    const same = overlap(before.lists.items, after.lists.items);
    const [was, is] = [before, after].map(({ metrics }) => metrics.ndcg_at_10);
    console.log(
      `${name.padEnd(14)}${budget === undefined ? 'served' : 'none'.padEnd(6)} ${String(bytes.length).padStart(8)} ${String(gzipSync(bytes).length).padStart(8)} ` +
        `${same.toFixed(3)}   ${was.toFixed(4)} ${is.toFixed(4)} ${(is - was).toFixed(4)}`,
    );
  }
}

/** Films in both of two lists of ten, as a share, over all lists. Each is `people` lists one after the other. */
function overlap(before: ArrayLike<number>, after: ArrayLike<number>): number {
  let same = 0;
  for (let start = 0; start < before.length; start += 10) {
    const list = new Set(Array.prototype.slice.call(before, start, start + 10));
    for (let at = start; at < start + 10; at++) if (list.has(after[at])) same++;
  }
  return same / before.length;
}
