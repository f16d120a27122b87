import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import { foldIn, scaledRidge } from '../serving/fold-in.ts';
import type { FactorModel } from '../serving/models.ts';
import { scoreItems } from '../serving/score.ts';
import { historyOf } from '../serving/signals.ts';
import type { Parameters } from './algorithm.ts';
import { ials } from './ials.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { openIalsKernel } from './kernels/ials-kernel.ts';
import { collectPreferences } from './preferences.ts';

const context = { threads: 1, seed: 5, reporter: silent };
const data = twoTastes({ users: 120, items: 80, seed: 1 });

/** What user `user` told us, in the model's rows. */
function entriesOf(user: number) {
  const entries = [];
  for (let entry = 0; entry < data.user.length; entry++) {
    if (data.user[entry] !== user) continue;
    entries.push({ item: data.item[entry], rating: data.rating[entry], opinion: data.opinion[entry] });
  }
  return entries;
}

/** The vectors training would give the users of a finished model. */
async function trainedUsers(model: FactorModel): Promise<Float32Array> {
  const weighting = model.weighting ? 'bm25' : 'none';
  const { byUser } = collectPreferences(data, { positiveRating: model.positiveRating, weighting });
  const kernel = await openIalsKernel({
    byUser,
    k: model.k,
    unobservedWeight: model.unobservedWeight,
    userRidge: (n) => scaledRidge(model, n, data.itemIds.length),
    itemRidge: () => 1,
    threads: 1,
  });
  kernel.items.write(model.factors);
  await kernel.users.solve();
  await kernel.close();
  return kernel.users.read();
}

test.each<Parameters>([
  { k: 10, sweeps: 3 },
  { k: 16, sweeps: 3, weighting: 'bm25', positive_rating: 4, frequency_exponent: 0.5 },
])('folding in a training user gives the vector training gives them: %o', async (parameters) => {
  const { model } = await ials.train(data, parameters, context);
  const users = await trainedUsers(model);
  for (const user of [0, 57, 119]) {
    const vector = foldIn(model, historyOf(model, entriesOf(user)));
    for (let j = 0; j < model.k; j++) expect(vector[j]).toBeCloseTo(users[user * model.k + j], 4);
  }
});

test('the loss falls with every sweep, and starts below what no model costs', async () => {
  const { loss } = await ials.train(data, { k: 8, sweeps: 8 }, context);
  expect(loss).toHaveLength(8);
  expect(loss[0]).toBeLessThan(1);
  for (let sweep = 1; sweep < loss.length; sweep++) expect(loss[sweep]).toBeLessThan(loss[sweep - 1]);
});

test('the loss is the objective, summed over every user and item', async () => {
  const { model, loss } = await ials.train(data, { k: 6, sweeps: 40, regularisation: 0.1 }, context);
  // After many sweeps another user half-step changes nothing, so the fold-in stands for the users of training.
  let total = 0;
  let preferences = 0;
  data.userIds.forEach((_, user) => {
    const history = historyOf(model, entriesOf(user));
    const vector = foldIn(model, history);
    const scores = scoreItems(model, vector);
    for (const score of scores) total += model.unobservedWeight * score ** 2;
    for (const { item, weight } of history) total += weight * (scores[item] - 1) ** 2;
    total +=
      scaledRidge(model, history.length, data.itemIds.length) * vector.reduce((sum, x) => sum + x * x, 0);
    preferences += history.length;
  });
  model.popularity.forEach((people, item) => {
    const factors = model.factors.subarray(item * model.k, (item + 1) * model.k);
    total += scaledRidge(model, people, data.userIds.length) * factors.reduce((sum, x) => sum + x * x, 0);
  });
  expect(loss[39]).toBeCloseTo(total / preferences, 4);
});

test('it learns the two tastes: films of the other kind score lower', async () => {
  const { model } = await ials.train(data, { k: 8, sweeps: 8, positive_rating: 4 }, context);
  const scores = scoreItems(
    model,
    foldIn(model, [
      { item: 0, weight: 1 },
      { item: 2, weight: 1 },
    ]),
  );
  const mean = (kind: number) =>
    scores.filter((_, item) => item % 2 === kind).reduce((a, b) => a + b, 0) / 40;
  expect(mean(0)).toBeGreaterThan(2 * mean(1));
});

