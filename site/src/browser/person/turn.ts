// The list of one person as it was turned, by the code that makes published lists. Data only.

import type { Person, Recommendation } from '#pipeline/publishing/contract.ts';
import { createExplainer } from '#pipeline/serving/explain.ts';
import { trainedRows } from '#pipeline/serving/new-films.ts';
import { AS_JUDGED, DEFAULT_OPTIONS } from '#pipeline/serving/options.ts';
import { createRecommenders } from '#pipeline/serving/recommend.ts';
import { OPINION, type OpinionEntry } from '#pipeline/serving/signals.ts';
import type { Tuning } from '../../people/tuning.ts';
import type { World } from '../home/world.ts';

export type ToldEntry = Person['history'][number];

const OPINIONS: Readonly<Record<string, number>> = {
  love: OPINION.love,
  thumb_up: OPINION.thumbUp,
  thumb_down: OPINION.thumbDown,
  not_interested: OPINION.notInterested,
};
const REASONS = 3;

export interface Turned {
  readonly recommendations: readonly Recommendation[];
  /** The part of the order that is personal, 0 to 1. */
  readonly personal: number;
}

/**
 * @param told what is known of the person.
 * @param expected what the published list expects, by film; other films say nothing, since the page has no rating model.
 */
export function createTurner(
  world: World,
  told: readonly ToldEntry[],
  expected: ReadonlyMap<string, { rating: number; low: number; high: number }> = new Map(),
): (tuning: Tuning) => Turned {
  const { model, films, facts } = world;
  const entries = told.flatMap((entry) => entryOf(world, entry));
  const explainer = model.kind === 'popularity' ? null : createExplainer(model);
  const recommenderOf = createRecommenders(model, facts);
  const trained = trainedRows(model);
  return ({ mix, variety, fresh }) => {
    const base = mix === null ? AS_JUDGED : { ...DEFAULT_OPTIONS, personalShare: mix / 100 };
    const options = { ...base, diversity: variety / 100, recency: fresh / 100 };
    const list = recommenderOf(options)(entries);
    const reasons = explainer?.(list.history);
    const recommendations = list.films.map(({ item, modelScore }): Recommendation => {
      const id = films.item_ids[item] ?? '';
      const known = expected.get(id);
      return {
        item_id: id,
        placed:
          item < trained
            ? null
            : {
                by_genres: films.genres[item].length > 0,
                by_year: films.years[item] !== null,
                touched_by: films.people[item],
              },
        score: modelScore,
        predicted_rating: known?.rating ?? null,
        rating_interval: known && known.low <= known.high ? { low: known.low, high: known.high } : null,
        because: (reasons?.(item) ?? [])
          .filter(({ contribution }) => contribution > 0)
          .slice(0, REASONS)
          .map((reason) => ({ item_id: films.item_ids[reason.item] ?? '', share: Math.abs(reason.share) })),
      };
    });
    return { recommendations, personal: list.personal };
  };
}

function entryOf({ placeOf, model }: World, { item_id, rating, opinion }: ToldEntry): OpinionEntry[] {
  const item = placeOf.get(item_id) ?? -1;
  if (item < 0 || item >= model.itemIds.length) return [];
  return [{ item, rating: rating ?? Number.NaN, opinion: OPINIONS[opinion ?? ''] ?? OPINION.none }];
}
