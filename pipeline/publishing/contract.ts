// The static API, version 1: what `publish` writes to /api/v1/ and what the site is built from. Types only.
// A field may be added within a version; removing one or changing its meaning is a new version (docs/adr).

import type { ArmsReport } from '../experiments/arms.ts';
import type { FeatureBin } from '../monitoring/facts.ts';
import type { HealthFact } from '../monitoring/health.ts';
import type { RunManifest } from '../registry/manifest.ts';
import type { MetricTable, Outcome, RetrainingDecision, Severity, Verdict } from '../rules/outcomes.ts';

/** /api/v1/health.json */
export interface Health {
  format: 1;
  generated_at: string;
  as_of: string;
  /** Day of the newest interaction or session, YYYY-MM-DD. */
  newest_data: string;
  run: string | null;
  outcome: Outcome | null;
  /** The day the outcome is about; null while nothing was decided. */
  decided_on: string | null;
  freshness: Freshness;
}

/** When data newer than these are due. */
export interface Freshness {
  /** ISO 8601: after this instant the data are older than they should be. Null where nothing newer is expected. */
  expected_by: string | null;
  /**
   * policy: `days_since_data` of thresholds.yaml · cadence: that rule is off, and this is the longest silence between days
   * with data lately · ended: a simulated audience, which tells nothing more by itself · unknown: too few days to tell
   */
  basis: 'policy' | 'cadence' | 'ended' | 'unknown';
  /** Whole days without data that are still in order; null where nothing is expected. */
  days: number | null;
}

/** /api/v1/dataset.json */
export interface Dataset {
  format: 1;
  name: string;
  title: string;
  kind: 'simulated' | 'imported';
  /** One sentence to show wherever figures from simulated data are shown; null for real data. */
  notice: string | null;
  licence: string | null;
  source: string | null;
  rating_scale: { min: number; max: number; step: number };
  counts: { films: number; people: number; interactions: number; ratings: number; sessions: number };
  from: string;
  to: string;
}

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
 * /api/v1/model.json: the ranking model that serves, as a page can run it. Only where there is a champion. The numbers are
 * in `file`, as serving/unpack-model.ts reads them; row r of them is film r of `films`.
 */
export interface ModelFile {
  format: 1;
  run: string;
  /** Of the layout of the bytes. */
  version: number;
  kind: 'popularity' | 'factors' | 'neighbours' | 'projection' | 'blend';
  shape: { items: number; parts: { kind: string; bits: number; k: number | null; entries: number | null }[] };
  file: string;
  bytes: number;
  sha256: string;
  films: string;
  films_sha256: string;
}

/**
 * /api/v1/model-films.json, one column a fact: the films of the model in the order of its rows, then those of the catalogue
 * that it does not know. Enough to search them, draw their covers and address their pages.
 */
export interface ModelFilms {
  format: 1;
  run: string;
  /** Rows of the model. */
  items: number;
  /** Null for a film that has left the catalogue. */
  item_ids: (string | null)[];
  titles: (string | null)[];
  years: (number | null)[];
  slugs: string[];
  genre_names: string[];
  /** By film, places in `genre_names`. */
  genres: number[][];
  /** People whose interaction with it counts today. */
  people: number[];
  /** 0 = may not be shown today. */
  available: (0 | 1)[];
}

/**
 * What one item of the person's history contributes to a recommendation's score, as a share of the score's size. Here
 * are the three that speak most for the film, largest first. Over the whole history, with what speaks against it
 * counted as negative, the shares sum to 1, or to −1 where the score is below zero.
 */
