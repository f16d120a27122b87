// Films that fit a query; and where none does, what had to be given up for some. A pure function.

import type { Catalogue, SearchFilm } from './catalogue.ts';
import { ENOUGH_RATINGS } from './catalogue.ts';
import type { Chip, LikeChip, Query } from './query.ts';
import { nearFits, titleFits } from './titles.ts';

/** Ids of the films most like one, nearest first; none where the model does not know it. */
export type Likeness = (id: string) => readonly string[];

export interface Found {
  /** In the order of likeness where that is asked for, else by how well the title fits, else the best known first. */
  readonly films: readonly SearchFilm[];
  /** Chips that were given up, in that order. Empty where films fit all, and where none fits the only one. */
  readonly relaxed: readonly Chip[];
}

/** How well films fit a chip, [entries]: 0 = not; the higher, the further up. */
type Fits = ArrayLike<number>;

/** @param likeness null where no model knows what is alike: then nothing is like anything. */
export function find(query: Query, catalogue: Catalogue, likeness: Likeness | null): Found {
  const fits = new Map(query.map((chip) => [chip, fitsOf(chip, catalogue, likeness)]));
  let kept = query;
  const relaxed: Chip[] = [];
  let films = fitting(kept, fits, catalogue);
  while (films.length === 0 && kept.length > 1) {
    const out = givenUp(kept, fits, catalogue);
    relaxed.push(out);
    kept = kept.filter((chip) => chip !== out);
    films = fitting(kept, fits, catalogue);
  }
  return { films, relaxed };
}

/** The vaguest chip without which there are films; where none alone is in the way, the vaguest that nothing fits, or that there is. */
function givenUp(query: Query, fits: ReadonlyMap<Chip, Fits>, catalogue: Catalogue): Chip {
  const vaguest = query.toReversed().sort((a, b) => firmness(a) - firmness(b));
  const without = (chip: Chip): Query => query.filter((other) => other !== chip);
  return (
    vaguest.find((chip) => fitting(without(chip), fits, catalogue).length > 0) ??
    vaguest.find((chip) => fitting([chip], fits, catalogue).length === 0) ??
    vaguest[0]
  );
}

/** The lower, the sooner a chip is given up. What somebody does not want is kept to the last. */
function firmness(chip: Chip): number {
  const order = ['unknown', 'vague', 'standing', 'theme', 'mood', 'years', 'like', 'name', 'title'];
  const kind = chip.kind === 'genre' ? chip.from : chip.kind === 'years' && chip.vague ? 'vague' : chip.kind;
  return order.indexOf(kind) + (chip.not ? order.length : 0);
}

function fitting(query: Query, fits: ReadonlyMap<Chip, Fits>, { entries }: Catalogue): SearchFilm[] {
  const found: { film: SearchFilm; fit: number }[] = [];
  const all = query.map((chip) => fits.get(chip) ?? []);
  for (const [n, { film }] of entries.entries()) {
    let fit = 0;
    for (const of of all) {
      if (!of[n]) {
        fit = -1;
        break;
      }
      fit += of[n];
    }
    if (fit >= 0) found.push({ film, fit });
  }
  return found.sort((a, b) => b.fit - a.fit).map(({ film }) => film);
}

function fitsOf(chip: Chip, catalogue: Catalogue, likeness: Likeness | null): Fits {
  const fits = wanted(chip, catalogue, likeness);
  return chip.not && chip.kind !== 'unknown' ? Uint8Array.from(fits, (fit) => (fit ? 0 : 1)) : fits;
}

function wanted(chip: Chip, catalogue: Catalogue, likeness: Likeness | null): Uint8Array | Float64Array {
  const { entries } = catalogue;
  const test = (fits: (film: SearchFilm) => boolean): Uint8Array =>
    Uint8Array.from(entries, ({ film }) => (fits(film) ? 1 : 0));
  if (chip.kind === 'unknown') return test(() => true);
  if (chip.kind === 'standing') return test(STANDINGS[chip.standing](catalogue));
  if (chip.kind === 'years')
    return test(({ year }) => year !== null && chip.spans.some(([from, to]) => from <= year && year <= to));
  if (chip.kind === 'like') return alike(chip, catalogue, likeness);
  if (chip.kind === 'genre') {
    const any = new Set(chip.any);
    return Uint8Array.from(entries, ({ film, words }) =>
      chip.words.some((word) => words.includes(word))
        ? 2
        : film.genres.some((genre) => any.has(genre))
          ? 1
          : 0,
    );
  }
  const fits = titleFits(entries, chip.words);
  // A slip of the finger is looked for only where nothing is spelled so.
  return fits.some((fit) => fit > 0) ? fits : nearFits(entries, chip.words);
}

const STANDINGS = {
  known:
    ({ knownFrom }: Catalogue) =>
    ({ people }: SearchFilm) =>
      people >= knownFrom,
  hidden:
    ({ hiddenTo }: Catalogue) =>
    ({ people }: SearchFilm) =>
      people <= hiddenTo,
  praised:
    ({ praisedFrom }: Catalogue) =>
    ({ mean_rating, ratings }: SearchFilm) =>
      praisedFrom !== null && mean_rating !== null && ratings >= ENOUGH_RATINGS && mean_rating >= praisedFrom,
} as const;

/** Above every other fit, so that the nearest film comes first. */
function alike(chip: LikeChip, { entries }: Catalogue, likeness: Likeness | null): Float64Array {
  const near = likeness?.(chip.id) ?? [];
  const fit = new Map(near.map((id, n) => [id, 10 * (near.length - n)]));
  // What is not like a film nobody can tell: then nothing fits that either.
  const unsaid = near.length === 0 && chip.not ? 1 : 0;
  return Float64Array.from(entries, ({ film }) => fit.get(film.item_id) ?? unsaid);
}
