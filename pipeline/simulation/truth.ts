// What nobody but the simulation can know: what its people would truly click. For tests and experiments that need a
// best possible list to hold a real one against. No model, rule or published figure may rest on it.

import { type Audience, derivePerson, fashion, liking, tasteIn } from './audience.ts';
import { clickProbability } from './behaviour.ts';
import { nextWeek } from './calendar.ts';
import { LIST_LENGTH, type Lister } from './listers.ts';

/**
 * The probability that a person who looks at each film clicks it in a week, free of noise; float64 [films of the
 * audience]. Films they have told us about are taken as any other.
 * @param userId an id such as p00042
 */
export function trueClickProbabilities(audience: Audience, userId: string, week: number): Float64Array {
  const taste = tasteIn(audience, derivePerson(audience, Number(userId.slice(1)) - 1), week);
  const { films } = audience;
  const likings = Float64Array.from(films, (film) => liking(taste, film));
  const fashions = Float64Array.from(films, (film) => fashion(taste, film));
  const situation = { films, likings, fashions, known: new Set<number>() };
  return Float64Array.from(films, (_, film) => clickProbability(situation, film));
}

/** The best list there could be: the ten films on the shelf, not known yet, that the person would click most. */
export function oracleLister(audience: Audience): Lister {
  return (userId, known, day) => {
    const at = Date.parse(day);
    const truth = trueClickProbabilities(audience, userId, nextWeek(audience.settings, at) - 1);
    const excluded = new Set(known.map((pair) => pair.item_id));
    return audience.films
      .map((film, index) => ({ film, index }))
      .filter(({ film }) => film.availableFrom <= at && !excluded.has(film.item_id))
      .sort((a, b) => truth[b.index] - truth[a.index] || a.index - b.index)
      .slice(0, LIST_LENGTH)
      .map(({ film }) => film.item_id);
  };
}
