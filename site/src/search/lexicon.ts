// Words people use, and what the data hold of them. A mood or a theme is only ever a genre, or years: the chip says which.
// Words are written as foldedWords leaves them; a plural is found by its singular.

import type { Standing, UnknownChip } from './query.ts';

/** Genres by the words for them. The first names are MovieLens', the others what catalogues call the same. */
const GENRE_NAMES: readonly (readonly [names: string, words: string])[] = [
  ['Action', 'action'],
  ['Adventure', 'adventure, adventurous'],
  ['Animation', 'animation, animated, cartoon, anime'],
  ['Children|Family', 'children, child, kid, family, whole family'],
  ['Comedy', 'comedy, comedic'],
  ['Crime', 'crime, criminal'],
  ['Documentary', 'documentary, documentaries, docu'],
  ['Drama', 'drama, dramatic'],
  ['Fantasy', 'fantasy'],
  ['Film-Noir|Film Noir|Noir', 'film noir, noir'],
  ['Horror', 'horror'],
  ['Musical|Music', 'musical'],
  ['Mystery', 'mystery, whodunit'],
  ['Romance', 'romance, romantic'],
  ['Sci-Fi|Science Fiction', 'sci fi, scifi, science fiction, sf'],
  ['Thriller', 'thriller'],
  ['War', 'war'],
  ['Western', 'western'],
  ['IMAX', 'imax'],
];

const MOODS: readonly (readonly [genres: string, words: string])[] = [
  [
    'Comedy',
    'funny, funniest, hilarious, humorous, humour, humor, witty, silly, laugh, lighthearted, light hearted, cheerful',
  ],
  ['Comedy Romance', 'feel good, feelgood, uplifting, heartwarming, cosy, cozy, date night'],
  ['Drama', 'sad, moving, emotional, serious, tearjerker, tear jerker, makes me cry, heartbreaking'],
  ['Horror', 'scary, scariest, scared, spooky, creepy, frightening, terrifying'],
  ['Thriller', 'tense, suspense, suspenseful, gripping, thrilling, nail biting, edge of my seat'],
  ['Action Thriller', 'exciting, adrenaline, fast paced'],
  ['Action Crime Horror War', 'violent, violence, brutal'],
  ['Crime Film-Noir Thriller', 'dark, gritty, bleak'],
  ['Sci-Fi Mystery', 'mind bending, mindbending, trippy, mind blowing'],
  ['Fantasy', 'magical, enchanting, whimsical'],
];

/** A word of these is looked for in titles as well. */
const THEMES: readonly (readonly [genres: string, words: string])[] = [
  [
    'Sci-Fi',
    'space, outer space, spaceship, alien, robot, android, future, futuristic, dystopia, dystopian, time travel, cyberpunk',
  ],
  ['Horror', 'zombie, vampire, ghost, haunted house, monster, slasher, werewolf'],
  ['Crime', 'gangster, mafia, mob, heist, robbery, detective, murder, serial killer'],
  ['Action Thriller', 'spy, spies, secret agent, espionage'],
  ['Action', 'superhero, superheroes, martial arts, kung fu, car chase'],
  ['Fantasy', 'magic, wizard, witch, witches, dragon, fairy tale'],
  ['Western', 'cowboy, wild west, gunslinger'],
  ['War', 'soldier, battlefield, world war, wwii, ww2, vietnam war'],
  ['Adventure', 'pirate, treasure, expedition'],
  ['Romance', 'love, love story, love stories'],
  ['Musical', 'singing, songs'],
];

const STANDINGS: readonly (readonly [Standing, words: string])[] = [
  ['known', 'popular, famous, well known, blockbuster, mainstream'],
  ['hidden', 'hidden gem, little known, obscure, unknown, lesser known, overlooked'],
  [
    'praised',
    'good, great, best, excellent, acclaimed, top rated, highly rated, well rated, brilliant, outstanding',
  ],
];

const UNKNOWN: readonly (readonly [UnknownChip['about'], words: string])[] = [
  [
    'length',
    'not too long, not very long, not so long, too long, under two hours, under 2 hours, less than two hours, short film',
  ],
  ['colour', 'black and white, in colour, in color'],
  ['language', 'subtitled, with subtitles, dubbed, in english'],
  ['gore', 'gory, gore, bloody'],
];

/** Years back from the newest film; classic begins at the decade. */
const VAGUE: readonly (readonly [VagueYears, words: string])[] = [
  [
    'recent',
    'recent, recently, new, newer, newest, latest, modern, contemporary, last few years, past few years, of late',
  ],
  ['not long ago', 'not too long ago, not long ago, not so long ago, not that long ago'],
  ['newest', 'this year, current year'],
  ['classic', 'classic, old, older, oldest, vintage, golden age, old fashioned, oldie, long ago'],
  ['silent', 'silent, silent era'],
];
export type VagueYears = 'recent' | 'not long ago' | 'newest' | 'classic' | 'silent';

const NEGATIONS =
  'no, not, without, except, excluding, never, non, nothing, neither, nor, minus, dont, doesnt, isnt, arent, hate, anything but, but not, dislike, avoid';
const LIKE =
  'like, similar to, in the style of, in the vein of, reminds me of, along the lines of, i like, i liked, i love, i loved, unlike';
