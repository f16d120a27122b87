// Two ranking algorithms as one: each trained by itself, their scores standardised and added (serving/blend.ts). The
// parameters are those of the parts, named after them; the share, where nobody gives it, is chosen by blend-share.ts.

import type { Interactions } from '../data/interactions.ts';
import type { BlendModel, PersonalModel } from '../serving/models.ts';
import {
  type Algorithm,
  type ParameterSpecs,
  type Parameters,
  type ParameterValue,
  resolveParameters,
  type Trained,
  type TrainingContext,
} from './algorithm.ts';
import { chooseShare } from './blend-share.ts';
import { collectPreferences, PREFERENCE_PARAMETERS } from './preferences.ts';
import { sliceOf } from './slice.ts';

type Part = Algorithm<PersonalModel>;

/** The share where a slice has too few people to choose it by. */
const EVEN = 0.5;

/**
 * The blend of two algorithms: share · z(score of the first) + (1 − share) · z(score of the second).
 * @param defaults of parameters of the parts, by their full names, where they differ from the part's own.
 */
export function blendOf(
  [first, second]: readonly [Part, Part],
  { name, about, defaults = {} }: { name: string; about: string; defaults?: Parameters },
): Algorithm<BlendModel> {
  const shareName = `${first.name}_share`;
  const specs: ParameterSpecs = {
    [shareName]: {
      type: 'number',
      default: 'auto',
      auto: 'chosen on the newest tenth of the training data',
      min: 0,
      max: 1,
      about: `The share of ${first.name} in a score; the rest is ${second.name}.`,
    },
    ...prefixed(first, defaults),
    ...prefixed(second, defaults),
    ...PREFERENCE_PARAMETERS,
  };
  return {
    name,
    head: 'ranking',
    about,
    parameters: specs,
    async train(data, given, context) {
      const all: Parameters = resolveParameters(name, specs, given);
      const { positiveRating } = collectPreferences(data, {
        positiveRating: numberOrAuto(all.positive_rating),
        weighting: 'none',
      });
      const train = (some: Interactions) =>
        trainBoth(
          [first, second].map((part) => ({
            part,
            own: { ...ownOf(part, all), positive_rating: positiveRating },
          })),
          some,
          context,
        );
      const asked = numberOrAuto(all[shareName]);
      const share = asked === 'auto' ? await chooseOnSlice(data, positiveRating, train, context) : asked;
      const trained = await train(data);
      const weights = [share, 1 - share];
      const { itemIds, popularity } = trained[0].model;
      const parts = trained.map(({ model }, at) => ({ weight: weights[at], model }));
      return {
        model: { kind: 'blend', itemIds, popularity, parts, positiveRating },
        loss: trained.flatMap(({ loss }) => loss),
      };
    },
  };
}

/** The parameters of a part under its name: ease_regularisation. What all ranking algorithms share is asked once. */
function prefixed({ name, parameters }: Part, defaults: Parameters): ParameterSpecs {
  const own = Object.entries(parameters).filter(([key]) => !Object.hasOwn(PREFERENCE_PARAMETERS, key));
  return Object.fromEntries(
    own.map(([key, spec]) => {
      const full = `${name}_${key}`;
      return [full, { ...spec, default: defaults[full] ?? spec.default }];
    }),
  );
}

function ownOf(part: Part, all: Parameters): Parameters {
  const keys = Object.keys(part.parameters).filter((key) => !Object.hasOwn(PREFERENCE_PARAMETERS, key));
  return Object.fromEntries(keys.map((key) => [key, all[`${part.name}_${key}`]]));
}

function numberOrAuto(value: ParameterValue): number | 'auto' {
  return typeof value === 'number' ? value : 'auto';
}

/** Both at once; the first error ends it when the other has ended too, so that nothing trains on behind it. */
async function trainBoth(
  parts: readonly { part: Part; own: Parameters }[],
  data: Interactions,
  context: TrainingContext,
): Promise<Trained<PersonalModel>[]> {
  const ended = await Promise.allSettled(parts.map(({ part, own }) => part.train(data, own, context)));
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function chooseOnSlice(
  data: Interactions,
  positiveRating: number,
  train: (some: Interactions) => Promise<Trained<PersonalModel>[]>,
  { seed, reporter }: TrainingContext,
): Promise<number> {
  const slice = sliceOf(data, positiveRating, seed);
  if (slice === null) return EVEN;
  reporter.progress(`Training both parts on a slice to choose their shares by ${slice.people.length} people`);
  const [first, second] = await train(slice.train);
  const share = chooseShare(slice, first.model, second.model);
  reporter.progress(`The first part has the share ${share}; training both on everything`);
  return share;
}
