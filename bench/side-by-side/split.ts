// One frozen split as plain arrays in a folder, which programs in any language read. What another library makes of it
// comes back as arrays too, and is judged here like everything else.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MetricTable, rankingFigures } from '../../pipeline/evaluation/evaluate.ts';
import type { Lists } from '../../pipeline/evaluation/metrics.ts';
import { type Ground, rowsIn } from '../../pipeline/evaluation/protocol.ts';
import { preferenceWeight } from '../../pipeline/serving/signals.ts';

/** Length of the lists that are written; figures are at 10. */
const LIST_LENGTH = 20;
const JUDGED_LENGTH = 10;

type Values = Int32Array | Float32Array;

/** Writes what training may know, whom to make lists for, and which ratings to predict. */
export async function writeSplit(ground: Ground, folder: string): Promise<void> {
  const { train, parameters } = ground;
  const { positiveRating } = parameters;
  const write = (name: string, values: Values) =>
    writeFile(
      join(folder, name),
      new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength),
    );
  await write('train_user.i32', train.user);
  await write('train_item.i32', train.item);
  await write('train_rating.f32', train.rating);
  await write(
    'train_preference.f32',
    train.rating.map((rating, at) => preferenceWeight(rating, train.opinion[at], { positiveRating })),
  );
  const judged = ground.users.ranking.map(({ user }) => user);
  await write('judged_user.i32', Int32Array.from(judged));
  const asked = judgedRatings(ground);
  await write('test_user.i32', asked.user);
  await write('test_item.i32', asked.item);
  const [lowest, highest] = [
    train.rating.reduce((a, b) => Math.min(a, b)),
    train.rating.reduce((a, b) => Math.max(a, b)),
  ];
  const facts = { people: train.userIds.length, items: train.itemIds.length, lowest, highest };
  await writeFile(join(folder, 'facts.json'), JSON.stringify(facts));
}

/** The ratings that judge, in the ground's order; -1 where training does not know the person or the item. */
function judgedRatings({ train, test, users }: Ground) {
  const itemRow = rowsIn(train.itemIds, test.itemIds);
  const user: number[] = [];
  const item: number[] = [];
  const rating: number[] = [];
  for (const { user: row, entries } of users.rating) {
    for (const entry of entries) {
      user.push(row);
      item.push(itemRow[test.item[entry]]);
      rating.push(test.rating[entry]);
    }
  }
  return { user: Int32Array.from(user), item: Int32Array.from(item), rating: Float64Array.from(rating) };
}

/** Figures at 10 of the lists that were written to lists.i32. */
export async function judgeLists(ground: Ground, folder: string): Promise<MetricTable> {
  const written = await readArray(folder, 'lists.i32', Int32Array);
  const people = ground.users.ranking.length;
  const items = new Int32Array(people * JUDGED_LENGTH);
  for (let person = 0; person < people; person++) {
    const start = person * LIST_LENGTH;
    items.set(written.subarray(start, start + JUDGED_LENGTH), person * JUDGED_LENGTH);
  }
  const lists: Lists = { items, k: JUDGED_LENGTH };
  return rankingFigures(lists, ground).metrics;
}

/** RMSE and MAE of predictions.f32. @throws RangeError when there are not as many as ratings that judge. */
export async function judgePredictions(ground: Ground, folder: string): Promise<MetricTable> {
  const predictions = await readArray(folder, 'predictions.f32', Float32Array);
  const { rating } = judgedRatings(ground);
  if (predictions.length !== rating.length) {
    throw new RangeError(`${predictions.length} predictions for ${rating.length} ratings`);
  }
  let squares = 0;
  let absolute = 0;
  rating.forEach((value, at) => {
    squares += (value - predictions[at]) ** 2;
    absolute += Math.abs(value - predictions[at]);
  });
  return { rmse: Math.sqrt(squares / rating.length), mae: absolute / rating.length };
}

async function readArray<T>(folder: string, name: string, type: new (buffer: ArrayBuffer) => T): Promise<T> {
  const bytes = await readFile(join(folder, name));
  return new type(Uint8Array.from(bytes).buffer);
}
