// Films: the catalogue, what is popular, what a newcomer is asked, and what is known of each film. Types only.

export interface FilmCard {
  item_id: string;
  /** URL part, unique: "the-matrix-1999". */
  slug: string;
  title: string;
  year: number | null;
  genres: string[];
  /** People whose interaction with it counts today. */
  interactions: number;
  ratings: number;
  mean_rating: number | null;
  /** Day it joined the catalogue, where known. */
  added: string | null;
}

/** /api/v1/catalogue.json */
export interface CatalogueFile {
  format: 1;
  films: FilmCard[];
}

/** /api/v1/popular.json: item ids, best first. */
export interface Popular {
  format: 1;
  all_time: string[];
  recent: string[];
  new: string[];
  by_genre: Record<string, string[]>;
}

/** A list of what is popular in a segment; what was asked for may have had to be widened. */
export interface SegmentPopular {
  genre: string | null;
  /** Its first year. */
  decade: number | null;
  /** Counted over the last four weeks instead of all time. */
  lately: boolean;
  /** What had to be given up, in order, because too few films of it were watched: the list is of what is left. */
  widened: ('genre' | 'decade' | 'lately')[];
  items: string[];
}

/** /api/v1/segments.json: every genre and decade lately, and every genre of a decade, that has a film. */
export interface Segments {
  format: 1;
  segments: SegmentPopular[];
}

/**
 * /api/v1/questions.json: what to ask somebody nobody knows yet. Item ids, the most telling question first; without a
 * champion the best liked films.
 */
export interface Questions {
  format: 1;
  run: string | null;
  items: string[];
}

/**
 * A film that the champion was not trained on stands where films of its genres and year are, and is drawn from there by
 * the people who like it. Both may be false: then it stands where the average film does.
 */
export interface Placement {
  by_genres: boolean;
  by_year: boolean;
  /** People who told us anything of it by now. */
  touched_by: number;
}

/** At least five people who said something of a film: with a rating or a thumb. */
export interface LikedAmong {
  /** How many films each said something of, this many at least and at most; null for no end. */
  films: { least: number; most: number | null };
  people: number;
  like: number;
  /** The 95 % interval of like / people: Wilson's, wider for few people. */
  low: number;
  high: number;
}

export interface FilmDetail {
  item_id: string;
  /** `liked_by_both`: people who like this film and that one. */
  similar: { item_id: string; similarity: number; shared_genres: string[]; liked_by_both: number }[];
  /**
   * What a similarity is: a cosine, above 0 up to 1; a weight or a blend of several says by its order alone. Null without a model
   * that knows of likeness.
   */
  similar_by: 'cosine' | 'weight' | 'blend' | null;
  /** Where the film stands although the champion was not trained on it; null where it was, or cannot place films. */
  placed: Placement | null;
  /** Count of ratings at each legal value, lowest first; empty when nobody rated it. */
  rating_histogram: { rating: number; count: number }[];
  /**
   * People who like it, and up to three genres that are a larger share of what these people like than of what everybody
   * likes, on average over people; none where fewer than five like it. `among`: of those who said something of the film, how
   * many like it; everybody first, then by how many films they said something of.
   */
  liked_by: {
    people: number;
    genres: { genre: string; share: number; everybody: number }[];
    among: LikedAmong[];
  };
  /** What the champion had of it to learn from, with its first and last day; null for none, and without a champion. */
  learned_from: { interactions: number; from: string; to: string } | null;
  /** False when the champion has not learned this film yet. */
  known_to_model: boolean;
}

/** /api/v1/films/<shard, four digits>.json: films in catalogue order, 200 to a shard. */
export interface FilmShard {
  format: 1;
  run: string | null;
  films: FilmDetail[];
}
