// Sets of parameters to try, drawn from a candidate's spaces. The same seed draws the same sets on any machine.

import { createRandom, type Random } from '../../random.ts';
import type {
  ParameterSpec,
  ParameterSpecs,
  Parameters,
  ParameterValue,
  SearchSpace,
} from '../../recommenders/algorithm.ts';
import type { OpenParameters } from '../../recommenders/recipe-parameters.ts';

/** Tries to find a set that was not drawn before, until small spaces count as used up. */
const REDRAWS = 50;
/** Digits of a drawn number: more would not matter, and would not be read. */
const DIGITS = 3;

/** What is searched: a candidate of a recipe, or an algorithm of a benchmark. */
export interface Searching {
  readonly name: string;
  readonly algorithm: { readonly parameters: ParameterSpecs };
  readonly parameters: Parameters;
  readonly open: OpenParameters;
}

/** Every space that ships with an algorithm, but of the parameters that are `kept`. */
export function ownSpaces(specs: ParameterSpecs, kept: readonly string[] = []): OpenParameters {
  const open = Object.entries(specs).filter(([name]) => !kept.includes(name));
  return Object.fromEntries(open.flatMap(([name, { search }]) => (search ? [[name, search]] : [])));
}

/**
 * At most `count` different sets, each whole. The first has the default of every open parameter, or what its space
 * has nearest to it, so that a search knows what it has to beat. Without open parameters there is one.
 */
export function drawParameters(candidate: Searching, count: number, seed: number): Parameters[] {
  const { name, parameters, open, algorithm } = candidate;
  const spaces = Object.entries(open);
  const nearest = spaces.map(([key, space]) => [key, nearestIn(space, algorithm.parameters[key].default)]);
  const sets: Parameters[] = [{ ...parameters, ...Object.fromEntries(nearest) }];
  if (spaces.length === 0) return sets;
  const random = createRandom(seed).fork(`tune ${name}`);
  const seen = new Set(sets.map((set) => JSON.stringify(set)));
  for (let redraws = 0; sets.length < count && redraws < REDRAWS; ) {
    const drawn = spaces.map(([key, space]) => [key, drawFrom(space, algorithm.parameters[key], random)]);
    const set: Parameters = { ...parameters, ...Object.fromEntries(drawn) };
    const text = JSON.stringify(set);
    if (seen.has(text)) redraws++;
    else {
      redraws = 0;
      seen.add(text);
      sets.push(set);
    }
  }
  return sets;
}

function drawFrom(space: SearchSpace, { type }: ParameterSpec, random: Random): ParameterValue {
  if ('values' in space) return space.values[random.integer(space.values.length)];
  const { min, max, scale } = space;
  const part = random.uniform();
  const value =
    scale === 'log'
      ? Math.exp(Math.log(min) + part * (Math.log(max) - Math.log(min)))
      : min + part * (max - min);
  const short = type === 'integer' ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return Math.min(max, Math.max(min, short));
}

function nearestIn(space: SearchSpace, usual: ParameterValue): ParameterValue {
  if ('values' in space) {
    const distance = (value: ParameterValue) =>
      typeof value === 'number' && typeof usual === 'number' ? Math.abs(value - usual) : 1;
    if (space.values.includes(usual)) return usual;
    return space.values.reduce((best, value) => (distance(value) < distance(best) ? value : best));
  }
  const { min, max, scale } = space;
  if (typeof usual === 'number') return Math.min(max, Math.max(min, usual));
  // A word such as auto is near to no number: the middle, as far from the worst as can be.
  return scale === 'log' ? Number(Math.sqrt(min * max).toPrecision(DIGITS)) : (min + max) / 2;
}
