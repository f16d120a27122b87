// Which runs a text means, and in which order they stand. Pure: no page.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { algorithmName, NEVER_JUDGED, VERDICTS } from '../words/labels.ts';
import { primaryFigures } from './figures.ts';

export const SORT_KEYS = [
  'run',
  'verdict',
  'algorithms',
  'ranking',
  'rating',
  'until',
  'interactions',
  'films',
  'seconds',
  'bytes',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Order {
  readonly key: SortKey;
  /** From high to low, from new to old, from Z to A. */
  readonly down: boolean;
}

/** Rows of the table that are in the document. */
export const ROWS_AT_ONCE = 50;

export const NEWEST_FIRST: Order = { key: 'run', down: true };

/** Places of the runs that have every word of the text, in the order asked for; those without a value come last. */
export type Finder = (text: string, order: Order) => readonly number[];

/** Reads the columns once, so that each search is a pass over them. */
export function createFinder(columns: RunColumns): Finder {
  const texts = columns.runs.map((run, row) => textOf(columns, run, row));
  const protocolIds = columns.protocols.map(({ id }) => id.toLowerCase());
  const comparisons = comparisonsOf(columns);
  return (text, { key, down }) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const byProtocol = words.map((word) => rowsUnder(columns, protocolIds, word));
    const found: number[] = [];
    for (let row = 0; row < texts.length; row++) {
      if (words.every((word, n) => texts[row].includes(word) || byProtocol[n]?.[row] === 1)) found.push(row);
    }
    const compare = comparisons[key];
    // Of equal ones the newer comes first, whichever way the others stand.
    return found.sort((a, b) => compare(a, b, down ? -1 : 1) || a - b);
  };
}

function textOf(columns: RunColumns, run: string, row: number): string {
  const verdict = columns.verdicts[row];
  const algorithms = [columns.ranking[row], columns.rating[row]];
  return [
    run,
    columns.created_at[row],
    columns.until[row],
    verdict === null ? NEVER_JUDGED : VERDICTS[verdict].word,
    ...algorithms,
    ...algorithms.map(algorithmName),
    row === columns.champion ? 'champion' : '',
  ]
    .join(' ')
    .toLowerCase();
}

/** By row, 1 where it was judged under a protocol whose id has the word; null where no protocol's has. */
function rowsUnder(columns: RunColumns, ids: readonly string[], word: string): Uint8Array | null {
  const meant = columns.protocols.filter((_, place) => ids[place].includes(word));
  if (meant.length === 0) return null;
  const rows = new Uint8Array(columns.runs.length);
  for (const protocol of meant) for (const row of protocol.rows) rows[row] = 1;
  return rows;
}

/** The sign turns the order, and never what is missing or which protocol a figure belongs to. */
type Compare = (a: number, b: number, sign: 1 | -1) => number;

function comparisonsOf(columns: RunColumns): Readonly<Record<SortKey, Compare>> {
  const byText =
    (values: readonly string[]): Compare =>
    (a, b, sign) =>
      values[a] === values[b] ? 0 : values[a] < values[b] ? -sign : sign;
  const byNumber =
    (values: ArrayLike<number>): Compare =>
    (a, b, sign) =>
      (values[a] - values[b]) * sign;
  const byFigure = (head: 'ranking' | 'rating'): Compare => {
    const { values, protocols } = primaryFigures(columns, head);
    return (a, b, sign) => {
      const [left, right] = [protocols[a], protocols[b]];
      // Figures under different protocols do not compare: each protocol's runs stand together.
      if (left !== right) return left === -1 ? 1 : right === -1 ? -1 : left - right;
      return left === -1 ? 0 : (values[a] - values[b]) * sign;
    };
  };
  const verdicts = columns.verdicts.map((verdict) => (verdict === null ? '' : VERDICTS[verdict].word));
  const byVerdict = byText(verdicts);
  return {
    run: byText(columns.runs),
    verdict: (a, b, sign) =>
      verdicts[a] === '' || verdicts[b] === ''
        ? Number(verdicts[a] === '') - Number(verdicts[b] === '')
        : byVerdict(a, b, sign),
    algorithms: byText(columns.ranking.map((name, row) => `${algorithmName(name)} ${columns.rating[row]}`)),
    ranking: byFigure('ranking'),
    rating: byFigure('rating'),
    until: byText(columns.until),
    interactions: byNumber(columns.interactions),
    films: byNumber(columns.films),
    seconds: byNumber(columns.seconds),
    bytes: byNumber(columns.bytes),
  };
}
