// What a model's lists would have earned in the step after it went live, on recorded data. Each person's step is cut in
// half by time: what they said first joins their history, as it does in a live service, what they said later judges. So
// newcomers count too, and every arm of a replay stands on the same ground.

import { foldInteractions, type InteractionRows, joinRows, takeRows } from '../../data/interactions.ts';
import { evaluateRanking, evaluateRating } from '../../evaluation/evaluate.ts';
import { type Ground, groundOf, type ProtocolParameters, protocolIds } from '../../evaluation/protocol.ts';
import type { Models } from '../../registry/model-files.ts';
import type { Context } from '../context.ts';
import { createEarned, type Earned, type Measure } from './people-sums.ts';

const same = (quotient: number) => quotient;

/** What recorded data can say of a model. */
export const RECORDED_MEASURES: readonly Measure[] = [
  { name: 'ndcg_at_10', higherIsBetter: true, shape: same },
  { name: 'precision_at_10', higherIsBetter: true, shape: same },
  { name: 'rmse', higherIsBetter: false, shape: Math.sqrt },
];

/** The ground of one step. @param before all that was on record when the step began; `during` is the step itself */
export function followingGround(
  before: readonly InteractionRows[],
  during: InteractionRows,
  parameters: ProtocolParameters,
): Ground {
  const { early, late } = halves(during);
  const train = foldInteractions([...before, takeRows(during, early)]);
  const test = foldInteractions([takeRows(during, late)]);
  const ids = protocolIds(parameters);
  const step = (id: string) =>
    id.replace(/^global-time\/v\d+;test=[^;]*/, 'following-step/v1;history=first-half');
  const protocols = { ranking: step(ids.ranking), rating: step(ids.rating) };
  return groundOf({ train, test, cut: Number.NaN, genres: null }, parameters, protocols);
}

/** Positions of each person's earlier and later rows; of an odd number the later half has one more. */
function halves({ user_id, timestamp }: InteractionRows): { early: number[]; late: number[] } {
  const byPerson = new Map<string, number[]>();
  user_id.forEach((id, row) => {
    const rows = byPerson.get(id);
    if (rows) rows.push(row);
    else byPerson.set(id, [row]);
  });
  const [early, late]: number[][] = [[], []];
  for (const rows of byPerson.values()) {
    rows.sort((a, b) => timestamp[a] - timestamp[b] || a - b);
    early.push(...rows.slice(0, rows.length >> 1));
    late.push(...rows.slice(rows.length >> 1));
  }
  return { early, late };
}

/** What the lists and predictions of a model earned on a step's ground. */
export async function earnedOn(
  ground: Ground,
  { ranking, rating }: Models,
  work: Pick<Context, 'reporter' | 'threads'>,
): Promise<Earned> {
  const earned = createEarned();
  const lists = await evaluateRanking(ranking, ground, work);
  for (const name of ['ndcg_at_10', 'precision_at_10']) {
    ground.users.ranking.forEach(({ user }, person) => {
      const numerator = lists.perUser[name][person];
      earned.add(name, ground.train.userIds[user], { numerator, denominator: 1 });
    });
  }
  const { perUser } = evaluateRating(rating, ground);
  ground.users.rating.forEach(({ entries }, person) => {
    const id = ground.test.userIds[ground.test.user[entries[0]]];
    const [numerator, denominator] = [perUser.squared_error[person], perUser.count[person]];
    earned.add('rmse', id, { numerator, denominator });
  });
  return earned.all;
}

/** Rows of an interval of time, its end left out. */
export function rowsBetween(parts: readonly InteractionRows[], from: number, until: number): InteractionRows {
  const all = joinRows(parts);
  const inside = [...all.timestamp.keys()].filter((row) => {
    return all.timestamp[row] >= from && all.timestamp[row] < until;
  });
  return takeRows(all, inside);
}