/** Said around what is meant. "but" and punctuation end a "no". */
const FILLER =
  'a, an, the, of, in, on, at, to, for, from, with, by, about, and, or, but, film, movie, flick, something, anything, everything, ' +
  'some, any, i, im, id, ill, we, me, my, us, you, it, its, this, that, these, those, which, who, where, there, is, are, was, were, be, ' +
  'want, wanted, wanna, would, love to, like to, see, watch, watching, show, find, give, tonight, today, ' +
  'evening, weekend, please, maybe, perhaps, kind, sort, type, genre, set, made, released, shot, very, really, quite, rather, pretty, ' +
  'too, so, more, bit, little, lot, also, just, only, not only, can, could, should, have, has, do, does, looking, look, suggest, ' +
  'recommend, recommendation, one, ones, stuff, nice, cool, all, preferably, ideally, mood, in the mood for, feel, feeling, era, year, years, ' +
  'decade, as, if, possible, hello, hi, hey, thanks, then, than';
/** Parts of names whose words mean something else alone. */
const NAMES = 'new york, new orleans, new zealand, new jersey, new england';

export type Meaning =
  | { readonly kind: 'genre'; readonly genres: readonly string[]; readonly from: 'name' | 'mood' | 'theme' }
  /** Several chips: a romantic comedy is both. */
  | { readonly kind: 'both'; readonly words: readonly string[] }
  | { readonly kind: 'standing'; readonly standing: Standing }
  | { readonly kind: 'vague'; readonly years: VagueYears }
  | { readonly kind: 'unknown'; readonly about: UnknownChip['about'] }
  | { readonly kind: 'not' | 'like' | 'filler' | 'name' };

export interface Lexicon {
  /** The longest phrase that begins at a word, and how many words it takes. */
  at(words: readonly string[], start: number): { readonly meaning: Meaning; readonly length: number } | null;
  /** The one word of a genre or a mood that has one letter other, for a word that means nothing. */
  near(word: string): string | null;
}

const split = (words: string): string[] => words.split(/, */);
const LONGEST_PHRASE = 5;

/** The words for what these genres can tell. What no genre of theirs holds is no word of the lexicon. */
export function lexiconFor(genres: ReadonlySet<string>, foldedWords: (text: string) => string[]): Lexicon {
  const entries = new Map<string, Meaning>();
  const add = (words: string, meaning: Meaning): void => {
    for (const word of split(words)) entries.set(word, meaning);
  };
  const here = (names: string): string[] => names.split('|').filter((name) => genres.has(name));
  const named = new Map(GENRE_NAMES.map(([names]) => [names.split('|')[0], here(names)]));
  const kinds: readonly [typeof MOODS, 'mood' | 'theme'][] = [
    [THEMES, 'theme'],
    [MOODS, 'mood'],
  ];
  add(FILLER, { kind: 'filler' });
  add(NAMES, { kind: 'name' });
  add(NEGATIONS, { kind: 'not' });
  add(LIKE, { kind: 'like' });
  for (const [standing, words] of STANDINGS) add(words, { kind: 'standing', standing });
  for (const [about, words] of UNKNOWN) add(words, { kind: 'unknown', about });
  for (const [years, words] of VAGUE) add(words, { kind: 'vague', years });
  for (const [list, from] of kinds) {
    for (const [names, words] of list) {
      const any = names.split(' ').flatMap((name) => named.get(name) ?? []);
      if (any.length > 0) add(words, { kind: 'genre', genres: any, from });
    }
  }
  for (const [names, words] of GENRE_NAMES)
    if (here(names).length > 0) add(words, { kind: 'genre', genres: here(names), from: 'name' });
  for (const genre of genres) {
    const words = foldedWords(genre).join(' ');
    if (words !== '' && !entries.has(words)) add(words, { kind: 'genre', genres: [genre], from: 'name' });
  }
  add('romcom, rom com', { kind: 'both', words: ['romance', 'comedy'] });
  add('dramedy', { kind: 'both', words: ['drama', 'comedy'] });
  if (named.get('Animation')?.length) entries.set('live action', { kind: 'both', words: ['not animation'] });
  return reader(entries);
}

function reader(entries: ReadonlyMap<string, Meaning>): Lexicon {
  const correctable = [...entries].filter(
    ([word, { kind }]) => kind === 'genre' && /^\p{L}{5,}$/u.test(word),
  );
  const find = (phrase: string): Meaning | undefined =>
    [phrase, ...singulars(phrase)].map((word) => entries.get(word)).find(Boolean);
  return {
    at(words, start) {
      for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
        const meaning = find(words.slice(start, start + length).join(' '));
        if (meaning) return { meaning, length };
      }
      return null;
    },
    near(word) {
      if (word.length < 5) return null;
      const close = correctable.filter(([known]) => oneLetterOff(known, word)).map(([known]) => known);
      return close.length === 1 ? close[0] : null;
    },
  };
}

/** What a word may be the plural of. */
const singulars = (word: string): string[] =>
  /[^s]s$/.test(word) ? [word.replace(/ies$/, 'y'), word.replace(/s$/, ''), word.replace(/es$/, '')] : [];

/** Another letter, one more, one less, or two the wrong way round. */
function oneLetterOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  const [left, right] = [a.slice(at), b.slice(at)];
  return (
    left.slice(1) === right.slice(1) ||
    left === right.slice(1) ||
    left.slice(1) === right ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}
