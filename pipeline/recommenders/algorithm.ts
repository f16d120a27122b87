// What every algorithm is to the rest of the house: a name, its parameters, and a way from interactions to a model.
// The list of them is algorithms.ts; which one to train is said by models/recipe.yaml.

import type { Interactions } from '../data/interactions.ts';
import { InputError, quoted, suggestion } from '../errors.ts';
import type { Reporter } from '../reporter.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';

export type Head = 'ranking' | 'rating';

export interface TrainingContext {
  /** Threads to use, ≥ 1. The model's bytes do not depend on it. */
  readonly threads: number;
  readonly seed: number;
  readonly reporter: Reporter;
  /** Memory that one training may use, in MB; what needs more is refused before it starts. Without it: no limit. */
  readonly memoryMb?: number;
}

export interface Trained<M> {
  readonly model: M;
  /** Training objective after each sweep; empty where a method has none. */
  readonly loss: readonly number[];
}

export type ParameterValue = number | string | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Where a tuner looks for a parameter's value: among these, or between two ends, inclusive. */
export type SearchSpace =
  | { readonly values: readonly ParameterValue[] }
  | { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log' };

export interface ParameterSpec {
  readonly type: 'integer' | 'number' | 'boolean' | 'choice';
  readonly default: ParameterValue;
  /**
   * Where to look when a person names no space: wide enough for any data by what the method's papers report. Without
   * one the parameter keeps its value while others are searched.
   */
  readonly search?: SearchSpace;
  /** Set for the one parameter that training time is proportional to: a tuner's first look may take less of it. */
  readonly effort?: true;
  /** Ends of a number's legal range, inclusive. */
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** What the word `auto` stands for, where it is legal in place of a number. */
  readonly auto?: string;
  /** One sentence for people. */
  readonly about: string;
}

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

export interface Algorithm<M extends RankingModel | RatingModel = RankingModel | RatingModel> {
  /** The key in the recipe. */
  readonly name: string;
  readonly head: M extends RatingModel ? 'rating' : 'ranking';
  /** What it is and when to use it, in a sentence or two. */
  readonly about: string;
  readonly parameters: ParameterSpecs;
  /**
   * Trains a model whose itemIds are data.itemIds. The same data, parameters and seed give the same bytes.
   * @param given parameters that differ from their defaults.
   * @throws InputError for parameters that are not legal, and for data there is nothing to learn from.
   */
  train(data: Interactions, given: Parameters, context: TrainingContext): Promise<Trained<M>>;
}

/** The values that specs describe: choices as their union, the other types as themselves. */
export type ParameterValues<S extends ParameterSpecs> = {
  readonly [Name in keyof S]: S[Name] extends { choices: readonly (infer Choice)[] }
    ? Choice
    : S[Name]['type'] extends 'boolean'
      ? boolean
      : S[Name] extends { auto: string }
        ? number | 'auto'
        : number;
};

/**
 * Every parameter of an algorithm: the given value where there is one, else the default.
 * @throws InputError naming the algorithm, the parameter, its value and what is legal.
 */
export function resolveParameters<S extends ParameterSpecs>(
  algorithm: string,
  specs: S,
  given: Parameters,
): ParameterValues<S> {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(specs, name)) {
      const problem = `Algorithm ${algorithm} has no parameter ${quoted(name)}.`;
      throw new InputError({ problem, legal: suggestion(name, Object.keys(specs)) });
    }
    const problem = parameterProblem(specs[name], value);
    if (problem) {
      throw new InputError({
        problem: `${algorithm}.${name}: ${problem}`,
        legal: describeLegal(specs[name]),
      });
    }
  }
  const defaults = Object.entries(specs).map(([name, spec]) => [name, spec.default]);
  return { ...Object.fromEntries(defaults), ...given } as ParameterValues<S>;
}

/** What is wrong with a value, or null when it is legal. */
export function parameterProblem(spec: ParameterSpec, value: unknown): string | null {
  const { type, min = -Infinity, max = Infinity, choices = [] } = spec;
  if (spec.auto !== undefined && value === 'auto') return null;
  const isLegal = {
    boolean: () => typeof value === 'boolean',
    choice: () => typeof value === 'string' && choices.includes(value),
    integer: () => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    number: () => Number.isFinite(value) && Number(value) >= min && Number(value) <= max,
  };
  return isLegal[type]() ? null : `${quoted(value)} is not legal.`;
}

/** "Legal: a number from 0 to 1." */
export function describeLegal({ type, min, max, auto, choices = [] }: ParameterSpec): string {
  if (type === 'boolean') return 'Legal: true, false.';
  if (type === 'choice') return `Legal: ${choices.join(', ')}.`;
  const from = min === undefined ? '' : ` from ${min}`;
  const to = max === undefined ? '' : ` to ${max}`;
  const word = auto === undefined ? '' : `, or auto: ${auto}`;
  return `Legal: ${type === 'integer' ? 'a whole number' : 'a number'}${from}${to}${word}.`;
}
