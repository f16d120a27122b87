// A visitor's rows from what they told: films in the order of the model, and for each the film of theirs that accounts for
// most of it. Numbers only; words and markup are in draw.ts.

import { type Contribution, createFirstReasons } from '#pipeline/serving/explain.ts';
import { trainedGram } from '#pipeline/serving/fold-in.ts';
import type { RankingModel } from '#pipeline/serving/models.ts';
import { createRecommenders } from '#pipeline/serving/recommend.ts';
import { OPINION, type OpinionEntry } from '#pipeline/serving/signals.ts';
import { createSimilarity } from '#pipeline/serving/similarity.ts';
import { EVERY_TOLD, type Told } from '../../words/told.ts';
import type { Taste } from './taste.ts';
import type { World } from './world.ts';

/** A film of a row: its row in the model, and the liked film that speaks most for it. */
export interface Listed {
  readonly item: number;
  readonly because: { readonly item: number; readonly share: number } | null;
}

export interface Rows {
  readonly best: readonly Listed[];
  /** By a liked film, further films that it accounts for more than any other. */
  readonly byLiked: readonly { readonly liked: number; readonly films: readonly Listed[] }[];
  /** Where every film was told of: those they liked, to see again. */
  readonly again: readonly number[];
}

/** Films looked at, films in the first row, rows by liked film, films they have at least and at most. */
const LOOKED_AT = 120;
const FIRST_ROW = 18;
const MORE = { rows: 3, least: 3, most: 12 };
/** Films most like one that is told "less like this" that go with it. */
const LIKE_IT = 10;

const OPINION_OF: Readonly<Record<Told, number>> = {
  love: OPINION.love,
  likes: OPINION.thumbUp,
  not: OPINION.thumbDown,
  less: OPINION.notInterested,
  seen: OPINION.none,
};

export type Lister = (taste: Taste) => Rows;

/** One model, many clicks: what they share is computed once. */
export function createLister({ model, facts, placeOf }: World): Lister {
  const gram = model.kind === 'factors' ? trainedGram(model) : undefined;
  const firstReasons = model.kind === 'popularity' ? null : createFirstReasons(model, gram);
  const recommenderOf = createRecommenders(model, facts, gram);
  const likeIt = createLikeIt(model);
  const rowsOf = (ids: readonly string[]): number[] =>
    ids.map((id) => placeOf.get(id) ?? -1).filter((row) => row >= 0 && row < model.itemIds.length);
  return (taste) => {
    const list = recommenderOf({
      personalShare: taste.mix / 100,
      diversity: taste.variety / 100,
      recency: taste.fresh / 100,
      length: LOOKED_AT,
    });
    const told = EVERY_TOLD.flatMap((as) => entries(rowsOf(taste[as]), OPINION_OF[as]));
    const near = rowsOf(taste.less).flatMap(likeIt);
    const narrow = list([...told, ...entries(near, OPINION.notInterested, told)]);
    // Rather something like what they want less of than nothing.
    const { films, history } = narrow.films.length > 0 ? narrow : list(told);
    const liked = rowsOf([...taste.likes, ...taste.love]);
    const reasons = firstReasons?.(
      history,
      films.map(({ item }) => item),
    );
    const listed = films.map(({ item }, n) => ({ item, because: becauseOf(reasons?.[n] ?? null) }));
    return {
      ...grouped(listed, liked),
      again: listed.length > 0 ? [] : liked.toReversed().slice(0, FIRST_ROW),
    };
  };
}

/** The films most like one; nothing is prepared until somebody asks. */
function createLikeIt(model: RankingModel): (row: number) => readonly number[] {
  let similar: ReturnType<typeof createSimilarity> | undefined;
  const known = new Map<number, readonly number[]>();
  return (row) => {
    similar ??= createSimilarity(model);
    const rows = known.get(row) ?? similar(row, LIKE_IT).map(({ item }) => item);
    known.set(row, rows);
    return rows;
  };
}

/** A film that speaks against another is no reason for it. */
const becauseOf = (first: Contribution | null): Listed['because'] =>
  first && first.contribution > 0 && first.share > 0 ? { item: first.item, share: first.share } : null;

/** Told of films that are not told of already. */
function entries(
  rows: readonly number[],
  opinion: number,
  but: readonly OpinionEntry[] = [],
): OpinionEntry[] {
  const known = new Set(but.map(({ item }) => item));
  return [...new Set(rows)]
    .filter((item) => !known.has(item))
    .map((item) => ({ item, rating: Number.NaN, opinion }));
}

function grouped(listed: readonly Listed[], likes: readonly number[]): Omit<Rows, 'again'> {
  const rest = listed.slice(FIRST_ROW);
  const byLiked = likes
    .toReversed()
    .map((liked) => ({
      liked,
      films: rest.filter(({ because }) => because?.item === liked).slice(0, MORE.most),
    }))
    .filter(({ films }) => films.length >= MORE.least)
    .slice(0, MORE.rows);
  return { best: listed.slice(0, FIRST_ROW), byLiked };
}
