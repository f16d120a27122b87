// The options of `benchmark` as one typed value: which of its two measurements is asked for, and with what.

import { InputError, quoted } from '../errors.ts';
import { BENCHMARK_FORMATS, type BenchmarkFormat } from '../evaluation/benchmark/formats.ts';
import { BENCHMARK_PROTOCOLS } from '../evaluation/benchmark/protocols.ts';
import type { BenchmarkSource } from '../stages/benchmark.ts';
import type { GivenParameters } from '../stages/benchmark-choice.ts';
import type { BenchmarkRequest } from '../stages/benchmark-request.ts';
import { choice, decimal, refuseTogether, requiredText, text, texts, wholeNumber } from './arguments.ts';
import type { Arguments, Option, OptionValues } from './command.ts';

/** Options that say how models are judged; they mean nothing while stages are timed. */
export const JUDGING: readonly Option[] = [
  { name: 'protocol', value: 'ID', about: `Judge models instead: ${BENCHMARK_PROTOCOLS.join(', ')}.` },
  { name: 'train', value: 'FILE', about: 'Interactions to train on, or to split.' },
  { name: 'test', value: 'FILE', about: 'Interactions to judge by, where the protocol does not split.' },
  {
    name: 'negatives',
    value: 'FILE',
    about: 'Lines of (user,item) and what it competes with; leave-last-out.',
  },
  { name: 'format', value: 'NAME', about: `How the files are written: ${BENCHMARK_FORMATS.join(', ')}.` },
  { name: 'models', value: 'NAME,…', about: 'Algorithms; by default all that the data allow.' },
  {
    name: 'set',
    value: 'NAME.KEY=VALUE',
    about: 'A hyper-parameter, such as ials.k=192. May be repeated.',
    isRepeatable: true,
  },
  {
    name: 'seeds',
    value: 'N',
    about: 'Train, and draw random splits, with N seeds from --seed on; 1 by default.',
  },
  {
    name: 'against',
    value: 'NAME',
    about: 'Pair every other model of the head with this one, by person.',
  },
  {
    name: 'tune',
    value: 'N',
    about: "Choose each model's parameters among N sets on a slice of each split's train.",
  },
  { name: 'folds', value: 'N', about: 'Parts of random-k-fold; 5 by default.' },
  {
    name: 'positive',
    value: 'N',
    about: 'A rating from here on is relevant; 0 = any. By default 4 of 5 stars.',
  },
];

const DEFAULT_FOLDS = 5;

/** Whether models are judged; otherwise stages are timed. @throws InputError where the options contradict this. */
export function judgesModels({ values, argument }: Arguments): boolean {
  if (values.protocol === undefined) {
    const idle = JUDGING.find(({ name }) => values[name] !== undefined);
    if (idle === undefined) return false;
    throw new InputError({
      problem: `--${idle.name} needs --protocol.`,
      legal: `Legal: ${BENCHMARK_PROTOCOLS.join(', ')}.`,
    });
  }
  refuseTogether(values, 'protocol', 'generate');
  if (argument === null) return true;
  throw new InputError({
    problem: `benchmark --protocol does not take the argument ${quoted(argument)}.`,
    legal: 'Name files with --train and --test.',
  });
}

/** What the stages are timed on. */
export function sourceOf({ values, argument }: Arguments): BenchmarkSource {
  const interactions = wholeNumber(values, 'generate', { min: 1000, max: 100_000_000 });
  if (interactions === null) return argument === null ? { kind: 'own' } : { kind: 'import', path: argument };
  if (argument === null) return { kind: 'generated', interactions };
  throw new InputError({ problem: 'benchmark takes PATH or --generate, not both.' });
}

/** How which models are judged on which files. */
export function requestOf({ values }: Arguments): BenchmarkRequest {
  const protocol = requiredChoice(values, 'protocol', BENCHMARK_PROTOCOLS);
  const folds = wholeNumber(values, 'folds', { min: 2, max: 100 });
  if (folds !== null && protocol !== 'random-k-fold') {
    throw new InputError({ problem: `--folds means nothing under ${protocol}; random-k-fold has folds.` });
  }
  return {
    protocol,
    format: requiredChoice<BenchmarkFormat>(values, 'format', BENCHMARK_FORMATS),
    train: requiredText(values, 'train', 'Name the file to train on, or to split.'),
    test: text(values, 'test'),
    negatives: text(values, 'negatives'),
    models: nameList(values, 'models'),
    parameters: parametersOf(texts(values, 'set')),
    folds: folds ?? DEFAULT_FOLDS,
    seeds: wholeNumber(values, 'seeds', { min: 1, max: 100 }) ?? 1,
    against: text(values, 'against'),
    tune: wholeNumber(values, 'tune', { min: 2, max: 1000 }),
    positiveRating: decimal(values, 'positive', { min: 0, max: 1000 }),
  };
}

function requiredChoice<T extends string>(values: OptionValues, name: string, legal: readonly T[]): T {
  const chosen = choice(values, name, legal);
  if (chosen !== null) return chosen;
  throw new InputError({ problem: `--${name} is missing.`, legal: `Legal: ${legal.join(', ')}.` });
}

function nameList(values: OptionValues, name: string): string[] | null {
  const given = text(values, name);
  if (given === null) return null;
  const names = given.split(',').map((part) => part.trim());
  const twice = names.find((part, i) => names.indexOf(part) !== i);
  if (twice === undefined) return names;
  throw new InputError({ problem: `--${name} names ${quoted(twice)} twice.` });
}

/** `ials.k=192` each. @throws InputError for text of another shape, or a parameter set twice. */
function parametersOf(settings: readonly string[]): GivenParameters {
  const given = new Map<string, Map<string, string>>();
  for (const setting of settings) {
    const [, model, name, value] = /^([^.=\s]+)\.([^.=\s]+)=(\S+)$/.exec(setting) ?? [];
    if (model === undefined) {
      const legal = 'Legal: MODEL.PARAMETER=VALUE, such as ials.k=192.';
      throw new InputError({ problem: `--set ${quoted(setting)} is not legal.`, legal });
    }
    const own = given.get(model) ?? new Map<string, string>();
    if (own.has(name)) throw new InputError({ problem: `--set gives ${model}.${name} twice.` });
    given.set(model, own.set(name, value));
  }
  return Object.fromEntries([...given].map(([model, own]) => [model, Object.fromEntries(own)]));
}
