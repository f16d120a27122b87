// MovieLens writes a film's name for sorting: "Matrix, The (1999)", "Postman, The (Postino, Il) (1994)". This file
// turns it into a name for reading and a year. Not a cleaner: quotes, entities and letters stay as they were.

export interface FilmTitle {
  title: string;
  /** Year of release; the first one where a range is given; null where there is none. */
  year: number | null;
}

const EARLIEST_FILM = 1874;
const LATEST_FILM = 2100;

// "(1999)", "(2006–2007)", "(2009– )" at the end.
const YEAR = /\s*\(\s*(\d{4})\s*(?:[-–—]\s*(?:\d{4})?\s*)?\)\s*$/u;

// One level of nesting is enough: "(Nightmare Part 6 (a.k.a. Freddy), A)".
const LAST_GROUP = /\s+\(((?:[^()]|\([^()]*\))*)\)\s*$/u;

// Only words that are articles in the language of the title. "I", "O" and "As" (Italian, Portuguese) are left out:
// they end English titles too.
const ARTICLES = new Set(
  (
    'The A An Le La Les Un Une Des Il Lo Gli Uno Una El Los Las ' +
    'Der Die Das Ein Eine De Het Een Den Det En Et Os'
  ).split(' '),
);

/**
 * Name and year of a film as MovieLens writes it. Groups in parentheses after the name (other languages, "a.k.a.")
 * are dropped, a leading article comes back to the front, runs of blanks become one.
 */
export function parseTitle(written: string): FilmTitle {
  const { title: withoutYear, year } = splitYear(written.trim());
  const name = articleFirst(dropOtherTitles(withoutYear)).replace(/\s+/gu, ' ').trim();
  return { title: name === '' ? written.trim() : name, year };
}

/** Takes the year off the end, "(1999)", and leaves the rest as it is. */
export function splitYear(text: string): FilmTitle {
  const match = YEAR.exec(text);
  const year = match === null ? Number.NaN : Number(match[1]);
  if (match === null || match.index === 0 || !(year >= EARLIEST_FILM && year <= LATEST_FILM)) {
    return { title: text, year: null };
  }
  return { title: text.slice(0, match.index), year };
}

/** Drops "(…)" from the end while what stays is a whole name of its own. */
function dropOtherTitles(text: string): string {
  let name = text;
  for (;;) {
    const match = LAST_GROUP.exec(name);
    if (match === null || !isOtherTitle(name.slice(0, match.index), match[1])) return name;
    name = name.slice(0, match.index);
  }
}

/** "Birdman: Or (The Unexpected Virtue…)" and "1-900 (06)" need their group; "Hate (Haine, La)" does not. */
function isOtherTitle(before: string, group: string): boolean {
  if (before.trim() === '') return false;
  if (/(?:[:&]|\b(?:or|and|of))$/iu.test(before)) return false;
  return /\p{L}/u.test(group);
}

/** "Matrix, The" → "The Matrix"; "Avventura, L'" → "L'Avventura". */
function articleFirst(text: string): string {
  const comma = text.lastIndexOf(',');
  if (comma < 1) return text;
  const article = text.slice(comma + 1).trim();
  const rest = text.slice(0, comma).trimEnd();
  if (/^[LD]['’]$/u.test(article)) return `${article}${rest}`;
  return ARTICLES.has(article) ? `${article} ${rest}` : text;
}
