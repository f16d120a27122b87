// A small cinema for the publishing tests: nine films, two models of eight of them, and people who told us something.
// One film joins the catalogue after `AS_OF`, though the models know it; one the models have never seen.

import type { Catalogue, Film } from '../data/catalogue.ts';
import {
  foldInteractions,
  type InteractionRows,
  type Interactions,
  type Signal,
} from '../data/interactions.ts';
import { createRandom } from '../random.ts';
import type { FactorModel, RatingModel } from '../serving/models.ts';
import type { MonitoringPapers, PublicationSource } from './publication.ts';

export const DAY = 24 * 3_600_000;
/** 1 May 2026, noon UTC. */
export const AS_OF = Date.UTC(2026, 4, 1, 12);
export const COMING = 'f8';
export const UNKNOWN = 'f9';

export function film(item_id: string, changes: Partial<Film> = {}): Film {
  return { item_id, title: `Film ${item_id}`, year: 1990, genres: ['Drama'], added: null, ...changes };
}

export const FILMS: readonly Film[] = [
  film('f1', { title: 'Amélie', year: 2001, genres: ['Comedy', 'Romance'] }),
  film('f2', { title: 'Alien', year: 1979, genres: ['Horror', 'Sci-Fi'] }),
  film('f3', { title: 'Heat', year: 1995, genres: ['Crime'] }),
  film('f4', { title: 'Heat', year: 1986, genres: ['Crime', 'Drama'] }),
  film('f5'),
  film('f6', { year: null, genres: [] }),
  film('f7', { added: '2026-05-01' }),
  film(COMING, { added: '2026-05-02' }),
  film(UNKNOWN, { added: '2026-04-20' }),
];

export function catalogueOf(films: readonly Film[]): Catalogue {
  return {
    films: [...films],
    byId: new Map(films.map((each) => [each.item_id, each])),
    sha256: 'ab'.repeat(32),
  };
}

/** Two models of the same films: factors around zero, so that scores and reasons have either sign. */
export function modelsOf(
  itemIds: readonly string[],
  seed = 1,
): { ranking: FactorModel; rating: RatingModel } {
  const random = createRandom(seed);
  const k = 3;
  const factors = Float32Array.from({ length: itemIds.length * k }, () => random.normal());
  const ranking: FactorModel = {
    kind: 'factors',
    itemIds,
    popularity: Float32Array.from(itemIds, (_, row) => itemIds.length - row),
    k,
    factors,
    unobservedWeight: 0.1,
    regularisation: 0.01,
    frequencyExponent: 1,
    positiveRating: 4,
    weighting: null,
  };
  const rating: RatingModel = {
    kind: 'rating',
    itemIds,
    mean: 3.5,
    itemBias: Float32Array.from(itemIds, (_, row) => 0.5 - row / 8),
    k: 0,
    factors: new Float32Array(0),
    biasRegularisation: 5,
    factorRegularisation: 0.1,
    scale: { min: 0.5, max: 5 },
  };
  return { ranking, rating };
}

export const MODELLED = FILMS.map(({ item_id }) => item_id).filter((id) => id !== UNKNOWN);

/** What somebody said about a film, so many days before `AS_OF`. */
export interface Told {
  user: string;
  item: string;
  signal: Signal;
  /** Only with the signal "rating". */
  rating?: number;
  daysAgo: number;
}

export function rowsOf(told: readonly Told[]): InteractionRows {
  return {
    user_id: told.map(({ user }) => user),
    item_id: told.map(({ item }) => item),
    signal: told.map(({ signal }) => signal),
    rating: Float64Array.from(told, ({ signal, rating }) =>
      signal === 'rating' ? (rating ?? 4) : Number.NaN,
    ),
    timestamp: Float64Array.from(told, ({ daysAgo }) => AS_OF - daysAgo * DAY),
    event_id: told.map(() => null),
  };
}

export function interactionsOf(told: readonly Told[]): Interactions {
  return foldInteractions([rowsOf(told)]);
}

/** So many people, each with a rating and a thumb on two of the films that are there. */
export function audience(people: number): Told[] {
  const items = FILMS.filter(({ item_id }) => item_id !== COMING).map(({ item_id }) => item_id);
  return Array.from({ length: people }, (_, n): Told[] => {
    const user = `u${String(n).padStart(5, '0')}`;
    return [
      { user, item: items[n % items.length], signal: 'rating', rating: 1 + (n % 5), daysAgo: n % 60 },
      { user, item: items[(n * 3 + 1) % items.length], signal: n % 4 ? 'love' : 'thumb_down', daysAgo: 2 },
    ];
  }).flat();
}

const NOTHING_TO_MONITOR: MonitoringPapers = {
  freshness: { expected_by: null, basis: 'ended', days: null },
  lastFired: [],
  incidents: [],
  drift: {
    format: 1,
    run: null,
    trained_until: null,
    day: null,
    window_days: 14,
    limit: 0.1,
    minimum: { samples: 300, people: 30 },
    features: [],
  },
  quality: {
    format: 1,
    figures: [],
    limits: { max_refused_share: 0.05, max_duplicate_share: 0.5 },
    refused: [],
    refused_days: [],
    days: [],
    batches: [],
  },
};

export function sourceOf(changes: Partial<PublicationSource> = {}): PublicationSource {
  return {
    now: AS_OF,
    asOf: AS_OF,
    card: {
      format: 1,
      name: 'small-cinema',
      title: 'Small cinema',
      kind: 'simulated',
      notice: 'Made up for a test.',
      licence: null,
      source: null,
      rating_scale: { min: 0.5, max: 5, step: 0.5 },
    },
    catalogue: catalogueOf(FILMS),
    interactions: interactionsOf(audience(30)),
    sessions: 3,
    champion: { run: 'run_20260501_100000', ...modelsOf(MODELLED) },
    decision: null,
    log: [],
    runs: [],
    reports: [],
    experiments: { format: 1, control_share: null, experiments: [] },
    monitoring: NOTHING_TO_MONITOR,
    metrics: { format: 1, scores: [], rules: [] },
    ...changes,
  };
}
