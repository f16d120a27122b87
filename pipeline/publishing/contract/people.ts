// People, what is recommended to them and why. Types only.

import type { Placement } from './films.ts';

/**
 * What one item of the person's history contributes to a recommendation's score, as a share of the score's size. Here
 * are the three that speak most for the film, largest first. Over the whole history, with what speaks against it
 * counted as negative, the shares sum to 1, or to −1 where the score is below zero.
 */
export interface Because {
  item_id: string;
  share: number;
}

export interface Recommendation {
  item_id: string;
  /** Where its place is not from training; null for a film the champion was trained on. */
  placed: Placement | null;
  score: number;
  predicted_rating: number | null;
  /** Made to hold 8 of 10 ratings, within the scale: the model's own, or as `rating_intervals` of model.json tells; null where there is neither. */
  rating_interval: { low: number; high: number } | null;
  because: Because[];
}

export interface Person {
  user_id: string;
  /** Films of the catalogue they told us of. */
  interactions: number;
  /** Newest first; the newest 200 where there are more. */
  history: {
    item_id: string;
    rating: number | null;
    opinion: 'love' | 'thumb_up' | 'thumb_down' | 'not_interested' | null;
    day: string;
  }[];
  recommendations: Recommendation[];
  /** Best first, at most four: films the champion was not trained on, in the list above or not. Empty where `basis` is popular. */
  new_films: Recommendation[];
  /** personal: folded in from the history, also where nothing of it speaks for a film · popular: no history the model knows */
  basis: 'personal' | 'popular';
}

/**
 * /api/v1/people.json: in which shard somebody is. People are in the order of their ids (by UTF-16 code unit, the `<` of
 * JavaScript), `per_shard` to a shard: an id is in the last shard whose first id does not come after it.
 */
export interface PeopleIndex {
  format: 1;
  people: number;
  per_shard: number;
  shards: number;
  /** The first id of each shard. */
  first: string[];
}

/** /api/v1/people/<shard, four digits>.json; /api/v1/people/samples.json: people who have a page of their own. */
export interface PeopleShard {
  format: 1;
  run: string | null;
  people: Person[];
}

/**
 * /api/v1/mixed.json: lists of the sample people (people/samples.json), best first: α of the order is personal, the rest is what is popular,
 * after n preferences α·n / (n + evidence). No seen film is in a list.
 */
export interface MixedFile {
  format: 1;
  run: string | null;
  alpha: number;
  evidence: number;
  people: {
    user_id: string;
    /** The part of this list's order that is personal, 0 to alpha. */
    personal: number;
    items: string[];
  }[];
}
