// The words people search with, by what they are taken to mean. Plain data: lexicon.ts reads it. Words are written as foldedWords
// leaves them; a plural is found by its singular.

import type { Standing, UnknownChip } from './query.ts';

/** Years that a word without a number stands for: years.ts counts them. */
export type VagueYears = 'recent' | 'not long ago' | 'newest' | 'classic' | 'silent';

/** Genres by the words for them. The first names are MovieLens', the others what catalogues call the same. */
export const GENRE_NAMES: readonly (readonly [names: string, words: string])[] = [
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

export const MOODS: readonly (readonly [genres: string, words: string])[] = [
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
export const THEMES: readonly (readonly [genres: string, words: string])[] = [
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

export const STANDINGS: readonly (readonly [Standing, words: string])[] = [
  ['known', 'popular, famous, well known, blockbuster, mainstream'],
  ['hidden', 'hidden gem, little known, obscure, unknown, lesser known, overlooked'],
  [
    'praised',
    'good, great, best, excellent, acclaimed, top rated, highly rated, well rated, brilliant, outstanding',
  ],
];

export const UNKNOWN: readonly (readonly [UnknownChip['about'], words: string])[] = [
  ['length', 'not too long, not very long, not so long, too long, short film, short'],
  ['colour', 'black and white, in colour, in color'],
  [
    'language',
    'subtitled, with subtitles, dubbed, in english, foreign, foreign language, american, british, english, french, german, italian, ' +
      'spanish, swedish, danish, norwegian, polish, russian, indian, japanese, korean, chinese, bollywood',
  ],
  ['gore', 'gory, gore, bloody'],
];

/** Years back from the newest film; classic begins at the decade. */
export const VAGUE: readonly (readonly [VagueYears, words: string])[] = [
  [
    'recent',
    'recent, recently, new, newer, newest, latest, modern, contemporary, last few years, past few years, of late',
  ],
  ['not long ago', 'not too long ago, not long ago, not so long ago, not that long ago'],
  ['newest', 'this year, current year'],
  ['classic', 'classic, old, older, oldest, vintage, golden age, old fashioned, oldie, long ago'],
  ['silent', 'silent, silent era'],
];

export const NEGATIONS =
  'no, not, without, except, excluding, never, non, nothing, neither, nor, minus, dont, doesnt, isnt, arent, hate, anything but, but not, dislike, avoid';
export const LIKE =
  'like, similar to, in the style of, in the vein of, reminds me of, along the lines of, i like, i liked, i love, i loved, unlike';
/** Said around what is meant. "but" ends a "no", and so does a comma that is not of a list: lists.ts. */
export const FILLER =
  'a, an, the, of, in, on, at, to, for, from, with, by, about, and, or, but, film, movie, flick, something, anything, everything, ' +
  'some, any, i, im, id, ill, we, me, my, us, you, it, its, this, that, these, those, which, who, where, there, is, are, was, were, be, ' +
  'want, wanted, wanna, would, love to, like to, see, watch, watching, show, find, give, tonight, today, ' +
  'evening, weekend, please, maybe, perhaps, kind, sort, type, genre, set, made, released, shot, very, really, quite, rather, pretty, ' +
  'too, so, more, bit, little, lot, also, just, only, not only, can, could, should, have, has, do, does, looking, look, suggest, ' +
  'recommend, recommendation, one, ones, stuff, nice, cool, all, preferably, ideally, mood, in the mood for, feel, feeling, era, year, years, ' +
  'decade, as, if, possible, hello, hi, hey, thanks, then, than';
/** Parts of names whose words mean something else alone. */
export const NAMES = 'new york, new orleans, new zealand, new jersey, new england';
