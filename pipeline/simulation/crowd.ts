// A large crowd for benchmarks: interactions with the skew of real rating data, as many as asked for. Unlike the
// embedded audience nobody in it reacts to anything; it exists to be counted, timed and thrown away.

import type { Random } from '../random.ts';

export interface CrowdSize {
  readonly people: number;
  readonly films: number;
  readonly interactions: number;
}

/** Groups of people and films that belong together, so that there is something to learn. */
const TASTES = 20;
/** Share of a person's films that lie within their taste. */
const FAITHFUL = 0.75;
const START = Date.UTC(2020, 0, 1);
const SPAN_MS = 365 * 24 * 3600 * 1000;

/** The proportions of MovieLens 1M, scaled: people and films grow with the square root. */
export function crowdOf(interactions: number): CrowdSize {
  const growth = Math.sqrt(interactions / 1_000_000);
  return { people: Math.ceil(6040 * growth), films: Math.ceil(3706 * growth), interactions };
}

/**
 * CSV text in pieces: a header `user,item,rating,timestamp`, then a row an interaction, by person. How many films a
 * person rates is log-normal, how often a film is rated falls off as a power of its rank.
 */
export function* crowdCsv({ people, films, interactions }: CrowdSize, random: Random): Generator<string> {
  yield 'user,item,rating,timestamp\n';
  const shares = Array.from({ length: people }, () => Math.exp(random.normal()));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let owed = 0;
  for (let person = 0; person < people; person++) {
    owed += (shares[person] / total) * interactions;
    const wanted = Math.min(Math.round(owed), Math.floor(films / 2));
    owed -= wanted;
    yield personCsv(person, wanted, films, random);
  }
}

function personCsv(person: number, wanted: number, films: number, random: Random): string {
  const taste = random.integer(TASTES);
  const seen = new Set<number>();
  let rows = '';
  while (seen.size < wanted) {
    const film = drawFilm(taste, films, random);
    if (seen.has(film)) continue;
    seen.add(film);
    const liked = film % TASTES === taste ? 0.8 : 0;
    const rating = Math.min(5, Math.max(1, Math.round(3.4 + liked + random.normal())));
    const at = START + Math.floor(random.uniform() * SPAN_MS);
    rows += `u${person},i${film},${rating},${Math.floor(at / 1000)}\n`;
  }
  return rows;
}

/** A film's rank is a power of a uniform draw; a faithful draw is moved to the nearest film of the taste. */
function drawFilm(taste: number, films: number, random: Random): number {
  const film = Math.floor(films * random.uniform() ** 2.2);
  if (random.uniform() > FAITHFUL) return film;
  const moved = film - (film % TASTES) + taste;
  return moved < films ? moved : film;
}
