// What the site says of each person: their history, and the champion's list for them with its reasons.

import type { Interactions } from '../data/interactions.ts';
import { userPointers } from '../data/interactions.ts';
import { type ConformalIntervals, halfWidth } from '../evaluation/conformal.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import { type Contribution, createExplainer } from '../serving/explain.ts';
import { type FilmInfo, filmFacts } from '../serving/films.ts';
import type { RankingModel, RatedEntry, RatingModel } from '../serving/models.ts';
import { trainedRows } from '../serving/new-films.ts';
import { AS_JUDGED } from '../serving/options.ts';
import { foldInRating, predictRating, type RatingPerson, ratingInterval } from '../serving/rating.ts';
import { createRecommender, type ListedFilm } from '../serving/recommend.ts';
import { historyOf, OPINION, type OpinionEntry } from '../serving/signals.ts';
import type { Person, Placement, Recommendation } from './contract.ts';
import { rounded } from './films.ts';
import { LIST, type ListOf } from './lists.ts';

const REASONS = 3;
const HISTORY = 200;
/** Half of a published interval in standard deviations: it is made to hold 80 of 100 ratings. */
const DEVIATIONS = 1.28155;

export interface Champion {
  readonly ranking: RankingModel;
  readonly rating: RatingModel;
  /** For predictions of a rating model that gives no interval. */
  readonly intervals?: ConformalIntervals | null;
}

export interface ShownFilms {
  /** Ids of those that may be named: what left the catalogue is in no list, though it still tells of a taste. */
  readonly catalogue: ReadonlySet<string>;
  /** Those that may be recommended today. */
  readonly available: readonly FilmInfo[];
  /** What is said of a film that the champion was not trained on; not needed by one with trained rows alone. */
  readonly placement?: (itemId: string) => Placement | null;
}

const OPINION_NAMES = new Map<number, Person['history'][number]['opinion']>([
  [OPINION.love, 'love'],
  [OPINION.thumbUp, 'thumb_up'],
  [OPINION.thumbDown, 'thumb_down'],
  [OPINION.notInterested, 'not_interested'],
]);

/**
 * A function from a person's row in `interactions` to what is published of them. What all people share is computed
 * once. A film the person has touched, or that is not available, is never recommended.
 * @param lists those of everybody, where they have been made; otherwise serving makes each when it is asked for.
 */
export function createPersonView(
  interactions: Interactions,
  champion: Champion | null,
  films: ShownFilms,
  lists: ListOf | null = null,
): (user: number) => Person {
  const pointers = userPointers(interactions);
  const recommend: Listing = champion
    ? createListing(interactions, champion, films, lists)
    : () => ({ recommendations: [], new_films: [], basis: 'popular' });
  return (user) => {
    const entries = range(pointers[user], pointers[user + 1]);
    const told = entries.filter((entry) =>
      films.catalogue.has(interactions.itemIds[interactions.item[entry]]),
    );
    return {
      user_id: interactions.userIds[user],
      interactions: told.length,
      history: historyView(interactions, told),
      ...recommend(user, entries),
    };
  };
}

type Listing = (
  user: number,
  entries: readonly number[],
) => Pick<Person, 'recommendations' | 'new_films' | 'basis'>;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Newest first; entries of the same instant by item. */
function historyView(
  { itemIds, item, rating, opinion, timestamp }: Interactions,
  told: readonly number[],
): Person['history'] {
  return told
    .toSorted((a, b) => timestamp[b] - timestamp[a] || item[a] - item[b])
    .slice(0, HISTORY)
    .map((entry) => ({
      item_id: itemIds[item[entry]],
      rating: Number.isNaN(rating[entry]) ? null : rating[entry],
      opinion: OPINION_NAMES.get(opinion[entry]) ?? null,
      day: new Date(timestamp[entry]).toISOString().slice(0, 10),
    }));
}

function createListing(
  interactions: Interactions,
  { ranking, rating, intervals = null }: Champion,
  films: ShownFilms,
  lists: ListOf | null,
): Listing {
  const options = { ...AS_JUDGED, length: LIST };
  const recommend =
    lists === null && createRecommender(ranking, filmFacts(ranking.itemIds, films.available), options);
  const explainTo = ranking.kind === 'popularity' ? () => () => [] : createExplainer(ranking);
  const trained = trainedRows(ranking);
  const rankingRows = rowsIn(ranking.itemIds, interactions.itemIds);
  const ratingRows = rowsIn(rating.itemIds, interactions.itemIds);
  const ratingRowOf = rowsIn(rating.itemIds, ranking.itemIds);

  return (user, entries) => {
    const told = entries.map((entry) => opinionEntry(interactions, entry, rankingRows));
    const history = historyOf(ranking, told);
    const list = recommend ? recommend(told) : { films: lists?.(user) ?? [], placed: [] };
    const rated = ratedEntries(interactions, entries, ratingRows);
    const person = foldInRating(rating, rated);
    const half = intervals && halfWidth(intervals, rated.length);
    const explain = explainTo(history);
    const view = ({ item, modelScore }: Pick<ListedFilm, 'item' | 'modelScore'>): Recommendation => ({
      item_id: ranking.itemIds[item],
      placed: item < trained ? null : (films.placement?.(ranking.itemIds[item]) ?? null),
      score: rounded(modelScore, 5),
      predicted_rating:
        ratingRowOf[item] < 0 ? null : rounded(predictRating(rating, person, ratingRowOf[item]), 2),
      rating_interval: intervalOf(rating, { person, half }, ratingRowOf[item]),
      because: reasons(explain(item), ranking.itemIds, films.catalogue),
    });
    const isPersonal = history.length > 0;
    return {
      recommendations: list.films.map(view),
      new_films: isPersonal ? list.placed.map(view) : [],
      basis: isPersonal ? 'personal' : 'popular',
    };
  };
}

/** Null for a film the model does not know, and where nothing says how sure it is. @param of `half` of a width, from outside */
function intervalOf(
  model: RatingModel,
  { person, half }: { person: RatingPerson; half: number | null },
  item: number,
): Recommendation['rating_interval'] {
  const own = ratingInterval(model, person, item, DEVIATIONS);
  const interval =
    own ?? (half === null || item < 0 ? null : within(model, predictRating(model, person, item), half));
  return interval && { low: rounded(interval.low, 2), high: rounded(interval.high, 2) };
}

const within = ({ scale }: RatingModel, middle: number, half: number) => ({
  low: Math.max(scale.min, middle - half),
  high: Math.min(scale.max, middle + half),
});

/** What speaks for a film, largest first. A share is of the score's size: the score itself may be below zero. */
function reasons(
  contributions: readonly Contribution[],
  itemIds: readonly string[],
  catalogue: ReadonlySet<string>,
): Recommendation['because'] {
  return contributions
    .filter(({ item, contribution }) => contribution > 0 && catalogue.has(itemIds[item]))
    .slice(0, REASONS)
    .map(({ item, share }) => ({ item_id: itemIds[item], share: rounded(Math.abs(share), 4) }));
}

/** What was told in an entry, as serving takes it. */
export function opinionEntry(
  { item, rating, opinion }: Interactions,
  entry: number,
  rows: Int32Array,
): OpinionEntry {
  return { item: rows[item[entry]], rating: rating[entry], opinion: opinion[entry] };
}

function ratedEntries(
  { item, rating }: Interactions,
  entries: readonly number[],
  rows: Int32Array,
): RatedEntry[] {
  return entries
    .filter((entry) => rows[item[entry]] >= 0 && !Number.isNaN(rating[entry]))
    .map((entry) => ({ item: rows[item[entry]], rating: rating[entry] }));
}
