// Which algorithms a benchmark runs and with which parameters: from names and `--set NAME.PARAMETER=VALUE` to
// something that can be trained and judged, whichever its head.

import { InputError, quoted, suggestion } from '../errors.ts';
import { type BenchmarkJudgement, judgeRanking, judgeRating } from '../evaluation/benchmark/figures.ts';
import type { Ground } from '../evaluation/protocol.ts';
import {
  type Algorithm,
  describeLegal,
  type Head,
  type ParameterSpec,
  type ParameterSpecs,
  type Parameters,
  type ParameterValue,
  resolveParameters,
  type TrainingContext,
} from '../recommenders/algorithm.ts';
import { algorithmsOf } from '../recommenders/algorithms.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';

/** Parameters as a person wrote them, by algorithm. */
export type GivenParameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface BenchmarkModel {
  readonly name: string;
  readonly head: Head;
  readonly specs: ParameterSpecs;
  /** All of them, defaults included. */
  readonly parameters: Parameters;
  /** Names of those a person set: they are not searched. */
  readonly given: readonly string[];
  /** The same algorithm with other parameters. */
  withParameters(parameters: Parameters): BenchmarkModel;
  /** Trains on a ground; what comes back judges the model on it. */
  train(ground: Ground, context: TrainingContext): Promise<() => Promise<BenchmarkJudgement>>;
}

/** The parameter that says from which rating on a pair is a preference. */
const POSITIVE_RATING = 'positive_rating';

/**
 * The algorithms of these names, or all. Where an algorithm asks what a preference is, it gets what the protocol
 * judges by unless a person set something else.
 * @throws InputError naming an unknown model or parameter with the nearest, or a value with what is legal.
 */
export function chooseModels(
  names: readonly string[] | null,
  given: GivenParameters,
  positiveRating?: number,
): BenchmarkModel[] {
  const parametersFor = (algorithm: Algorithm) => {
    const own: Parameters = readValues(algorithm, given[algorithm.name] ?? {});
    const asks = positiveRating !== undefined && Object.hasOwn(algorithm.parameters, POSITIVE_RATING);
    const wanted = asks ? { [POSITIVE_RATING]: positiveRating, ...own } : own;
    return resolveParameters(algorithm.name, algorithm.parameters, wanted);
  };
  const givenOf = ({ name }: Algorithm) => Object.keys(given[name] ?? {});
  const all: Choice[] = [
    ...algorithmsOf('ranking').map((one) => ({
      name: one.name,
      build: () => rankingBenchmark(one, parametersFor(one), givenOf(one)),
    })),
    ...algorithmsOf('rating').map((one) => ({
      name: one.name,
      build: () => ratingBenchmark(one, parametersFor(one), givenOf(one)),
    })),
  ];
  const known = all.map(({ name }) => name);
  for (const name of [...(names ?? []), ...Object.keys(given)]) {
    if (known.includes(name)) continue;
    throw new InputError({ problem: `There is no model ${quoted(name)}.`, legal: suggestion(name, known) });
  }
  const unused = Object.keys(given).find((name) => names !== null && !names.includes(name));
  if (unused !== undefined) {
    throw new InputError({ problem: `--set names ${unused}, but --models leaves it out.` });
  }
  return all.filter(({ name }) => names === null || names.includes(name)).map(({ build }) => build());
}

interface Choice {
  readonly name: string;
  build(): BenchmarkModel;
}

function rankingBenchmark(
  algorithm: Algorithm<RankingModel>,
  parameters: Parameters,
  given: readonly string[],
): BenchmarkModel {
  return {
    name: algorithm.name,
    head: 'ranking',
    specs: algorithm.parameters,
    parameters,
    given,
    withParameters: (other) => rankingBenchmark(algorithm, other, given),
    async train(ground, context) {
      const { model } = await algorithm.train(ground.train, parameters, context);
      return () => judgeRanking(model, ground, context);
    },
  };
}

function ratingBenchmark(
  algorithm: Algorithm<RatingModel>,
  parameters: Parameters,
  given: readonly string[],
): BenchmarkModel {
  return {
    name: algorithm.name,
    head: 'rating',
    specs: algorithm.parameters,
    parameters,
    given,
    withParameters: (other) => ratingBenchmark(algorithm, other, given),
    async train(ground, context) {
      const { model } = await algorithm.train(ground.train, parameters, context);
      return async () => judgeRating(model, ground, context);
    },
  };
}

/** Text as the values the specs ask for; what is no such value is refused with what is. */
function readValues(algorithm: Algorithm, given: Readonly<Record<string, string>>): Parameters {
  const entries = Object.entries(given).map(([name, text]): [string, ParameterValue] => {
    const spec = Object.hasOwn(algorithm.parameters, name) ? algorithm.parameters[name] : null;
    // resolveParameters refuses a parameter that is not there, and names the nearest.
    return [name, spec === null ? text : readValue(`${algorithm.name}.${name}`, spec, text)];
  });
  return Object.fromEntries(entries);
}

function readValue(place: string, spec: ParameterSpec, text: string): ParameterValue {
  if (spec.type === 'choice' || (spec.auto !== undefined && text === 'auto')) return text;
  if (spec.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (spec.type !== 'boolean' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new InputError({ problem: `${place}: ${quoted(text)} is not legal.`, legal: describeLegal(spec) });
}
