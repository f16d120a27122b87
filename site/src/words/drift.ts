// Drift by feature: what the section, its charts and its tables say.

import type { DriftFile, FeatureDrift } from '#pipeline/publishing/contract.ts';
import { count, counted, fixed, NOTHING, share, shortDay } from './format.ts';
import type { Tone } from './labels.ts';

export const chartTitle = 'Drift by feature';
export const divergence = 'KL divergence from training, nats';
export const feature = 'Feature';
export const shareOfInteractions = 'Share of interactions';
export const limit = (value: number): string => `limit ${fixed(value, 2)}`;
export const tableLabel = 'Table of features';

export const COLUMNS = [
  'Feature',
  'KL, nats',
  'Most moved',
  'PSI',
  'Jensen–Shannon',
  'K-S',
  'In training',
  'Now',
] as const;

export const binColumns = (name: string): string[] => [nameOf(name), 'Training', 'Now'];

/** "Item popularity" */
export const nameOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export const nats = (value: number | null): string => (value === null ? NOTHING : fixed(value, 3));

export const interval = ({ low, high }: FeatureDrift): string =>
  low === null || high === null ? '' : `${nats(low)} to ${nats(high)}`;

/** What is held against what. */
export const lead = ({ window_days, day, run, trained_until }: DriftFile): string =>
  `${counted(window_days, 'day')} up to ${shortDay(day ?? '')}, held against what ${run} learned from, up to ${shortDay(trained_until ?? '')}.`;

const isPast = ({ kullback_leibler }: FeatureDrift, limit: number | null): boolean =>
  limit !== null && kullback_leibler > limit;

/** Where a feature stands; a feature with too little behind it stands nowhere. */
export function standing(each: FeatureDrift, limit: number | null): { tone: Tone; words: string } {
  if (!each.says_enough) return { tone: 'quiet', words: 'too few to say' };
  if (limit === null) return { tone: 'quiet', words: 'no limit' };
  return isPast(each, limit)
    ? { tone: 'bad', words: 'past the limit' }
    : { tone: 'good', words: 'within the limit' };
}

/** A row of the table in one line: "Genre: 0.245 nats, past the limit". */
export const rowInWords = (each: FeatureDrift, limit: number | null): string =>
  `${nameOf(each.feature)}: ${nats(each.kullback_leibler)} nats, ${standing(each, limit).words}`;

/** What the chart of all features shows. */
export function chartInWords({ features, limit }: DriftFile): string {
  const telling = features.filter((each) => each.says_enough);
  const bars = 'The bars have their 95% intervals; the rule listens to this measure alone.';
  if (limit === null) return `How far each feature is from training. ${bars}`;
  if (telling.length === 0)
    return `There is too little data to say of any feature whether it is past the limit of ${nats(limit)} nats. ${bars}`;
  const past = telling.filter((each) => isPast(each, limit)).length;
  const which =
    past === 0
      ? 'No feature with enough data is'
      : `${counted(past, 'feature')} of ${count(telling.length)} with enough data ${past === 1 ? 'is' : 'are'}`;
  return `${which} past the limit of ${nats(limit)} nats. ${bars}`;
}

/** "12.1% → 18.4%" */
export const shares = ({ training, recent }: FeatureDrift['bins'][number]): string =>
  `${share(training, 1)} → ${share(recent, 1)}`;

export const distributionTitle = (name: string): string => `${nameOf(name)}: training and now`;

/** What the chart of one feature shows. */
export function distributionInWords(
  { samples }: FeatureDrift,
  moved: FeatureDrift['bins'][number] | null,
): string {
  const sides = `${count(samples.recent)} interactions now, the bars, beside ${count(samples.training)} of training, the marks.`;
  return moved === null ? sides : `${sides} Most moved: ${moved.bin}, ${shares(moved)}.`;
}

export const distributions = (features: number): string =>
  `Both distributions of ${counted(features, 'feature')}`;

export const people = (number: number): string => counted(number, 'person', 'people');

/** What the rule asks for before it listens, and where a measure has no figure. */
export const note = ({ samples, people: persons }: DriftFile['minimum']): string =>
  `A feature needs ${counted(samples, 'interaction')} from ${people(persons)} before the rule listens. K-S only where the bins have an order.`;
