// A person's page below its title: what they watched, what to watch next, how that is turned.

import { count, counted, listed } from './format.ts';

/** @param films they watched. @param genres they lean to */
export function lead(films: number, genres: readonly string[]): string {
  if (films === 0) return 'Has not watched anything here yet.';
  return genres.length === 0
    ? `Has watched ${counted(films, 'film')}.`
    : `Has watched ${counted(films, 'film')}, with more ${listed(genres)} than the catalogue has.`;
}

export const list = {
  title: 'What to watch next',
  personal:
    'Worked out from their own history. A percentage is the exact share of a film’s score that comes from one film they know.',
  popular: 'No history that the model knows, so these are the films most people watch.',
  none: 'There is nothing to offer yet.',
};

export const newFilms = {
  title: 'New, and perhaps for them',
  text: 'The model has not learned from these yet. They stand where films like them do, so this is a guess, and not part of what it was judged by.',
};

export const history = {
  title: 'What they watched',
  none: 'Nothing yet.',
  earlier: (films: number): string => `${count(films)} earlier films`,
  older: (films: number): string => `${counted(films, 'older film is', 'older films are')} not published.`,
};

export const reasons = {
  name: 'Because of',
  /** @param said what they said, and @param film which: both HTML */
  theyHtml: (said: string, film: string): string => `because they ${said} ${film}`,
  /** @param part of the score that the named films leave */
  rest: (part: number): string => (part > 0 ? 'from their other films' : 'from films that speak against it'),
};

export const tuning = {
  from: 'Made from',
  own: 'their ratings alone',
  mixed: 'their ratings, mixed with what is popular',
  published: 'This is the published list, the one the model was judged by.',
  reset: 'Back to the published list',
  missing: 'A way to turn the list',
};

export const sliders = { mix: 'How much is theirs (α)', variety: 'Variety', fresh: 'Newness' } as const;

/** What each slider says of its value, in hundredths. */
export const sliderValue: Readonly<Record<keyof typeof sliders, (value: number) => string>> = {
  mix: (value) => `${value}% theirs, ${100 - value}% popular`,
  variety: (value) => (value === 0 ? 'by score alone' : `${value}% for being unlike the films above`),
  fresh: (value) => (value === 0 ? 'of any year' : `${value}% for newer films`),
};

/** By how much they have watched. */
export const groups = {
  devoted: { name: 'Devoted', about: '100 films and more' },
  regular: { name: 'Regulars', about: '20 to 99 films' },
  beginning: { name: 'Finding their feet', about: '1 to 19 films' },
  arrived: { name: 'Just arrived', about: 'nothing yet: they get what is popular' },
};

/** A person among others, as a card. */
export const card = {
  watched: (films: number, genres: readonly string[]): string =>
    genres.length === 0 ? counted(films, 'film') : `${counted(films, 'film')}, leaning to ${listed(genres)}`,
  first: 'First on their list:',
};

export const findById = 'Find a person by id';
