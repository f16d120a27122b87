// What becomes of lists when films that training did not know stand in them: `node bench/placed-lists.ts` on the data in
// the repository. A fifth of all films is left out of training, and a fifth of what each person likes of the others is
// kept back to be found, without regard to time. And once by time: trained on the first part of what was told, placed and
// listed after four fifths, judged by the rest.

import { readInteractionBatches } from '../pipeline/data/batches.ts';
import { readCatalogue } from '../pipeline/data/catalogue.ts';
import { foldInteractions, type Interactions } from '../pipeline/data/interactions.ts';
import { hitsAt, ndcg } from '../pipeline/evaluation/metrics.ts';
import { createRandom } from '../pipeline/random.ts';
import { findAlgorithm } from '../pipeline/recommenders/algorithms.ts';
import { withNewFilms } from '../pipeline/recommenders/placement.ts';
import { silent } from '../pipeline/reporter.ts';
import type { HistoryEntry, RankingModel } from '../pipeline/serving/models.ts';
import { createScorer, topK } from '../pipeline/serving/score.ts';
import { preferenceWeight } from '../pipeline/serving/signals.ts';
import { standardise } from '../pipeline/serving/standardise.ts';

const K = 10;
const LIMITS = [0, 1, 2, 5, K];
const data = foldInteractions(await readInteractionBatches('.'));
const { films } = await readCatalogue('.');
const random = createRandom(7);
const hidden = new Set(data.itemIds.filter(() => random.uniform() < 0.2));
const weights = Array.from(data.item, (_, entry) =>
  preferenceWeight(data.rating[entry], data.opinion[entry], { positiveRating: 4 }),
);
const isHidden = (entry: number) => hidden.has(data.itemIds[data.item[entry]]);
const isKeptBack = weights.map((weight, entry) => !isHidden(entry) && weight > 0 && random.uniform() < 0.2);
const order = weights.map(() => random.uniform());

/** Of the entries that `keep` says, with the films of those alone. */
function only(keep: (entry: number) => boolean): Interactions {
  const kept = weights.flatMap((_, entry) => (keep(entry) ? [entry] : []));
  const items = [...new Set(kept.map((entry) => data.item[entry]))].sort((a, b) => a - b);
  const row = new Map(items.map((item, at) => [item, at]));
  return {
    userIds: data.userIds,
    itemIds: items.map((item) => data.itemIds[item]),
    user: Int32Array.from(kept, (entry) => data.user[entry]),
    item: Int32Array.from(kept, (entry) => row.get(data.item[entry]) ?? -1),
    rating: Float32Array.from(kept, (entry) => data.rating[entry]),
    opinion: Int8Array.from(kept, (entry) => data.opinion[entry]),
    timestamp: Float64Array.from(kept, (entry) => data.timestamp[entry]),
  };
}

/** Hidden films' first so many likes, in an order drawn once. */
function firstLikes(first: number): Set<number> {
  const of = Map.groupBy(
    weights.flatMap((weight, entry) => (weight > 0 && isHidden(entry) ? [entry] : [])),
    (entry) => data.item[entry],
  );
  return new Set([...of.values()].flatMap((all) => all.sort((a, b) => order[a] - order[b]).slice(0, first)));
}

interface Asked {
  history: HistoryEntry[];
  excluded: Uint8Array;
  old: Set<number>;
  all: Set<number>;
}

type Role = 'told' | 'sought' | 'unknown';

/** What each person told, and what is to be found, by rows of the served model. */
function peopleOf(model: RankingModel, roleOf: (entry: number) => Role): Asked[] {
  const trained = model.kind === 'popularity' ? 0 : (model.trained ?? model.itemIds.length);
  const rows = new Map(model.itemIds.map((id, row) => [id, row]));
  const people = data.userIds.map(
    (): Asked => ({
      history: [],
      excluded: new Uint8Array(model.itemIds.length),
      old: new Set(),
      all: new Set(),
    }),
  );
  for (const [entry, weight] of weights.entries()) {
    const person = people[data.user[entry]];
    const item = rows.get(data.itemIds[data.item[entry]]);
    if (item === undefined) continue;
    const role = roleOf(entry);
    if (role === 'told') person.excluded[item] = 1;
    if (role === 'told' && weight > 0 && item < trained) person.history.push({ item, weight });
    if (role !== 'sought' || weight === 0) continue;
    person.all.add(item);
    if (item < trained) person.old.add(item);
  }
  return people.filter(({ history, old }) => history.length > 0 && old.size > 0);
}

