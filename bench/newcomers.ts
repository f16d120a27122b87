// How good lists are for somebody new: `node bench/newcomers.ts` on the data in the repository, or with the path of a
// MovieLens ratings.csv on that. A quarter of the people is left out of training, four times; each then tells us a few
// things. Two tables: after so many ratings, and after being asked about so many films. One half of the people (A) is for
// choosing the evidence, the other (B) for reporting what it gave.

import { readFileSync } from 'node:fs';
import { readInteractionBatches } from '../pipeline/data/batches.ts';
import { foldInteractions, type Interactions, userPointers } from '../pipeline/data/interactions.ts';
import { hitsAt, ndcg } from '../pipeline/evaluation/metrics.ts';
import { createRandom, type Random } from '../pipeline/random.ts';
import { firstQuestions } from '../pipeline/recommenders/first-questions.ts';
import { ials } from '../pipeline/recommenders/ials.ts';
import { silent } from '../pipeline/reporter.ts';
import { filmFacts } from '../pipeline/serving/films.ts';
import type { FactorModel } from '../pipeline/serving/models.ts';
import { AS_JUDGED, DEFAULT_OPTIONS, type ServingOptions } from '../pipeline/serving/options.ts';
import { createRecommender } from '../pipeline/serving/recommend.ts';
import { topK } from '../pipeline/serving/score.ts';
import { historyOf, type OpinionEntry } from '../pipeline/serving/signals.ts';

const FOLDS = 4;
const K = 10;
/** People with fewer entries have nothing left to be judged by. */
const LEAST = 20;
const RATINGS = [1, 2, 3, 5, 10];
const ASKED = [5, 10, 20, 40];
const EVIDENCE = [0, 2, 3, 5, 8, 12];

function read(file: string | undefined): Interactions | Promise<Interactions> {
  if (file === undefined) return readInteractionBatches('.').then((batches) => foldInteractions(batches));
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  return foldInteractions([
    {
      user_id: rows.map(([user]) => user),
      item_id: rows.map(([, item]) => item),
      signal: rows.map(() => 'rating'),
      rating: Float64Array.from(rows, (row) => Number(row[2])),
      timestamp: Float64Array.from(rows, (row) => 1000 * Number(row[3])),
      event_id: rows.map(() => null),
    },
  ]);
}

/** The entries of the people who are kept; every film keeps its row. */
function keeping(data: Interactions, keep: (user: number) => boolean): Interactions {
  const kept = Array.from(data.user.keys()).filter((entry) => keep(data.user[entry]));
  const pick = <T extends Float32Array | Float64Array | Int32Array | Int8Array>(values: T): T =>
    values.filter((_, entry) => keep(data.user[entry])) as T;
  const { rating, opinion, timestamp, item } = data;
  const user = Int32Array.from(kept, (entry) => data.user[entry]);
  return {
    ...data,
    user,
    item: pick(item),
    rating: pick(rating),
    opinion: pick(opinion),
    timestamp: pick(timestamp),
  };
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, draw: random.uniform() }))
    .sort((a, b) => a.draw - b.draw)
    .map(({ value }) => value);
}

/** Sums and counts by name. */
const sums = new Map<string, { sum: number; count: number }>();
function add(name: string, value: number): void {
  const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
  sums.set(name, { sum: sum + value, count: count + 1 });
}
const mean = (name: string, digits = 3) => {
  const { sum, count } = sums.get(name) ?? { sum: 0, count: 1 };
  return (sum / count).toFixed(digits);
};

type Lister = (told: readonly OpinionEntry[]) => number[];

function listersOf(model: FactorModel): Record<string, Lister> {
  const films = filmFacts(
    model.itemIds,
    model.itemIds.map((item_id) => ({ item_id, year: null, genres: [] })),
  );
  const lister = (options: Partial<ServingOptions>): Lister => {
    const recommend = createRecommender(model, films, { ...options, length: K });
    return (told) => recommend(told).films.map(({ item }) => item);
  };
  const byEvidence = EVIDENCE.map((evidence) => [String(evidence), lister({ ...DEFAULT_OPTIONS, evidence })]);
  return {
    popular: lister({ ...AS_JUDGED, personalShare: 0, recency: 0 }),
    judged: lister(AS_JUDGED),
    ...Object.fromEntries(byEvidence),
  };
}

