// The command "tune": searches parameters of the recipe's candidates on a slice of train, and on request puts the best
// into the recipe. It trains no run and judges nothing; the recipe is all that it may change.

import { join } from 'node:path';
import { writeFileAtomic } from '../data/files.ts';
import { InputError, quoted, suggestion } from '../errors.ts';
import type { Ground } from '../evaluation/protocol.ts';
import { drawParameters, ownSpaces } from '../experiments/tuning/draw.ts';
import { type Method, searchTrials, type TrialGroup } from '../experiments/tuning/search.ts';
import { bestTrial, type HeadTrials, type TrialRecord } from '../experiments/tuning/trial.ts';
import { trialLine } from '../experiments/tuning/trial-text.ts';
import type { Head, Parameters } from '../recommenders/algorithm.ts';
import {
  type Candidate,
  candidatesOf,
  parseRecipe,
  RECIPE_FILE,
  type Recipe,
  readRecipe,
  readRecipeText,
} from '../recommenders/recipe.ts';
import { editRecipe } from '../recommenders/recipe-edit.ts';
import type { OpenParameters } from '../recommenders/recipe-parameters.ts';
import { refuseEmpty, refuseNothing, sliceOf } from './choose.ts';
import type { Context } from './context.ts';
import { exclusively } from './exclusively.ts';
import type { State } from './state.ts';

export interface TuneOptions {
  /** One candidate's name; null for all. */
  readonly candidate: string | null;
  /** Sets of values a candidate; null as the recipe says. */
  readonly trials: number | null;
  readonly method: Method;
  /** Null as the recipe says. */
  readonly minutes: number | null;
  /** Whether the best values go into the recipe. */
  readonly write: boolean;
}

/** The best set of one candidate. */
export interface Found {
  candidate: string;
  head: Head;
  /** Those that were searched, with the best values. */
  values: Parameters;
  /** Place among its head's trials, from 0. */
  trial: number;
}

export interface Tuned {
  method: Method;
  seed: number;
  ranking: HeadTrials | null;
  rating: HeadTrials | null;
  found: Found[];
  /** Whether the values were put into the recipe. */
  written: boolean;
}

/** A candidate with what is searched of it. */
interface Searched {
  readonly candidate: Candidate;
  readonly open: OpenParameters;
  readonly sets: readonly Parameters[];
}

/**
 * @throws InputError when there is nothing to search, the slice leaves nobody to measure by, or no trial comes to a
 *   figure
 */
export async function tune(
  context: Context,
  state: State,
  ground: Ground,
  options: TuneOptions,
): Promise<Tuned> {
  const recipe = await readRecipe(context.root);
  const seed = context.seed ?? recipe.seed;
  const searched = whatToSearch(recipe, { ...options, trials: options.trials ?? recipe.trials, seed });
  const groups = searched.map(groupOf);
  const slice = sliceOf(state, ground);
  for (const { head } of groups) refuseEmpty(head, slice);
  const minutes = options.minutes ?? recipe.budget.minutes;
  const tried = await searchTrials(groups, {
    ground: slice,
    method: options.method,
    seed,
    threads: context.threads,
    budget: { ...recipe.budget, minutes },
    onTrial: (head, trial, place) => {
      if (trial.status !== 'stopped early') context.reporter.note(trialLine(head, trial, place));
    },
  });
  for (const head of ['ranking', 'rating'] as const) refuseNothing(head, tried[head]);
  const found = searched.flatMap((one) => bestOf(one, tried[one.candidate.head]));
  const written = options.write && !context.dryRun;
  if (written) await write(context, found);
  const { ranking = null, rating = null } = tried;
  return { method: options.method, seed, ranking, rating, found, written };
}

/**
 * What the recipe leaves open is searched, and its other candidates are measured beside it. Where it leaves nothing
 * open, everything that has a space of its own is, beginning with the recipe's values.
 */
function whatToSearch(
  recipe: Recipe,
  { candidate: name, trials, seed }: { candidate: string | null; trials: number; seed: number },
): Searched[] {
  const all = candidatesOf(recipe);
  const names = all.map((candidate) => candidate.name);
  if (name !== null && !names.includes(name)) {
    const problem = `no candidate is named ${quoted(name)}.`;
    throw new InputError({ file: RECIPE_FILE, problem, legal: suggestion(name, names) });
  }
  const chosen = all.filter((candidate) => name === null || candidate.name === name);
  const isOpen = chosen.some(({ open }) => Object.keys(open).length > 0);
  const searched = chosen.map((candidate): Searched => {
    if (isOpen) return { candidate, open: candidate.open, sets: drawParameters(candidate, trials, seed) };
    const open = ownSpaces(candidate.algorithm.parameters);
    const [, ...drawn] = drawParameters({ ...candidate, open }, trials, seed);
    return { candidate, open, sets: [candidate.parameters, ...drawn] };
  });
  if (searched.some(({ sets }) => sets.length > 1)) return searched;
  throw new InputError({
    file: RECIPE_FILE,
    problem: `there is nothing to search in ${chosen.map((candidate) => candidate.name).join(', ')}.`,
    legal: 'Legal: more trials than one, and a parameter with a list, a range or a space of its own.',
  });
}

function groupOf({ candidate: { name, head, algorithm }, sets }: Searched): TrialGroup {
  return { candidate: name, head, algorithm: algorithm.name, sets };
}

/** The best of a candidate's trials; nothing where nothing was searched, or none has a figure. */
function bestOf({ candidate, open, sets }: Searched, tried: HeadTrials | undefined): Found[] {
  if (sets.length < 2 || tried === undefined) return [];
  const { name, head } = candidate;
  const own = (trial: TrialRecord) => (trial.candidate === name ? trial : { ...trial, metrics: {} });
  const trial = bestTrial(head, tried.trials.map(own));
  if (trial < 0) return [];
  const { parameters } = tried.trials[trial];
  const values = Object.fromEntries(Object.keys(open).map((key) => [key, parameters[key]]));
  return [{ candidate: name, head, values, trial }];
}

/** The recipe as it is now, with the values in it: what a person changed meanwhile stays. */
async function write(context: Context, found: readonly Found[]): Promise<void> {
  await exclusively(context, 'tune', async () => {
    const before = await readRecipeText(context.root);
    const after = found.reduce((text, { head, candidate, values }) => {
      return editRecipe(text, { head, candidate, values });
    }, before);
    // What cannot be read back is not written.
    parseRecipe(after);
    await writeFileAtomic(join(context.root, RECIPE_FILE), after);
  });
}
