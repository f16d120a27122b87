// models/recipe.yaml as a typed value: which candidates each head has, with which parameters, what is searched, and
// what comparing them may cost. Not the search itself (experiments/tuning/) and not the file's editing
// (recipe-edit.ts).

import { join } from 'node:path';
import { readTextFile } from '../data/files.ts';
import {
  asIs,
  choice,
  fields,
  integer,
  mapOf,
  number,
  optional,
  readYaml,
  type YamlNode,
} from '../data/yaml.ts';
import { InputError, quoted, suggestion } from '../errors.ts';
import { type Algorithm, type Head, type Parameters, resolveParameters } from './algorithm.ts';
import { algorithmsOf, findAlgorithm, type ModelOf } from './algorithms.ts';
import { type OpenParameters, readParameters } from './recipe-parameters.ts';

export const RECIPE_FILE = 'models/recipe.yaml';

/** One way to train a head. */
export interface Candidate<H extends Head = Head> {
  /** The person's own name for it; no other candidate of the recipe has it. */
  readonly name: string;
  readonly head: H;
  readonly algorithm: Algorithm<ModelOf[H]>;
  /** Every parameter of the algorithm: the recipe's value, or its default. */
  readonly parameters: Parameters;
  /** Where to look for those that are left open; their value in `parameters` is the default. */
  readonly open: OpenParameters;
}

export interface Recipe {
  readonly seed: number;
  /** What comparing candidates may cost. The training of the one that is chosen always runs to its end. */
  readonly budget: { readonly minutes: number; readonly memory_mb: number };
  /** Sets of values tried of each candidate that leaves parameters open. */
  readonly trials: number;
  /** In the order of the file, at least one each. */
  readonly ranking: readonly Candidate<'ranking'>[];
  readonly rating: readonly Candidate<'rating'>[];
}

const DEFAULT_BUDGET = { minutes: 10, memory_mb: 4096 };
const DEFAULT_TRIALS = 18;
const NAME = /^[a-z][a-z0-9_-]{0,39}$/;

/**
 * The recipe of a repository.
 * @throws InputError with line, column and what is legal.
 */
export async function readRecipe(root: string): Promise<Recipe> {
  return parseRecipe(await readRecipeText(root));
}

/** The text of a repository's recipe. @throws InputError when there is none. */
export async function readRecipeText(root: string): Promise<string> {
  const text = await readTextFile(join(root, RECIPE_FILE), RECIPE_FILE);
  if (text !== null) return text;
  throw new InputError({
    file: RECIPE_FILE,
    problem: 'There is no such file, so nothing says what to train.',
    legal: `Bring it back with: git checkout HEAD -- ${RECIPE_FILE}`,
  });
}

/** A recipe from its text. @throws InputError with line, column and what is legal. */
export function parseRecipe(text: string, file = RECIPE_FILE): Recipe {
  const budget = fields({
    minutes: optional(number({ above: 0, max: 1440 }), DEFAULT_BUDGET.minutes),
    memory_mb: optional(integer({ min: 256, max: 1 << 20 }), DEFAULT_BUDGET.memory_mb),
  });
  const whole = fields({
    seed: integer({ min: 0, max: 2 ** 32 - 1 }),
    budget: optional(budget, DEFAULT_BUDGET),
    trials: optional(integer({ min: 1, max: 1000 }), DEFAULT_TRIALS),
    ranking: asIs(),
    rating: asIs(),
  });
  const { ranking, rating, ...rest } = readYaml(text, file, whole);
  const taken = new Set<string>();
  return {
    ...rest,
    ranking: readCandidates('ranking', ranking, taken),
    rating: readCandidates('rating', rating, taken),
  };
}

/** The candidates of a head, and their names into `taken`. */
function readCandidates<H extends Head>(head: H, node: YamlNode, taken: Set<string>): Candidate<H>[] {
  if (node.keys?.has('algorithm')) {
    const problem = `${head} says an algorithm where it should name candidates.`;
    throw node.refuse(problem, 'Legal: each candidate under a name of its own, with its algorithm there.');
  }
  mapOf(asIs())(node);
  const found = [...(node.keys ?? [])].map(([name, { place, value }]) => {
    if (!NAME.test(name)) {
      throw place.refuse(`${quoted(name)} is no name.`, 'Legal: small letters, digits, _ and -, up to 40.');
    }
    if (taken.has(name)) {
      throw place.refuse(`${quoted(name)} is the name of another candidate.`, 'Legal: each name once.');
    }
    taken.add(name);
    return readCandidate(head, name, value);
  });
  if (found.length > 0) return found;
  throw node.refuse(`${head} names no candidate.`, 'Legal: at least one.');
}

function readCandidate<H extends Head>(head: H, name: string, node: YamlNode): Candidate<H> {
  const nodes = fields({ algorithm: asIs(), parameters: optional(asIs(), null) })(node);
  const names = algorithmsOf(head).map((each) => each.name);
  const algorithm = findAlgorithm(head, choice(names)(nodes.algorithm));
  const { fixed, open } = readParameters(algorithm, nodes.parameters);
  return {
    name,
    head,
    algorithm,
    parameters: resolveParameters(algorithm.name, algorithm.parameters, fixed),
    open,
  };
}

/** Both heads' candidates, ranking first. */
export function candidatesOf({ ranking, rating }: Recipe): Candidate[] {
  return [...ranking, ...rating];
}

/**
 * The recipe with one candidate alone in its head. The other head keeps its first one.
 * @throws InputError for a name no candidate has, with the nearest.
 */
export function onlyCandidate(recipe: Recipe, name: string): Recipe {
  const names = candidatesOf(recipe).map((candidate) => candidate.name);
  if (!names.includes(name)) {
    const problem = `no candidate is named ${quoted(name)}.`;
    throw new InputError({ file: RECIPE_FILE, problem, legal: suggestion(name, names) });
  }
  const one = <H extends Head>(candidates: readonly Candidate<H>[]) => [
    candidates.find((candidate) => candidate.name === name) ?? candidates[0],
  ];
  return { ...recipe, ranking: one(recipe.ranking), rating: one(recipe.rating) };
}