export interface Because {
  item_id: string;
  share: number;
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

export interface Recommendation {
  item_id: string;
  /** Where its place is not from training; null for a film the champion was trained on. */
  placed: Placement | null;
  score: number;
  predicted_rating: number | null;
  /** Made to hold 8 of 10 ratings, within the scale; null where the model gives no interval. */
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

export interface FilmDetail {
  item_id: string;
  /** `liked_by_both`: people who like this film and that one. */
  similar: { item_id: string; similarity: number; shared_genres: string[]; liked_by_both: number }[];
  /**
   * What a similarity is: a cosine, −1 to 1; a weight or a blend of several says by its order alone. Null without a model
   * that knows of likeness.
   */
  similar_by: 'cosine' | 'weight' | 'blend' | null;
  /** Where the film stands although the champion was not trained on it; null where it was, or cannot place films. */
  placed: Placement | null;
  /** Count of ratings at each legal value, lowest first; empty when nobody rated it. */
  rating_histogram: { rating: number; count: number }[];
  /**
   * People who like it, and up to three genres that are a larger share of what these people like than of what everybody
   * likes, on average over people; none where fewer than five like it.
   */
  liked_by: { people: number; genres: { genre: string; share: number; everybody: number }[] };
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

/** /api/v1/rules.json */
export interface RulesFile {
  format: 1;
  decision: RetrainingDecision | null;
  /** Rules that ever fired on record, in the order of their names. */
  last_fired: FiredRule[];
}

/** When a rule last fired, and what followed. */
export interface FiredRule {
  rule: string;
  /** The day decided about, YYYY-MM-DD. */
  on: string;
  /** Id of the decision, as in decisions.json. */
  decision: string;
  /** A rollback's hold forbade acting on it. */
  held: boolean;
  /** Verdicts and promotions on record before the next decision, oldest first; none where nothing followed. */
  led_to: Pick<LogEntry, 'id' | 'kind' | 'outcome' | 'run'>[];
}

/** A rule's time past its limit, as `open-incident` keeps an issue of it. */
export interface Incident {
  rule: string;
  title: string;
  severity: Severity;
  /** The day decided about when it fired, YYYY-MM-DD, and the id of that decision. */
  opened_on: string;
  opened_by: string;
  /** The newest day on which it still fired. */
  fired_on: string;
  /** What the rule said on that day. */
  sentence: string;
  /** The day it was healthy again or switched off; null while it is open, and while nobody can know. */
  closed_on: string | null;
  closed_by: string | null;
  /** A file of docs/runbooks/. */
  runbook: string;
}

/** /api/v1/incidents.json: open ones first, newest first. */
export interface IncidentsFile {
  format: 1;
  incidents: Incident[];
}

/** One feature of the interactions now, held against what the champion learned from. */
export interface FeatureDrift {
  feature: string;
  /** Kullback-Leibler divergence of now from training, nats; ends of its 95 % interval, null where the data give none. */
  kullback_leibler: number;
  low: number | null;
  high: number | null;
  /** Nats; nats; 0 to 1, null where the bins have no order. */
  population_stability: number;
  jensen_shannon: number;
  kolmogorov_smirnov: number | null;
  /** Interactions on each side, and people behind those of now. */
  samples: { training: number; recent: number };
  people: number;
  /** False: fewer than the policy asks for, so the figures are more noise than news. */
  says_enough: boolean;
  is_ordered: boolean;
  /** Shares of each side, unsmoothed, four digits. */
  bins: FeatureBin[];
}

/**
 * /api/v1/drift.json: interactions after the end of training against those of training, never a data set against
 * itself. Without a champion, and while nothing is newer than its training, there are no features.
 */
export interface DriftFile {
  format: 1;
  run: string | null;
  /** ISO 8601: the champion learned up to here. */
  trained_until: string | null;
  /** The last day of the window, YYYY-MM-DD; null without features. */
  day: string | null;
  window_days: number;
  /** Nats of KL divergence above which `feature_drift` fires, and what it asks for before it speaks. */
  limit: number | null;
  minimum: { samples: number; people: number };
  /** The largest divergence first. */
  features: FeatureDrift[];
}

/** What arrived on a day. */
export interface ArrivalDay {
  /** YYYY-MM-DD (UTC). */
  day: string;
  /** Rows of interactions told that day, repeats included. */
  rows: number;
  /** Pairs of person and film whose newest signal is of that day: what counts. */
  kept: number;
  /** Of the kept ones, those without a rating. */
  unrated: number;
  /** People active that day, and of them those never seen before; films alike. */
  people: number;
  new_people: number;
  films: number;
  new_films: number;
  sessions: number;
}

/** /api/v1/quality.json */
export interface QualityFile {
  format: 1;
  /** Shares of what was refused, repeated or missing, all on record; what the newest training cost beside the median. */
  figures: HealthFact[];
  /** Limits of thresholds.yaml on a single ingestion. */
  limits: { max_refused_share: number; max_duplicate_share: number };
  /** Lines in quarantine by reason, most first. */
  refused: { reason: string; lines: number }[];
  /** The newest 366 days at most, oldest first, days without anything included. */
  days: ArrivalDay[];
  /** Batches of interactions, newest first. */
  batches: { name: string; rows: number; bytes: number }[];
}

/** One entry of models/decisions/, newest first. */
export interface LogEntry {
  id: string;
  at: string;
  kind: 'decision' | 'verdict' | 'promotion' | 'rollback' | 'import' | 'hold-lifted';
  /** Of a decision or verdict; of a move of the pointer its kind again. */
  outcome: string;
  run: string | null;
  why: string;
  /** 40 hex digits: the commit that put it on record; null where the history was not at hand, or has it not yet. */
  commit: string | null;
}

/** /api/v1/decisions.json */
export interface DecisionsFile {
  format: 1;
  entries: LogEntry[];
}

export interface RunSummary {
  run: string;
  created_at: string;
  champion: boolean;
  /** Its last verdict, or null when it was never judged. */
  verdict: Verdict['verdict'] | null;
  algorithms: { ranking: string; rating: string };
  training: { until: string; interactions: number; users: number; items: number };
  metrics: { protocol: string; ground_sha256: string; values: MetricTable }[];
  seconds: number;
  peak_memory_mb: number;
  bytes: number;
}

/** /api/v1/runs.json, newest first. Runs whose files retention removed stay listed from the decisions. */
export interface RunsFile {
  format: 1;
  runs: RunSummary[];
}

/** /api/v1/runs/<run>.json: the run's report. */
export interface RunReport {
  format: 1;
  manifest: RunManifest;
  verdict: Verdict | null;
}

/** The champion's lists against popular films, on the days (UTC) on which a run served. */
export interface Experiment {
  /** The run whose lists the champion arm saw; null before there was one, when both arms saw popular films. */
  run: string | null;
  from: string;
  to: string;
  /** The horizon, from what control did before the experiment; null where nothing was known then. */
  stopping: {
    metric: 'click_through_rate';
    /** The smallest difference it should find. */
    smallest_effect: number;
    /** Probability of finding it, and of finding one where there is none. */
    power: number;
    alpha: number;
    champion_people: number;
    control_people: number;
    /** The day whose end the arms are looked at; later days do not count. Null while too few have come. */
    reached_on: string | null;
  } | null;
  arms: ArmsReport;
  /** One sentence. */
  decision: string;
  /** Clicks by impressions, week by week from the first day; not what decides. */
  weeks: { from: string; champion: number | null; control: number | null }[];
}

/** /api/v1/experiments.json, newest first. */
export interface ExperimentsFile {
  format: 1;
  /** Configured share of people in control; null where nobody said. */
  control_share: number | null;
  experiments: Experiment[];
}

/** /api/v1/index.json: every kind of file of this API. */
export interface ApiIndex {
  format: 1;
  /** Of the API: the number in its address. */
  version: 1;
  files: {
    /** Address below /api/v1/, with what varies in angle brackets. */
    pattern: string;
    about: string;
    /** Address of its JSON Schema below /api/v1/; null where it is no JSON of a type of its own. */
    schema: string | null;
    /** A jq filter that makes a good first look. */
    look: string | null;
    /** Files there are of the kind, and the first of them; none = 0 and null. */
    count: number;
    example: string | null;
  }[];
}

/** What a run scored when a verdict was given, on the ground of that verdict. */
export interface MetricScore {
  /** ISO 8601: when the verdict was given. */
  at: string;
  /** Id of the verdict in decisions.json. */
  decision: string;
  /** The day the data of the ground end, YYYY-MM-DD. */
  as_of: string;
  role: 'candidate' | 'challenger' | 'champion' | 'floor';
  /** Null for the floor: popularity, and the bias of user and item. */
  run: string | null;
  protocols: { ranking: string; rating: string };
  /** Scores compare where this is the same. */
  ground_sha256: string;
  values: MetricTable;
}

export interface RuleHistory {
  rule: string;
  title: string;
  unit: RetrainingDecision['rules'][number]['unit'];
  protocol: string | null;
  /** Value a day, oldest first, of the days the decisions on record tell of; of two that tell of a day the newer one. */
  days: { day: string; value: number | null }[];
  /** What each decision read, newest first. */
  readings: {
    decision: string;
    as_of: string;
    state: RetrainingDecision['rules'][number]['state'];
    value: number | null;
    limit: number | null;
    samples: number;
  }[];
}

/** /api/v1/metrics.json: the scores of every judged run and of the champion each time it was scored again, newest first. */
export interface MetricsFile {
  format: 1;
  scores: MetricScore[];
  rules: RuleHistory[];
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

/** /api/v1/badges/<badge>.json, as shields.io reads it; hence the names. */
export interface Badge {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
}
