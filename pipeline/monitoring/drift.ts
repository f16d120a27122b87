// How far recent interactions have moved from those the champion learned: Kullback-Leibler divergence of recent from
// training, by feature, in nats. Recent means after the end of training and inside the window: a data set is never
// held against itself. Only what was interacted with; whether the model suffers is for the accuracy facts to say.

import { entriesIn, type InteractionDays } from './activity.ts';
import { type Calendar, dayName, mapDays } from './days.ts';
import { divergencesOf, smoothedShares } from './divergence.ts';
import { type DayReading, type FactPart, type FeatureBin, missingDay } from './facts.ts';
import { addTo, type Feature, featuresOf } from './features.ts';
import { meanInterval, ratioVariance } from './intervals.ts';

/** A feature that fewer recent interactions than this share speak of does not lead: a handful drifts by itself. */
const LEAST_HEARD = 0.1;

/** What drift is asked of. */
export interface DriftQuestion {
  readonly days: InteractionDays;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  readonly calendar: Calendar;
  readonly windowDays: number;
  /** Epoch milliseconds up to which the champion learned; null without one. */
  readonly trainedUntil: number | null;
}

/** The largest divergence over features for every day, and all features on the newest day that has any. */
export function featureDrift(question: DriftQuestion): { series: DayReading[]; parts: FactPart[] } {
  const { calendar, days, trainedUntil } = question;
  if (trainedUntil === null)
    return { series: mapDays(calendar, (day) => missingDay(dayName(day))), parts: [] };
  const features = featuresOf(days.interactions, question.genres, trainedUntil);
  let parts: FactPart[] = [];
  const series = mapDays(calendar, (day) => {
    const divergences = days.entries.has(day) ? divergencesOn(question, features, day, trainedUntil) : [];
    if (divergences.length === 0) return missingDay(dayName(day));
    parts = divergences.map(({ part }) => part);
    return readingOf(day, divergences);
  });
  return { series, parts };
}

/** A feature on one day: how far it has moved, from how many people, and the two distributions themselves. */
export interface Divergence {
  part: FactPart;
  people: number;
  /** In the order of the feature's bins; neither side is smoothed. */
  bins: FeatureBin[];
  /** Whether the bins follow one another. */
  is_ordered: boolean;
}

/** Every feature on the newest day of the calendar that has any, as `featureDrift` measures it; null where none has. */
export function driftByFeature(question: DriftQuestion): { day: string; features: Divergence[] } | null {
  const { calendar, days, genres, trainedUntil } = question;
  if (trainedUntil === null) return null;
  const features = featuresOf(days.interactions, genres, trainedUntil);
  for (let day = calendar.last; day >= calendar.first; day--) {
    const found = days.entries.has(day) ? divergencesOn(question, features, day, trainedUntil) : [];
    if (found.length > 0) return { day: dayName(day), features: found };
  }
  return null;
}

function readingOf(day: number, divergences: Divergence[]): DayReading {
  const most = Math.max(...divergences.map(({ part }) => part.samples.recent));
  const heard = divergences.filter(({ part }) => part.samples.recent >= LEAST_HEARD * most);
  const { part, people } = heard.reduce((leading, each) =>
    each.part.value > leading.part.value ? each : leading,
  );
  const { value, low, high, samples } = part;
  return { ...missingDay(dayName(day)), value, low, high, samples: samples.recent, people };
}

function divergencesOn(
  { days, windowDays }: DriftQuestion,
  features: readonly Feature[],
  day: number,
  trainedUntil: number,
): Divergence[] {
  const { timestamp, user } = days.interactions;
  const recent = [...entriesIn(days, day, windowDays)].filter((entry) => timestamp[entry] > trainedUntil);
  return features.flatMap((feature) => {
    const entries = recent.filter((entry) => feature.binsOf(entry).length > 0);
    if (entries.length === 0 || feature.trained === 0) return [];
    return [divergence(feature, entries, user)];
  });
}

/** KL(recent ‖ training) with a 95 % interval over people, by the delta method; the training side counts as known. */
function divergence(feature: Feature, entries: readonly number[], user: Int32Array): Divergence {
  const counts = new Float64Array(feature.training.length);
  for (const entry of entries) addTo(counts, feature.binsOf(entry));
  const recent = smoothedShares(counts);
  const training = smoothedShares(feature.training);
  const logRatio = recent.map((share, bin) => Math.log(share / training[bin]));
  const { kullback_leibler: value, ...beside } = divergencesOf(counts, feature.training, feature);
  const byPerson = new Map<number, number>();
  const surprise = (entry: number) => {
    const bins = feature.binsOf(entry);
    return bins.reduce((sum, bin) => sum + logRatio[bin], 0) / bins.length;
  };
  const mean = entries.reduce((sum, entry) => sum + surprise(entry), 0) / entries.length;
  for (const entry of entries) {
    byPerson.set(user[entry], (byPerson.get(user[entry]) ?? 0) + surprise(entry) - mean);
  }
  const squares = [...byPerson.values()].reduce((sum, left) => sum + left * left, 0);
  const people = byPerson.size;
  const { low, high } = meanInterval(value, ratioVariance(squares, entries.length, people), people);
  const samples = { training: feature.trained, recent: entries.length };
  const ends = { low: low === null ? null : Math.max(0, low), high };
  const part = { name: feature.name, value, ...ends, samples, beside };
  return { part, people, bins: binsOf(feature, counts), is_ordered: feature.isOrdered };
}

function binsOf({ bins, training }: Feature, counts: Float64Array): FeatureBin[] {
  const share = (side: Float64Array) => {
    const total = side.reduce((sum, count) => sum + count, 0);
    return (bin: number) => side[bin] / total;
  };
  const [before, now] = [share(training), share(counts)];
  return bins.map((bin, at) => ({ bin, training: before(at), recent: now(at) }));
}