type Scores = (history: readonly HistoryEntry[]) => ArrayLike<number>;

/** What a part without a row for a film may say of it. */
function blendReadings(model: RankingModel & { kind: 'blend' }): [string, Scores][] {
  const trained = model.trained ?? model.itemIds.length;
  const parts = model.parts.map(({ weight, model: part }) => ({ weight, part, score: createScorer(part) }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const reading =
    (ofPlaced: (z: number, weight: number, kind: string) => number): Scores =>
    (history) => {
      const sums = new Float64Array(model.itemIds.length);
      for (const { weight, part, score } of parts) {
        standardise(score(history), trained).forEach((z, item) => {
          sums[item] += item < trained ? weight * z : ofPlaced(z, weight, part.kind);
        });
      }
      return sums;
    };
  return [
    ['blend, empty rows as zeros', reading((z, weight) => weight * z)],
    ['blend, empty rows as the mean', reading((z, weight, kind) => (kind === 'factors' ? weight * z : 0))],
    ['blend, factors for both', reading((z, _, kind) => (kind === 'factors' ? total * z : 0))],
  ];
}

function judge(people: readonly Asked[], scores: Scores, trained: number, limit: number) {
  const sums = { old: 0, all: 0, shown: 0 };
  for (const { history, excluded, old, all } of people) {
    const own = scores(history);
    const placed = topK(own, limit, excluded.slice().fill(1, 0, trained));
    const left = excluded.slice().fill(1, trained);
    for (const row of placed) left[row] = 0;
    const list = topK(own, K, left);
    sums.old += ndcg(hitsAt(list, old, K), old.size) / people.length;
    sums.all += ndcg(hitsAt(list, all, K), all.size) / people.length;
    sums.shown += list.filter((row) => row >= trained).length / people.length;
  }
  return sums;
}

function row(title: string, people: readonly Asked[], scores: Scores, trained: number): string {
  const cells = LIMITS.map((limit) => {
    const { old, all, shown } = judge(people, scores, trained, limit);
    return `${old.toFixed(4)} / ${all.toFixed(4)} / ${shown.toFixed(2)}`;
  });
  return `| ${title} | ${cells.join(' | ')} |`;
}

const CONTEXT = { threads: 1, seed: 42, reporter: silent };
const trainOn = only((entry) => !isHidden(entry) && !isKeptBack[entry]);
console.log(`${hidden.size} films hidden; NDCG@${K} of old likes / of all likes / placed films in a list`);
console.log(`| model | people who touched it | ${LIMITS.map((limit) => `at most ${limit}`).join(' | ')} |`);
console.log(`|${'---|'.repeat(LIMITS.length + 2)}`);
for (const name of ['ials', 'blend']) {
  const { model } = await findAlgorithm('ranking', name).train(trainOn, {}, CONTEXT);
  for (const first of [0, 3]) {
    const told = firstLikes(first);
    const interactions = only((entry) => (isHidden(entry) ? told.has(entry) : !isKeptBack[entry]));
    const served = withNewFilms(model, { films, interactions });
    const people = peopleOf(served, (entry) =>
      isKeptBack[entry] || (isHidden(entry) && !told.has(entry)) ? 'sought' : 'told',
    );
    const readings: [string, Scores][] =
      served.kind === 'blend' ? blendReadings(served) : [[name, createScorer(served)]];
    for (const [title, scores] of readings) {
      console.log(row(`${title} | ${first}`, people, scores, model.itemIds.length));
    }
  }
}

const times = data.timestamp.toSorted();
const after = (part: number) => times[Math.floor(part * times.length)];
const listed = after(0.8);
const there = films.filter(({ added }) => added === null || Date.parse(added) <= listed);
console.log(
  `\n| trained on the first | placed films | people | ${LIMITS.map((limit) => `at most ${limit}`).join(' | ')} |`,
);
console.log(`|${'---|'.repeat(LIMITS.length + 3)}`);
for (const part of [0.2, 0.4, 0.6]) {
  const past = only((entry) => data.timestamp[entry] <= after(part));
  const { model } = await findAlgorithm('ranking', 'ials').train(past, {}, CONTEXT);
  const interactions = only((entry) => data.timestamp[entry] <= listed);
  const served = withNewFilms(model, { films: there, interactions });
  const people = peopleOf(served, (entry) => (data.timestamp[entry] <= listed ? 'told' : 'sought'));
  const placed = served.itemIds.length - model.itemIds.length;
  const title = `${100 * part} % | ${placed} | ${people.length}`;
  console.log(row(title, people, createScorer(served), model.itemIds.length));
}
