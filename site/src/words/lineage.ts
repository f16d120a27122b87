// Where a model comes from, what it cost, and whether it was made again.

import { count, counted, fixed, instant } from './format.ts';
import { html } from './html.ts';
import type { HEADS } from './labels.ts';

export const cost = {
  title: 'Cost',
  time: 'Time to train',
  memory: 'Peak memory',
  megabytes: (value: number): string => `${fixed(value, 0)} MB`,
  size: 'Size in the repository',
  interactions: 'Interactions learned from',
  people: 'People',
  films: 'Films',
  serving: 'In memory while it serves',
  operations: 'Multiply-adds of a list',
};

export const title = 'Lineage';
export const judgedAgainst = 'Judged against';
export const notJudged = 'not judged';
export const floorAlone = 'the floor alone: there was no champion';
export const served = 'Served';
export const neverServed = 'never';
export const servedUnknown = 'not known: the log cannot be read';
/** @param from the instant, as HTML. @param until null where it still serves */
export const servedHtml = (from: string, until: string | null): string =>
  `from ${from} ${until === null ? 'until now' : `to ${instant(until)}`}`;
/** Of a run, beside its commit. */
export const node = (version: string, isChanged: boolean): string =>
  `Node ${version}${isChanged ? ', with uncommitted changes' : ''}`;
export const dataset = ({ name, kind }: { name: string; kind: string }): string => `${name}, ${kind}`;
export const recipe = (head: (typeof HEADS)[keyof typeof HEADS]): string => `${head} recipe`;

export const batches = {
  title: (number: number, rows: number): string =>
    `${counted(number, 'data batch', 'data batches')}, ${count(rows)} rows, each with its sha256`,
  table: 'Data batches',
  columns: ['Batch', 'Rows', 'sha256'],
};
export const files = {
  title: (number: number): string => `${counted(number, 'file')} of the run, each with its sha256`,
  table: 'Files of the run',
  columns: ['File', 'Size', 'sha256'],
};

/** What the machine and the code were. */
interface MadeBy {
  /** As HTML; null for code outside a repository. */
  readonly commit: string | null;
  readonly isChanged: boolean;
  readonly node: string;
}

const verify = (run: string): string => html`<code>npx showrunner verify ${run}</code>`;

export const verification = {
  none: 'Not verified yet',
  howHtml: (run: string): string =>
    `Nobody has put on record that it was made again. ${verify(run)} trains it from its manifest and compares the bytes; with <code>--record</code> the outcome is kept and shown here.`,
  /** @param on the day, as HTML */
  doneHtml: (on: string, by: MadeBy, run: string): string =>
    `on ${on}, by ${by.commit === null ? 'code outside a repository' : `commit ${by.commit}`}${
      by.isChanged ? ', with uncommitted changes' : ''
    }, Node ${by.node}. Anybody can do it again: ${verify(run)}`,
};

export const loss = {
  none: 'This algorithm reports no loss: it is solved in one step.',
  sweep: 'Sweep',
  loss: 'Loss',
  /** @param first loss, and @param last, as they are shown */
  sentence: (name: string, first: string, last: string, sweeps: number): string =>
    `${name}: from ${first} after the first sweep to ${last} after ${counted(sweeps, 'sweep')}.`,
};
