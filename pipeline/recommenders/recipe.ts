// models/recipe.yaml as a typed value: which algorithm each head trains, with which parameters and seed.

import { join } from 'node:path';
import { readTextFile } from '../data/files.ts';
import { asIs, choice, fields, integer, optional, readYaml, type YamlNode } from '../data/yaml.ts';
import { InputError, suggestion } from '../errors.ts';
import {
  type Algorithm,
  describeLegal,
  type Head,
  type Parameters,
  type ParameterValue,
  parameterProblem,
  resolveParameters,
} from './algorithm.ts';
import { algorithmsOf, findAlgorithm, type ModelOf } from './algorithms.ts';

export const RECIPE_FILE = 'models/recipe.yaml';

export interface HeadRecipe<H extends Head> {
  readonly algorithm: Algorithm<ModelOf[H]>;
  /** Every parameter of the algorithm: the recipe's value, or its default. */
  readonly parameters: Parameters;
}

export interface Recipe {
  readonly seed: number;
  readonly ranking: HeadRecipe<'ranking'>;
  readonly rating: HeadRecipe<'rating'>;
}

/**
 * The recipe of a repository.
 * @throws InputError with line, column and what is legal.
 */
export async function readRecipe(root: string): Promise<Recipe> {
  const text = await readTextFile(join(root, RECIPE_FILE), RECIPE_FILE);
  if (text !== null) return parseRecipe(text);
  throw new InputError({
    file: RECIPE_FILE,
    problem: 'There is no such file, so nothing says what to train.',
    legal: `Bring it back with: git checkout HEAD -- ${RECIPE_FILE}`,
  });
}

/** A recipe from its text. @throws InputError with line, column and what is legal. */
export function parseRecipe(text: string, file = RECIPE_FILE): Recipe {
  const head = fields({ algorithm: asIs(), parameters: optional(asIs(), null) });
  const { seed, ranking, rating } = readYaml(
    text,
    file,
    fields({ seed: integer({ min: 0, max: 2 ** 32 - 1 }), ranking: head, rating: head }),
  );
  return { seed, ranking: readHead('ranking', ranking), rating: readHead('rating', rating) };
}

function readHead<H extends Head>(
  head: H,
  nodes: { algorithm: YamlNode; parameters: YamlNode | null },
): HeadRecipe<H> {
  const names = algorithmsOf(head).map(({ name }) => name);
  const algorithm = findAlgorithm(head, choice(names)(nodes.algorithm));
  const given = nodes.parameters ? readParameters(algorithm, nodes.parameters) : {};
  return { algorithm, parameters: resolveParameters(algorithm.name, algorithm.parameters, given) };
}

/** The given parameters; `parameters:` with nothing under it is none. */
function readParameters({ parameters: specs }: Pick<Algorithm, 'parameters'>, node: YamlNode): Parameters {
  if (node.value === null) return {};
  if (node.keys === null) throw node.refuse(`${node.shown} is no map.`, 'Legal: parameters with values.');
  const given: Record<string, ParameterValue> = {};
  for (const [name, { place, value }] of node.keys) {
    if (!Object.hasOwn(specs, name)) {
      throw place.refuse(`unknown parameter ${JSON.stringify(name)}.`, suggestion(name, Object.keys(specs)));
    }
    if (parameterProblem(specs[name], value.value)) {
      throw value.refuse(`${value.shown} is not legal for ${name}.`, describeLegal(specs[name]));
    }
    given[name] = value.value as ParameterValue;
  }
  return given;
}
