// The command that searches parameters: its options, and its result as lines for people.

import { METHODS } from '../experiments/tuning/search.ts';
import { bestFirst, trialLine } from '../experiments/tuning/trial-text.ts';
import type { Context } from '../stages/context.ts';
import { groundOf, readState } from '../stages/state.ts';
import { type Tuned, tune } from '../stages/tune.ts';
import { choice, decimal, wholeNumber } from './arguments.ts';
import { type Arguments, COMMON, type Command, DRY_RUN, type Outcome, SEED, THREADS } from './command.ts';

export const TUNE: Command = {
  name: 'tune',
  about: "Search the parameters of the recipe's candidates on a slice of train.",
  argument: { name: 'CANDIDATE', about: 'One candidate of the recipe; by default all of them.' },
  options: [
    { name: 'trials', value: 'N', about: "Sets of values to try of each, instead of the recipe's." },
    { name: 'method', value: 'NAME', about: `How to search: ${METHODS.join(', ')}; halving by default.` },
    { name: 'minutes', value: 'N', about: "What it may take, instead of the recipe's budget." },
    { name: 'write', value: null, about: 'Put the best values into models/recipe.yaml; its comments stay.' },
    DRY_RUN,
    SEED,
    THREADS,
    ...COMMON,
  ],
  run,
};

async function run(context: Context, { values, argument }: Arguments): Promise<Outcome> {
  const options = {
    candidate: argument,
    trials: wholeNumber(values, 'trials', { min: 1, max: 1000 }),
    method: choice(values, 'method', METHODS) ?? 'halving',
    minutes: decimal(values, 'minutes', { min: 0.001, max: 1440 }),
    write: values.write === true,
  };
  const state = await readState(context.root);
  const tuned = await tune(context, state, groundOf(state), options);
  return { result: tuned, said: tunedLines(tuned) };
}

/** Trials shown of each head. */
const BEST = 5;

function tunedLines({ ranking, rating, found, written }: Tuned): string[] {
  const heads = { ranking, rating };
  const best = (['ranking', 'rating'] as const).flatMap((head) => {
    const tried = heads[head];
    if (tried === null) return [];
    const places = bestFirst(head, tried.trials).slice(0, BEST);
    return [
      '',
      `${head}, the best of ${tried.trials.length} by ${tried.metric}:`,
      ...places.map((place) => trialLine(head, tried.trials[place], place)),
    ];
  });
  const where = written ? 'written to models/recipe.yaml:' : 'for models/recipe.yaml, or again with --write:';
  return [...best, '', where, ...(['ranking', 'rating'] as const).flatMap((head) => snippet(head, found))];
}

/** The part of the recipe that would change, as it would stand there. */
function snippet(head: 'ranking' | 'rating', found: Tuned['found']): string[] {
  const own = found.filter((one) => one.head === head);
  if (own.length === 0) return [];
  return [
    `${head}:`,
    ...own.flatMap(({ candidate, values }) => [
      `  ${candidate}:`,
      '    parameters:',
      ...Object.entries(values).map(([name, value]) => `      ${name}: ${value}`),
    ]),
  ];
}