function afterRatings(half: string, entries: readonly OpinionEntry[], listers: Record<string, Lister>) {
  const relevant = relevantIn(entries.slice(Math.max(...RATINGS)));
  if (relevant.size === 0) return;
  for (const n of RATINGS) {
    for (const [name, list] of Object.entries(listers)) {
      const shown = list(entries.slice(0, n));
      add(`${half} ${n} ${name}`, ndcg(hitsAt(shown, relevant, K), relevant.size));
    }
  }
}

const relevantIn = (entries: readonly OpinionEntry[]): Set<number> =>
  new Set(historyOf(anyModel, entries).map(({ item }) => item));
let anyModel: FactorModel;

function questionsFor(model: FactorModel, train: Interactions, people: number, random: Random) {
  const touched = new Float32Array(model.itemIds.length);
  for (const item of train.item) touched[item]++;
  const most = Math.max(...ASKED);
  const excluded = touched.map((count) => (count === 0 ? 1 : 0));
  return {
    telling: firstQuestions(
      model,
      { liked: model.popularity, people, excluded: Uint8Array.from(excluded) },
      most,
    ),
    'best known': topK(touched, most),
    random: topK(
      touched.map(() => random.uniform()),
      most,
      Uint8Array.from(excluded),
    ),
  };
}

/** Half of what a person knows may be told, when it is asked about; the other half judges. */
function afterQuestions(
  entries: readonly OpinionEntry[],
  questions: Record<string, Int32Array>,
  { judged, 5: mixed }: Record<string, Lister>,
) {
  const [tellable, rest] = [entries.slice(0, entries.length >> 1), entries.slice(entries.length >> 1)];
  const relevant = relevantIn(rest);
  if (relevant.size === 0) return;
  for (const [name, films] of Object.entries(questions)) {
    for (const n of ASKED) {
      const asked = new Set(films.slice(0, n));
      const told = tellable.filter(({ item }) => asked.has(item));
      add(`${name} ${n} answers`, told.length);
      for (const [which, list] of Object.entries({ judged, mixed })) {
        add(`${name} ${n} ${which}`, ndcg(hitsAt(list(told), relevant, K), relevant.size));
      }
    }
  }
}

async function runFold(data: Interactions, fold: number): Promise<void> {
  const isNew = (user: number) => (user * 7919 + fold) % FOLDS === 0;
  const train = keeping(data, (user) => !isNew(user));
  const { model } = await ials.train(train, {}, { threads: 1, seed: 42, reporter: silent });
  anyModel = model;
  const random = createRandom(70 + fold);
  const listers = listersOf(model);
  const people = data.userIds.filter((_, user) => !isNew(user)).length;
  const questions = questionsFor(model, train, people, random);
  const pointers = userPointers(data);
  data.userIds.forEach((_, user) => {
    if (!isNew(user) || pointers[user + 1] - pointers[user] < LEAST) return;
    const own = Array.from({ length: pointers[user + 1] - pointers[user] }, (_, n) => pointers[user] + n);
    const entries = shuffled(own, random).map((entry) => ({
      item: data.item[entry],
      rating: data.rating[entry],
      opinion: data.opinion[entry],
    }));
    afterRatings(user % (2 * FOLDS) < FOLDS ? 'A' : 'B', entries, listers);
    afterQuestions(entries, questions, listers);
  });
}

const data = await read(process.argv[2]);
for (let fold = 0; fold < FOLDS; fold++) await runFold(data, fold);
const names = ['popular', 'judged', ...EVIDENCE.map(String)];
for (const half of ['A', 'B']) {
  console.log(
    `\nNDCG@${K}, half ${half}, ${sums.get(`${half} 1 judged`)?.count} people; 0 to 12: the evidence`,
  );
  console.log(`| ratings | ${names.join(' | ')} |\n|---|${names.map(() => '---|').join('')}`);
  for (const n of RATINGS)
    console.log(`| ${n} | ${names.map((name) => mean(`${half} ${n} ${name}`)).join(' | ')} |`);
}
console.log('\nNDCG@10 after being asked: answers, list as judged, default list');
console.log(`| asked about | ${ASKED.join(' | ')} |\n|---|${ASKED.map(() => '---|').join('')}`);
for (const name of ['telling', 'best known', 'random']) {
  const cells = ASKED.map((n) =>
    [mean(`${name} ${n} answers`, 1), mean(`${name} ${n} judged`), mean(`${name} ${n} mixed`)].join(', '),
  );
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
