// What a search was taken to mean, and what came of it, in words.

import type { Found } from '../search/find.ts';
import { type Chip, yearsText } from '../search/query.ts';
import { counted, listed } from './format.ts';

/** The field and what is around it. */
export const form = {
  label: 'What would you like to see?',
  examples: 'For example:',
  meaning: 'Taken to mean',
  found: 'Films found',
  more: 'Show more',
  withoutCode: 'Searching needs JavaScript. Every film is in the lists below.',
};
export const EXAMPLES = ['funny space films from the 80s, not too long ago', 'scary, no war, after 2000'];
export const exampleLike = (title: string): string => `like "${title.replaceAll('"', '')}"`;

/** Offered below the titles that a text may be. */
export const searchFor = (text: string): string => `Search all films for “${text}”`;
export const LOADING_MODEL = 'Loading what the model knows …';
export const NO_MODEL = 'What is alike cannot be said right now: there is no model here.';
export const SET_ASIDE_CHIP = 'set aside';
export const takenAway = (chip: Chip): string => `Taken away: ${chipName(chip)}.`;
export const takeAway = (chip: Chip): string => `Take away: ${chipName(chip)}`;

const STANDINGS = {
  known: 'the fifth that most people know',
  hidden: 'the half that fewest people know',
  praised: 'the third with the best average, of those with 5 ratings',
} as const;
const UNKNOWN = {
  length: 'running times are not in the data',
  colour: 'colour is not in the data',
  language: 'languages and countries are not in the data',
  gore: 'how gory films are is not in the data',
} as const;

/** A chip as it was said. */
export function chipName(chip: Chip): string {
  const years = chip.kind === 'years' && !chip.vague;
  const said = years
    ? chip.spans.map(yearsText).join(' or ')
    : chip.kind === 'title'
      ? `“${chip.said}”`
      : chip.said;
  return `${chip.not ? 'not ' : ''}${chip.kind === 'like' ? 'like ' : ''}${said}`;
}

/** What it was taken to mean; empty where that is what it says. */
export function chipMeaning(chip: Chip): string {
  if (chip.kind === 'genre') {
    const genres = chip.any.join(' or ');
    if (chip.words.length > 0) return `${genres}, or in the title`;
    return genres.toLowerCase() === chip.said.toLowerCase() ? '' : genres;
  }
  if (chip.kind === 'years') return chip.vague ? chip.spans.map(yearsText).join(' or ') : '';
  if (chip.kind === 'like') return 'most alike to the model';
  if (chip.kind === 'title') return 'in the title';
  return chip.kind === 'standing' ? STANDINGS[chip.standing] : UNKNOWN[chip.about];
}

/** What was found, and what had to be given up for it. */
export function foundInWords(query: readonly Chip[], { films, relaxed }: Found): string {
  if (query.length === 0)
    return 'There is nothing to search for in that. Name a genre, years, a mood, a film or some of a title.';
  const asked = query.map(chipName);
  const number = counted(films.length, 'film');
  if (films.length === 0)
    return `Nothing fits ${listed(asked)}. Titles, years and genres are known here, not plots or people.`;
  if (relaxed.length === 0) return number;
  return `Nothing fits ${listed(asked)} together: shown without ${listed(relaxed.map(chipName))}. ${number}.`;
}
