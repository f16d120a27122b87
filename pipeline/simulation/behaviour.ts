// What one person does with one list, and what they find without it. Clicks, seconds, stars and money all follow
// from how well the films suit the person; there is no outcome here that is drawn on its own.

import { DAY_MS } from '../data/time.ts';
import type { Random } from '../random.ts';
import type { Person } from './audience.ts';
import type { FilmTraits } from './films.ts';
import { drawIndex } from './rhythm.ts';
import { WEIGHTS } from './weights.ts';

/** A person, now. Films are positions in the audience's list. */
export interface Situation {
  readonly person: Person;
  readonly films: readonly FilmTraits[];
  /** How well each film suits the taste they have now; float64 [films]. */
  readonly likings: Float64Array;
  /** How much fashion draws them to each film now; float64 [films]. */
  readonly fashions: Float64Array;
  /** Films they have told us about. */
  readonly known: ReadonlySet<number>;
}

export interface Reaction {
  readonly film: number;
  readonly signal: 'rating' | 'thumb_up' | 'love' | 'thumb_down' | 'not_interested';
  /** Stars on the half-star scale; NaN unless the signal is a rating. */
  readonly rating: number;
  /** Seconds since the visit began. */
  readonly after: number;
}

export interface Visit {
  readonly clicked: number[];
  readonly reactions: Reaction[];
  seconds: number;
  revenue: number;
}

/** The probability that a person who looks at a film in a list clicks it. Known to the simulation only. */
export function clickProbability(situation: Omit<Situation, 'person'>, film: number): number {
  const seen = situation.known.has(film) ? WEIGHTS.clickSeen : 0;
  const drawn = WEIGHTS.clickTaste * interest(situation, film) + situation.films[film].appeal;
  return sigmoid(WEIGHTS.clickOffset + drawn + seen);
}

/** What draws a person to a film, its fame left aside. */
function interest({ likings, fashions }: Pick<Situation, 'likings' | 'fashions'>, film: number): number {
  return likings[film] + fashions[film];
}

/** How content a person is with a film they watched: taste and quality, hardly fashion, not fame. Logits. */
export function satisfaction(situation: Omit<Situation, 'person' | 'known'>, film: number): number {
  const { films, likings, fashions } = situation;
  return WEIGHTS.clickTaste * (likings[film] + WEIGHTS.fashionContent * fashions[film]) + films[film].quality;
}

/**
 * One session in front of a list, looked at from the top: each film is noticed with a probability that falls with
 * its position, and after too many films in a row that say nothing to them the person leaves.
 */
export function visitList(random: Random, situation: Situation, shown: readonly number[]): Visit {
  const { person } = situation;
  const settling = WEIGHTS.settleSeconds * (0.7 + 0.6 * random.uniform());
  const visit: Visit = { clicked: [], reactions: [], seconds: settling, revenue: 0 };
  let unmoved = 0;
  for (const [position, film] of shown.entries()) {
    if (random.uniform() > (position + 1) ** -person.haste) continue;
    visit.seconds += WEIGHTS.lookSeconds;
    if (random.uniform() < clickProbability(situation, film)) {
      unmoved = 0;
      openFilm(random, situation, film, visit);
    } else {
      unmoved++;
      waveAway(random, situation, film, visit);
    }
    if (unmoved >= person.patience) break;
  }
  visit.seconds = Math.round(visit.seconds);
  return visit;
}

/** A click: time spent by how good it turns out to be; watched, it may be rated and bought. */
function openFilm(random: Random, situation: Situation, film: number, visit: Visit): void {
  const content = satisfaction(situation, film);
  visit.clicked.push(film);
  visit.seconds += WEIGHTS.watchSeconds * sigmoid(content) * (0.75 + 0.5 * random.uniform());
  if (random.uniform() > sigmoid(WEIGHTS.watchOffset + content)) return;
  if (random.uniform() < WEIGHTS.rateShare)
    visit.reactions.push(opine(random, situation, film, visit.seconds));
  if (random.uniform() < WEIGHTS.buyCeiling * sigmoid(content - 1))
    visit.revenue += situation.films[film].price;
}

/** A film far off a person's taste is sometimes waved away: "not interested". */
function waveAway(random: Random, situation: Situation, film: number, visit: Visit): void {
  if (interest(situation, film) > -0.5 || random.uniform() > WEIGHTS.notInterested) return;
  const after = Math.round(visit.seconds);
  visit.reactions.push({ film, signal: 'not_interested', rating: Number.NaN, after });
}

/** What a person says of a film they watched: stars, or a thumb if that is their habit. */
export function opine(random: Random, situation: Situation, film: number, after: number): Reaction {
  const { person } = situation;
  const content =
    satisfaction(situation, film) + (WEIGHTS.ratingNoise / WEIGHTS.ratingSlope) * random.normal();
  const seconds = Math.round(after);
  if (!person.thumbs) {
    const rating = halfStars(WEIGHTS.ratingMean + WEIGHTS.ratingSlope * content + person.generosity);
    return { film, signal: 'rating', rating, after: seconds };
  }
  const signal = content > 2 ? 'love' : content > 0 ? 'thumb_up' : 'thumb_down';
  return { film, signal, rating: Number.NaN, after: seconds };
}

/** The nearest legal rating: 0.5, 1, … 5. */
function halfStars(stars: number): number {
  return Math.min(5, Math.max(0.5, Math.round(stars * 2) / 2));
}

/**
 * A film a person comes upon by themselves, by search or by friends: the better known, the better suited and the
 * newer, the likelier. Null when there is none left they have not told us about.
 * @param at epoch milliseconds.
 */
export function findFilm(random: Random, situation: Situation, at: number): number | null {
  const { films, known } = situation;
  let any = false;
  const weights = films.map((film, index) => {
    if (film.availableFrom > at || known.has(index)) return 0;
    any = true;
    const novelty = at - film.availableFrom < WEIGHTS.noveltyDays * DAY_MS ? WEIGHTS.noveltyPull : 0;
    return Math.exp(
      WEIGHTS.findTaste * interest(situation, index) + WEIGHTS.findAppeal * film.appeal + novelty,
    );
  });
  return any ? drawIndex(random, weights) : null;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
