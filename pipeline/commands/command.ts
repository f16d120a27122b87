// What a command of `showrunner` is, and the options that several share.

import type { Context } from '../stages/context.ts';
import type { Terminal } from '../terminal.ts';

/** The options given on a command line, by name; every reader below checks one. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Arguments {
  readonly values: OptionValues;
  readonly argument: string | null;
}

export interface Option {
  readonly name: string;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  readonly about: string;
  /** May be given several times; its values are read with `texts`. */
  readonly isRepeatable?: true;
}

/** What a command came to: a document for --json, and lines for people. */
export interface Outcome {
  readonly result: object | null;
  /** The fields of `result` stand in the document itself, for a format that others read. */
  readonly isDocument?: true;
  readonly said: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly about: string;
  readonly argument: { readonly name: string; readonly about: string } | null;
  readonly options: readonly Option[];
  run(context: Context, args: Arguments, terminal: Terminal): Promise<Outcome>;
}

/** Options of every command. */
export const COMMON: readonly Option[] = [
  { name: 'help', value: null, about: 'Explain this command.' },
  { name: 'json', value: null, about: 'One JSON document on stdout; everything else on stderr.' },
  { name: 'root', value: 'FOLDER', about: 'The repository; by default the one around the current folder.' },
];
export const DRY_RUN: Option = {
  name: 'dry-run',
  value: null,
  about: 'Say what would be done; write nothing.',
};
export const SEED: Option = { name: 'seed', value: 'N', about: "Use this seed instead of the recipe's." };
export const THREADS: Option = {
  name: 'threads',
  value: 'N',
  about: 'Worker threads; never changes a byte of the result.',
};
export const NO_SITE: Option = {
  name: 'no-site',
  value: null,
  about: 'Write the static API alone; do not build the pages.',
};
export const RUN = (about: string) => ({ name: 'RUN', about });
