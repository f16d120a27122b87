// Implicit alternating least squares: the default ranking. What it learns and from which parameters; the loops are
// kernels/ials.as.ts.

import { setImmediate } from 'node:timers/promises';
import type { Interactions } from '../data/interactions.ts';
import { InputError, quoted } from '../errors.ts';
import { createRandom } from '../random.ts';
import { scaledRidge } from '../serving/fold-in.ts';
import type { FactorModel } from '../serving/models.ts';
import {
  type Algorithm,
  type ParameterSpecs,
  type ParameterValues,
  resolveParameters,
  type TrainingContext,
} from './algorithm.ts';
import type { Csr } from './csr.ts';
import { type HalfStep, type IalsKernel, openIalsKernel } from './kernels/ials-kernel.ts';
import { collectPreferences, PREFERENCE_PARAMETERS, type Preferences } from './preferences.ts';

/** Standard deviation of the first item factors, times √k (Rendle et al. 2022). */
const INITIAL_DEVIATION = 0.1;

/** What all pairs together weigh by default, against the preferences (docs/adr/0052). */
const UNOBSERVED_MASS = 10;
/** A pair nobody told us of never counts more than one they preferred. */
const MOST_UNOBSERVED = 1;

const PARAMETERS = {
  k: {
    type: 'integer',
    default: 64,
    min: 1,
    max: 512,
    search: { values: [32, 64, 128, 192] },
    about: 'Latent dimensions.',
  },
  sweeps: {
    type: 'integer',
    default: 10,
    min: 1,
    max: 200,
    effort: true,
    about: 'Times users and items are solved.',
  },
  unobserved_weight: {
    type: 'number',
    default: 'auto',
    auto: 'ten times the share of all pairs that are preferences, at most 1',
    min: 0,
    max: 10,
    search: { min: 0.001, max: 1, scale: 'log' },
    about: 'α₀, how much a film counts that a person has not touched, against 1 for one they rated well.',
  },
  regularisation: {
    type: 'number',
    default: 0.3,
    min: 1e-9,
    max: 1e6,
    search: { min: 0.01, max: 10, scale: 'log' },
    about: 'λ, how strongly factors are drawn to zero.',
  },
  frequency_exponent: {
    type: 'number',
    default: 0.5,
    min: 0,
    max: 2,
    about: 'ν, how strongly λ grows with the length of a history: 0 not at all, 1 in proportion.',
  },
  weighting: {
    type: 'choice',
    default: 'none',
    choices: ['none', 'bm25'],
    about: 'bm25 counts rare films more and entries of long histories less.',
  },
  least_gain: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1,
    about: 'Sweeps end when one lowers the loss by less than this share of it; 0 takes them all.',
  },
  ...PREFERENCE_PARAMETERS,
} as const satisfies ParameterSpecs;

export const ials: Algorithm<FactorModel> = {
  name: 'ials',
  head: 'ranking',
  about:
    'Item factors by implicit alternating least squares. Strong on most data, fast, explains itself exactly.',
  parameters: PARAMETERS,
  async train(data, given, context) {
    const parameters = resolveParameters('ials', PARAMETERS, given);
    const preferences = collectPreferences(data, {
      positiveRating: parameters.positive_rating,
      weighting: parameters.weighting,
    });
    const blank = blankModel(data.itemIds, preferences, parameters);
    const kernel = await openIalsKernel({
      byUser: preferences.byUser,
      k: blank.k,
      unobservedWeight: blank.unobservedWeight,
      userRidge: (n) => scaledRidge(blank, n, data.itemIds.length),
      itemRidge: (n) => scaledRidge(blank, n, data.userIds.length),
      threads: context.threads,
      memoryMb: context.memoryMb,
    });
    try {
      kernel.items.write(initialFactors(data.itemIds.length, blank.k, context.seed));
      const { sweeps, least_gain: leastGain } = parameters;
      const loss = await sweep(kernel, { data, preferences, sweeps, leastGain }, context);
      return { model: { ...blank, factors: kernel.items.read() }, loss };
    } finally {
      await kernel.close();
    }
  },
};

