// The command line as a typed value: parsed once, with errors that name the option and the nearest legal one.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError, quoted, suggestion } from '../errors.ts';
import type { Arguments, Command, OptionValues } from './command.ts';

/** Parses what follows the command's name. Throws InputError for an unknown option or a missing argument. */
export function parseCommandLine(command: Command, args: readonly string[]): Arguments {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const option of command.options) {
    options[option.name] = {
      type: option.value === null ? 'boolean' : 'string',
      multiple: option.isRepeatable === true,
    };
  }
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw unusable(command, error);
  }
  const values: OptionValues = parsed.values;
  const [argument = null, extra] = parsed.positionals;
  const unexpected = command.argument === null ? argument : extra;
  if (unexpected !== undefined && unexpected !== null) {
    throw new InputError({
      problem: `${command.name} does not take the argument ${quoted(unexpected)}.`,
      legal: `See \`showrunner ${command.name} --help\`.`,
    });
  }
  return { values, argument };
}

/** parseArgs names the option between quotes; anything else it throws is not about the command line. */
function unusable(command: Command, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  const option = /'(--?[^' ]+)/.exec(error.message)?.[1] ?? null;
  const names = command.options.map(({ name }) => `--${name}`);
  const known = option !== null && names.includes(option);
  return new InputError({
    problem: known
      ? `${command.name}: ${option} is used wrongly: ${error.message}`
      : `${command.name} has no option ${quoted(option)}.`,
    legal: known || option === null ? undefined : suggestion(option, names),
    cause: error,
  });
}

/** A whole number, or null when the option was not given. */
export function wholeNumber(
  values: OptionValues,
  name: string,
  { min, max }: { min: number; max: number },
): number | null {
  const value = values[name];
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new InputError({
      problem: `--${name} ${quoted(value)} is not a whole number from ${min} to ${max}.`,
    });
  }
  return number;
}

/** A text, or null when the option was not given. An empty one is an error. */
export function text(values: OptionValues, name: string): string | null {
  const value = values[name];
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError({ problem: `--${name} needs a value.` });
  }
  return value;
}

/** The texts of an option that may be repeated; none when it was not given. An empty one is an error. */
export function texts(values: OptionValues, name: string): string[] {
  const given = values[name];
  if (given === undefined) return [];
  return [given].flat().map((value) => {
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw new InputError({ problem: `--${name} needs a value.` });
  });
}

/** A number such as 3.5, or null when the option was not given. */
export function decimal(
  values: OptionValues,
  name: string,
  { min, max }: { min: number; max: number },
): number | null {
  const value = text(values, name);
  if (value === null) return null;
  const number = /^\d{1,9}(?:\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new InputError({ problem: `--${name} ${quoted(value)} is not a number from ${min} to ${max}.` });
}

/** A text that must be given. */
export function requiredText(values: OptionValues, name: string, why: string): string {
  const value = text(values, name);
  if (value === null) throw new InputError({ problem: `--${name} is missing.`, legal: why });
  return value;
}

/** Whole numbers from 1 on, separated by commas; empty when the option was not given. */
export function numberList(values: OptionValues, name: string): number[] {
  const given = text(values, name);
  if (given === null) return [];
  return given.split(',').map((part) => {
    if (/^[1-9]\d{0,5}$/.test(part.trim())) return Number(part);
    throw new InputError({ problem: `--${name} ${quoted(part)} is not a whole number from 1 on.` });
  });
}

/** One of the names, or null when the option was not given. */
export function choice<T extends string>(values: OptionValues, name: string, legal: readonly T[]): T | null {
  const given = text(values, name);
  if (given === null) return null;
  const found = legal.find((each) => each === given);
  if (found !== undefined) return found;
  throw new InputError({
    problem: `--${name} ${quoted(given)} is not legal.`,
    legal: suggestion(given, legal),
  });
}

/** Refuses two options that contradict one another. */
export function refuseTogether(values: OptionValues, one: string, other: string): void {
  if (values[one] === undefined || values[other] === undefined) return;
  throw new InputError({ problem: `--${one} and --${other} do not go together.` });
}
