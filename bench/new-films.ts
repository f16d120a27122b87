// How well films can be placed that nobody has touched: `node bench/new-films.ts` on the data in the repository. A fifth of
// the films with ten likes or more is left out of training; of each the first n people who like it are told, and the
// hidden films are ranked for all others who like one of them.

import { readInteractionBatches } from '../pipeline/data/batches.ts';
import { readCatalogue } from '../pipeline/data/catalogue.ts';
import { foldInteractions, type Interactions } from '../pipeline/data/interactions.ts';
import { hitsAt, ndcg } from '../pipeline/evaluation/metrics.ts';
import { createRandom } from '../pipeline/random.ts';
import { ials } from '../pipeline/recommenders/ials.ts';
import { attributePrior, peopleMoment, placeFilm } from '../pipeline/recommenders/new-films.ts';
import { silent } from '../pipeline/reporter.ts';
import { gramMatrix } from '../pipeline/serving/cholesky.ts';
import { foldIn } from '../pipeline/serving/fold-in.ts';
import type { HistoryEntry } from '../pipeline/serving/models.ts';
import { createScorer, topK } from '../pipeline/serving/score.ts';
import { preferenceWeight } from '../pipeline/serving/signals.ts';

const K = 10;
const data = foldInteractions(await readInteractionBatches('.'));
const catalogue = await readCatalogue('.');
const random = createRandom(5);
const likes = Array.from(data.user.keys()).filter(
  (entry) => preferenceWeight(data.rating[entry], data.opinion[entry], { positiveRating: 4 }) > 0,
);
const liked = new Float32Array(data.itemIds.length);
for (const entry of likes) liked[data.item[entry]]++;
const isHidden = Array.from(liked, (count) => count >= 10 && random.uniform() < 0.2);
const hidden = [...isHidden.keys()].filter((item) => isHidden[item]);

/** Training without the hidden films, which keep their rows, but for some entries. */
function without(told: ReadonlySet<number> = new Set()): Interactions {
  const shown = (_: number, entry: number) => !isHidden[data.item[entry]] || told.has(entry);
  const { user, item, rating, opinion, timestamp } = data;
  return {
    ...data,
    user: user.filter(shown),
    item: item.filter(shown),
    rating: rating.filter(shown),
    opinion: opinion.filter(shown),
    timestamp: timestamp.filter(shown),
  };
}

const CONTEXT = { threads: 1, seed: 42, reporter: silent };
const { model } = await ials.train(without(), {}, CONTEXT);
const gram = gramMatrix(model.factors, model.k);
const histories = data.userIds.map((): HistoryEntry[] => []);
const fans = new Map(hidden.map((item) => [item, [] as number[]]));
for (const entry of likes) {
  const [user, item] = [data.user[entry], data.item[entry]];
  if (isHidden[item]) fans.get(item)?.push(user);
  else {
    const weight = preferenceWeight(data.rating[entry], data.opinion[entry], { positiveRating: 4 });
    histories[user].push({ item, weight });
  }
}
const vectors = histories.map((history) => foldIn(model, history, gram));
const moment = peopleMoment(vectors, model.k);
const prior = attributePrior(
  model,
  model.itemIds.map((id) => catalogue.byId.get(id)),
);
for (const users of fans.values()) users.sort((a, b) => ((a * 7919) % 10007) - ((b * 7919) % 10007));

/** Mean NDCG over people who like a hidden film and have not told of it; they know no hidden film beforehand. */
function judge(first: number, scoreOf: (user: number, place: number) => number): string {
  const told = hidden.map((item) => new Set(fans.get(item)?.slice(0, first)));
  let sum = 0;
  let people = 0;
  histories.forEach((history, user) => {
    if (history.length === 0) return;
    const relevant = new Set<number>();
    hidden.forEach((item, place) => {
      if (fans.get(item)?.includes(user) && !told[place].has(user)) relevant.add(place);
    });
    if (relevant.size === 0) return;
    const excluded = Uint8Array.from(told, (users) => (users.has(user) ? 1 : 0));
    const scores = hidden.map((_, place) => scoreOf(user, place));
    sum += ndcg(hitsAt(topK(scores, K, excluded), relevant, K), relevant.size);
    people++;
  });
  return (sum / people).toFixed(3);
}

function genrePopularity(item: number): number {
  const genres = catalogue.byId.get(data.itemIds[item])?.genres ?? [];
  const means = genres.map((genre) => {
    const rows = model.itemIds.flatMap((id, row) =>
      !isHidden[row] && catalogue.byId.get(id)?.genres.includes(genre) ? [row] : [],
    );
    return rows.reduce((total, row) => total + model.popularity[row], 0) / Math.max(1, rows.length);
  });
  return Math.max(0, ...means);
}

const byGenre = hidden.map(genrePopularity);
const byChance = hidden.map(() => random.uniform());
console.log(`NDCG@${K} among ${hidden.length} hidden films`);
console.log(
  '| people who touched it | at random | popularity of its genre | people alone | trained with them | placed |\n|---|---|---|---|---|---|',
);

/** What training makes of the hidden films when it knows their first so many likes. */
async function trainedWith(first: number): Promise<(user: number, place: number) => number> {
  const told = new Set(
    likes.filter((entry) => fans.get(data.item[entry])?.slice(0, first).includes(data.user[entry])),
  );
  const trained = await ials.train(without(told), {}, CONTEXT);
  const score = createScorer(trained.model);
  const scores = histories.map((history) => (history.length > 0 ? score(history) : new Float32Array(0)));
  return (user, place) => scores[user][hidden[place]];
}

for (const first of [0, 1, 3, 5, 10, 20]) {
  const placedFrom = (start: (item: number) => Float64Array) => {
    const films = hidden.map((item) => {
      const likedBy = (fans.get(item) ?? []).slice(0, first).map((user) => vectors[user]);
      return placeFilm(model, { prior: start(item), likedBy, moment, people: vectors.length });
    });
    return (user: number, place: number) =>
      films[place].reduce((sum, value, j) => sum + value * vectors[user][j], 0);
  };
  const cells = [
    judge(first, (_, place) => byChance[place]),
    judge(first, (_, place) => byGenre[place]),
    first === 0
      ? '–'
      : judge(
          first,
          placedFrom(() => new Float64Array(model.k)),
        ),
    first === 0 ? '–' : judge(first, await trainedWith(first)),
    judge(
      first,
      placedFrom((item) => prior(catalogue.byId.get(data.itemIds[item]) ?? { genres: [], year: null })),
    ),
  ];
  console.log(`| ${first} | ${cells.join(' | ')} |`);
}