type Blank = Omit<FactorModel, 'factors'>;

/** The model before its factors are learned. */
function blankModel(
  itemIds: readonly string[],
  { byUser, popularity, weighting, positiveRating }: Preferences,
  parameters: ParameterValues<typeof PARAMETERS>,
): Blank {
  const { unobserved_weight: given } = parameters;
  const unobservedWeight = given === 'auto' ? usualUnobservedWeight(byUser, popularity) : given;
  return {
    kind: 'factors',
    itemIds,
    popularity,
    k: parameters.k,
    unobservedWeight,
    regularisation: parameters.regularisation,
    frequencyExponent: parameters.frequency_exponent,
    positiveRating,
    weighting,
  };
}

/**
 * So that what nobody told us weighs as much, against what they did, on a vast catalogue as on a small one: with a fixed
 * weight there is a size from which on everybody gets what is popular.
 */
function usualUnobservedWeight({ rows, pointers, indices }: Csr, popularity: Float32Array): number {
  let people = 0;
  for (let row = 0; row < rows; row++) people += pointers[row + 1] > pointers[row] ? 1 : 0;
  const items = popularity.reduce((some, one) => some + (one > 0 ? 1 : 0), 0);
  return Math.min(MOST_UNOBSERVED, (UNOBSERVED_MASS * indices.length) / (people * items));
}

/**
 * Items alone, in their sorted order, because users are solved first. Uniform, not normal: plain arithmetic has the
 * same bits on every machine, a logarithm and a cosine need not.
 */
function initialFactors(items: number, k: number, seed: number): Float32Array {
  const random = createRandom(seed).fork('ials');
  const width = (INITIAL_DEVIATION / Math.sqrt(k)) * Math.sqrt(12);
  return Float32Array.from({ length: items * k }, () => width * (random.uniform() - 0.5));
}

interface Sweeping {
  readonly data: Interactions;
  readonly preferences: Preferences;
  readonly sweeps: number;
  /** Share of the loss; a sweep that gains less is the last. */
  readonly leastGain: number;
}

/** Returns the objective after each sweep, as a share of what no model at all (zero factors) would cost. */
async function sweep(
  kernel: IalsKernel,
  { data, preferences, sweeps, leastGain }: Sweeping,
  { reporter }: TrainingContext,
): Promise<number[]> {
  const worst = preferences.byUser.values.reduce((sum, weight) => sum + weight, 0);
  const loss: number[] = [];
  for (let number = 1; number <= sweeps; number++) {
    refuseFailure(await kernel.users.solve(), 'user', data.userIds);
    const items = await kernel.items.solve();
    refuseFailure(items, 'item', data.itemIds);
    loss.push((items.objective + kernel.users.penalty()) / worst);
    // Lets the terminal draw and signals arrive: with one thread nothing else here waits.
    await setImmediate();
    reporter.progress(`iALS sweep ${number}/${sweeps}, loss ${loss[number - 1].toFixed(4)}`);
    if (gainsTooLittle(loss, leastGain)) break;
  }
  return loss;
}

/** The loss is a sum in a fixed order, so every machine and any number of threads stop at the same sweep. */
function gainsTooLittle(loss: readonly number[], leastGain: number): boolean {
  if (leastGain === 0 || loss.length < 2) return false;
  const [before, now] = loss.slice(-2);
  return before - now < leastGain * before;
}

function refuseFailure({ failedRow }: HalfStep, side: 'user' | 'item', ids: readonly string[]): void {
  if (failedRow < 0) return;
  throw new InputError({
    problem: `ials: the equations of ${side} ${quoted(ids[failedRow])} have no solution in float32.`,
    legal: 'Legal: a larger regularisation, or a smaller unobserved_weight.',
  });
}
