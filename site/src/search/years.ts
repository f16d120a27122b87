// Years as people write them: "80s", "nineties", "early 2000s", "1985-1995", "before 1990", "around 1972".

import { ALWAYS, type Years } from './query.ts';
import type { VagueYears } from './words-of-search.ts';

export interface YearsSaid {
  readonly years: Years;
  /** Words it takes. */
  readonly length: number;
}

const FIRST_FILM = 1874;
const DECADES = [
  'twenties',
  'thirties',
  'forties',
  'fifties',
  'sixties',
  'seventies',
  'eighties',
  'nineties',
];
const BEFORE = 'before, pre, until, till, up to, earlier than, older than, prior to, not after'.split(', ');
const AFTER = 'after, post, since, later than, newer than, starting, not before'.split(', ');
/** The last year, or the first, belongs to it. */
const INCLUDED: ReadonlySet<string> = new Set([
  'until',
  'till',
  'up to',
  'since',
  'starting',
  'not after',
  'not before',
]);
const PARTS: Readonly<Record<string, Years>> = { early: [0, 3], mid: [4, 6], late: [7, 9] };
const BETWEEN: ReadonlySet<string> = new Set(['to', 'and', 'until', 'till', 'through']);
const AROUND = 2;

/**
 * The years that are said from word `start` on.
 * @param newest year of the newest film: "20s" are the century's own where there are films of it.
 */
export function yearsAt(words: readonly string[], start: number, newest: number): YearsSaid | null {
  const between = words[start] === 'between' || words[start] === 'from' ? start + 1 : start;
  const range = rangeAt(words, between, newest);
  if (range) return { ...range, length: range.length + between - start };
  if (words[start] === 'around' || words[start] === 'circa') {
    const span = spanAt(words, start + 1, newest);
    if (span && span.years[0] === span.years[1])
      return { years: [span.years[0] - AROUND, span.years[1] + AROUND], length: span.length + 1 };
  }
  return boundAt(words, start, newest);
}

/** "1985-1995", "1985 to 1995", "80s to 90s". */
function rangeAt(words: readonly string[], start: number, newest: number): YearsSaid | null {
  const first = spanAt(words, start, newest);
  if (!first) return null;
  let next = start + first.length;
  // "80s and 90s" are two decades either way; "1985 and 1995" are not the years between, unless that was said.
  const joined = BETWEEN.has(words[next]) && (words[next] !== 'and' || words[start - 1] === 'between');
  if (joined) next++;
  else if (!/^\d{4}$/.test(words[start]) || !/^\d{4}$/.test(words[next] ?? '')) return null;
  const last = spanAt(words, next, newest);
  if (!last || last.years[1] < first.years[0]) return null;
  return { years: [first.years[0], last.years[1]], length: next + last.length - start };
}

function boundAt(words: readonly string[], start: number, newest: number): YearsSaid | null {
  const sides = [
    ...BEFORE.map((phrase) => [phrase, 'before'] as const),
    ...AFTER.map((phrase) => [phrase, 'after'] as const),
  ];
  for (const [phrase, side] of sides) {
    const length = phrase.split(' ').length;
    if (words.slice(start, start + length).join(' ') !== phrase) continue;
    const span = spanAt(words, start + length, newest);
    if (!span) continue;
    const [first, last] = span.years;
    const included = INCLUDED.has(phrase);
    const years: Years =
      side === 'before' ? [ALWAYS[0], included ? last : first - 1] : [included ? first : last + 1, ALWAYS[1]];
    return { years, length: length + span.length };
  }
  const span = spanAt(words, words[start] === 'from' ? start + 1 : start, newest);
  if (!span) return null;
  const length = span.length + (words[start] === 'from' ? 1 : 0);
  const next = words.slice(start + length, start + length + 2).join(' ');
  if (/^(or|and) (later|newer|after|onwards?)$/.test(next))
    return { years: [span.years[0], ALWAYS[1]], length: length + 2 };
  if (/^onwards?( |$)/.test(next)) return { years: [span.years[0], ALWAYS[1]], length: length + 1 };
  if (/^(or|and) (earlier|older|before)$/.test(next))
    return { years: [ALWAYS[0], span.years[1]], length: length + 2 };
  return { years: span.years, length };
}

/** A year, a decade, or a part of one. */
function spanAt(words: readonly string[], start: number, newest: number): YearsSaid | null {
  if (words[start] === 'the') {
    const span = spanAt(words, start + 1, newest);
    return span && { ...span, length: span.length + 1 };
  }
  const part = Object.hasOwn(PARTS, words[start] ?? '') ? PARTS[words[start]] : null;
  if (part) {
    const decade = decadeOf(words[start + 1], newest);
    return decade === null ? null : { years: [decade + part[0], decade + part[1]], length: 2 };
  }
  const decade = decadeOf(words[start], newest);
  if (decade !== null) return { years: [decade, decade + 9], length: 1 };
  const year = /^\d{4}$/.test(words[start] ?? '') ? Number(words[start]) : 0;
  return year >= FIRST_FILM && year <= newest + 1 ? { years: [year, year], length: 1 } : null;
}

function decadeOf(word: string | undefined, newest: number): number | null {
  const named = DECADES.indexOf(word ?? '');
  const [, century = '', tens] = /^(\d\d)?(\d)0s$/.exec(word ?? '') ?? [];
  if (word === 'noughties' || word === 'aughts') return 2000;
  if (named < 0 && tens === undefined) return null;
  const ten = 10 * (named < 0 ? Number(tens) : named + 2);
  if (century !== '') {
    const decade = 100 * Number(century) + ten;
    return decade + 9 >= FIRST_FILM && decade <= newest + 10 ? decade : null;
  }
  return ten < 20 || (ten === 20 && newest >= 2020) ? 2000 + ten : 1900 + ten;
}

/** Years that a word without a number stands for, counted from the newest film's. */
export function vagueYears(said: VagueYears, newest: number): Years {
  if (said === 'recent') return [newest - 4, ALWAYS[1]];
  if (said === 'not long ago') return [newest - 14, ALWAYS[1]];
  if (said === 'newest') return [newest, ALWAYS[1]];
  if (said === 'silent') return [ALWAYS[0], 1929];
  return [ALWAYS[0], 10 * Math.floor((newest - 35) / 10) - 1];
}