test('one, two and three threads train the same bytes; another seed trains others', async () => {
  const parameters = { k: 12, sweeps: 2 };
  const one = await ials.train(data, parameters, context);
  for (const threads of [2, 3])
    expect(await ials.train(data, parameters, { ...context, threads })).toEqual(one);
  const other = await ials.train(data, parameters, { ...context, seed: 6 });
  expect(other.model.factors).not.toEqual(one.model.factors);
});

test.each([
  [
    'one user',
    [
      ['ann', 'heat', 4],
      ['ann', 'up', 5],
    ],
  ],
  [
    'one item',
    [
      ['ann', 'heat', 4],
      ['bob', 'heat', 5],
    ],
  ],
  ['one rating', [['ann', 'heat', 4]]],
] as const)('%s is enough to train on', async (_, triples) => {
  const { model } = await ials.train(interactionsFrom(triples), { k: 5, sweeps: 3 }, context);
  expect(model.factors.every(Number.isFinite)).toBe(true);
  expect(foldIn(model, [{ item: 0, weight: 1 }]).every(Number.isFinite)).toBe(true);
});

test('no preference at all is refused with the threshold', async () => {
  const lukewarm = interactionsFrom([['ann', 'heat', 3]]);
  await expect(ials.train(lukewarm, { positive_rating: 4 }, context)).rejects.toThrow(
    'None of 1 interactions is a preference: no thumb up, no love and no rating of 4 or more.',
  );
});

test('equations without a solution name the row', async () => {
  const alike = interactionsFrom([
    ['ann', 'heat', 5],
    ['bob', 'heat', 5],
  ]);
  const loose = { k: 8, sweeps: 2, regularisation: 1e-9, unobserved_weight: 0 };
  await expect(ials.train(alike, loose, context)).rejects.toThrow(
    'ials: the equations of item "heat" have no solution in float32. Legal: a larger regularisation',
  );
});

test('every sweep is reported with its loss', async () => {
  const lines: string[] = [];
  const reporter = { ...silent, progress: (line: string) => lines.push(line) };
  const { loss } = await ials.train(data, { k: 4, sweeps: 2 }, { ...context, reporter });
  expect(lines).toEqual([
    `iALS sweep 1/2, loss ${loss[0].toFixed(4)}`,
    `iALS sweep 2/2, loss ${loss[1].toFixed(4)}`,
  ]);
});

test('sweeps end when one gains too little, at the same sweep whatever the threads', async () => {
  const all = await ials.train(data, { k: 8, sweeps: 30 }, context);
  expect(all.loss).toHaveLength(30);
  const early = await ials.train(data, { k: 8, sweeps: 30, least_gain: 0.01 }, context);
  const last = early.loss.length - 1;
  expect(last).toBeGreaterThan(0);
  expect(last).toBeLessThan(29);
  expect(early.loss).toEqual(all.loss.slice(0, last + 1));
  const gains = early.loss.slice(1).map((loss, at) => 1 - loss / early.loss[at]);
  expect(gains.findIndex((gain) => gain < 0.01)).toBe(last - 1);
  const threaded = await ials.train(data, { k: 8, sweeps: 30, least_gain: 0.01 }, { ...context, threads: 3 });
  expect(threaded).toEqual(early);
});

test('by default the pairs nobody told us of weigh ten times the preferences, whatever the size', async () => {
  const weightOf = async (users: number, items: number) => {
    const told = Array.from({ length: users }, (_, user): Triple => [`u${user}`, `i${user % items}`, 5]);
    const { model } = await ials.train(interactionsFrom(told), { k: 2, sweeps: 1 }, context);
    return model.unobservedWeight;
  };
  expect(await weightOf(100, 50)).toBeCloseTo(10 / 50);
  expect(await weightOf(400, 200)).toBeCloseTo(10 / 200);
  expect(await weightOf(10, 5)).toBe(1);
});
