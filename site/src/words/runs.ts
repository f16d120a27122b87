// What the table of runs says: its columns, what was found, what was chosen.

import { PRIMARY } from '../runs/figures.ts';
import type { Order, SortKey } from '../runs/find.ts';
import { count, counted, listed, shortHash } from './format.ts';
import { html } from './html.ts';
import { HEADS, metricLabel } from './labels.ts';
import { FACTS } from './run-facts.ts';

interface Column {
  readonly key: SortKey;
  readonly name: string;
  readonly isNumber: boolean;
  /** What the first click gives: figures from high to low, words from A to Z. */
  readonly down: boolean;
  readonly ends: readonly [up: string, down: string];
}

const LOW_HIGH = ['from low to high', 'from high to low'] as const;
const OLD_NEW = ['the oldest first', 'the newest first'] as const;
const A_Z = ['from A to Z', 'from Z to A'] as const;

/** In the order of the table. */
export const RUN_COLUMNS: readonly Column[] = [
  { key: 'run', name: FACTS.run, isNumber: false, down: true, ends: OLD_NEW },
  { key: 'verdict', name: FACTS.verdict, isNumber: false, down: false, ends: A_Z },
  { key: 'algorithms', name: FACTS.algorithms, isNumber: false, down: false, ends: A_Z },
  { key: 'ranking', name: metricLabel(PRIMARY.ranking).name, isNumber: true, down: true, ends: LOW_HIGH },
  { key: 'rating', name: metricLabel(PRIMARY.rating).name, isNumber: true, down: false, ends: LOW_HIGH },
  { key: 'until', name: FACTS.learnedUpTo, isNumber: false, down: true, ends: OLD_NEW },
  { key: 'interactions', name: FACTS.interactions, isNumber: true, down: true, ends: LOW_HIGH },
  { key: 'films', name: FACTS.films, isNumber: true, down: true, ends: LOW_HIGH },
  { key: 'seconds', name: FACTS.training, isNumber: true, down: true, ends: LOW_HIGH },
  { key: 'bytes', name: FACTS.size, isNumber: true, down: true, ends: LOW_HIGH },
];

export const chooseRun = (run: string): string => `Choose ${run}`;

/** A protocol by its place in the order in which the newest runs name them. */
export const protocolName = (place: number): string => `Protocol ${place + 1}`;

/** "1,204 of 10,000 runs have “ials”, by NDCG at 10 from high to low, each protocol apart. Showing 51 to 100." */
export function foundRuns(
  { text, order, from, to }: { text: string; order: Order; from: number; to: number },
  found: number,
  all: number,
): string {
  const asked = text.trim();
  if (found === 0) return `No run has “${asked}”. Fewer words find more.`;
  const which =
    asked === '' ? counted(all, 'run') : `${count(found)} of ${counted(all, 'run')} have “${asked}”`;
  return `${which}, ${orderInWords(order)}. Showing ${count(from)} to ${count(to)}.`;
}

function orderInWords({ key, down }: Order): string {
  const column = RUN_COLUMNS.find((each) => each.key === key);
  const end = column?.ends[down ? 1 : 0] ?? '';
  if (key === 'run') return end;
  const apart = key === 'ranking' || key === 'rating' ? ', each protocol apart' : '';
  return `by ${column?.name} ${end}${apart}`;
}

/** Of all runs under a protocol. */
export const RANGE = { best: 'Best', last: 'Last', least: 'Least', most: 'Most' } as const;
export const RANGE_ENDS = ['best', 'last', 'least', 'most'] as const;

export const pageInWords = (page: number, pages: number): string => `Page ${count(page)} of ${count(pages)}`;

/** Runs that may be compared at once. */
export const MOST_COMPARED = 6;

export function chosenInWords(chosen: number): string {
  if (chosen === 0) return 'Choose two to six runs to compare them.';
  if (chosen === 1) return '1 run chosen; one more makes a comparison.';
  return `${chosen} runs chosen${chosen === MOST_COMPARED ? ', and no more fit' : ''}.`;
}

/** What to say of a comparison: what of the address was left out, and what is not known of the rest. */
export function comparedInWords({
  unknown,
  tooMany,
  compared,
  withoutPapers,
}: Readonly<Record<'unknown' | 'tooMany' | 'compared' | 'withoutPapers', readonly string[]>>): string {
  const sentences = [
    unknown.length > 0 ? `There is no run ${listed(unknown)}; left out.` : '',
    tooMany.length > 0 ? `No more than six fit; left out: ${listed(tooMany)}.` : '',
    compared.length < 2 ? 'A comparison needs two runs. Choose them in the run history.' : '',
    compared.length >= 2 && withoutPapers.length > 0
      ? `The papers of ${listed(withoutPapers)} cannot be read here, so parameters and batches are not compared there.`
      : '',
  ];
  return sentences.filter(Boolean).join(' ');
}

/** The table of runs. */
export const table = {
  find: 'Find runs by name, day, algorithm, verdict or protocol',
  compare: 'Compare',
  name: 'Table of runs',
  choose: 'Choose',
  pages: 'Pages of the table of runs',
};

/** The table of a protocol. */
export const metricsByRun = (head: keyof typeof HEADS): string => `${HEADS[head]} metrics by run`;
export const groundHtml = (sha256: string): string => html`On ground <code>${shortHash(sha256)}</code>`;
export const ofRuns = (runs: number): string => `of ${counted(runs, 'run')}`;
