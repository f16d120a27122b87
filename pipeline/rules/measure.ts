// One rule against its fact, without words: which value counts, where the limit lies, for how many days it has been
// passed. A limit itself is healthy: past means strictly beyond. Sentences are sentences.ts's.

import type { DayReading, Fact } from '../monitoring/facts.ts';
import type { MetricTable } from './outcomes.ts';
import type { MeasuredRule } from './policy-types.ts';
import { HEALTHY_SIDE } from './rule-spec.ts';

/** What a run recorded of itself when it was promoted. A run's manifest is one. */
export interface ChampionRecord {
  readonly run: string;
  /** Figures by protocol, in the order they were recorded; the last one of a protocol counts. */
  readonly metrics: readonly { readonly protocol: string; readonly values: MetricTable }[];
}

/** Ends of the healthy side; null where it has no end. */
export interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

/** What a rule found in its fact. */
export interface Measurement {
  /** The newest day that says enough; null when none does. */
  readonly current: DayReading | null;
  /** The newest day with any value, for "too few to say". */
  readonly newest: DayReading | null;
  readonly baseline: number | null;
  readonly limits: Limits | null;
  readonly past: boolean;
  readonly heldDays: number;
  /** Days in a row past the nearer limit that only calls a person; 0 where the rule has none. */
  readonly alertDays: number;
  readonly alertLimits: Limits | null;
}

/** What a rule needs beside its fact. */
export interface MeasureContext {
  readonly champion: ChampionRecord | null;
  readonly staleAfterDays: number;
  /** Whether a day lies in a maintenance window: it is then no evidence, as if it were missing. */
  readonly isSilenced: (day: string) => boolean;
}

/** Days of history that must say enough before their median is a baseline. */
const FEWEST_BASELINE_DAYS = 7;

/** @param series the fact's, cut at as_of; its last day is as_of */
export function measure(
  rule: MeasuredRule,
  fact: Fact,
  series: readonly DayReading[],
  { champion, staleAfterDays, isSilenced }: MeasureContext,
): Measurement {
  const today = series.length - 1;
  // In a window the day itself is still read, so that the decision can say what it is silent about.
  const usable = series.map((each, at) => saysEnough(rule, each) && (at === today || !isSilenced(each.day)));
  const baselines = baselineReader(rule, fact, series, usable, champion);
  const oldest = Math.max(0, today - staleAfterDays);
  const at = usable.lastIndexOf(true);
  const newest = series.slice(oldest).findLast(({ value }) => value !== null) ?? null;
  if (at < oldest) {
    const baseline = baselines(today);
    const limits = limitsOf(rule, fact, baseline);
    const nothing = { past: false, heldDays: 0, alertDays: 0, alertLimits: null };
    return { current: null, newest, baseline, limits, ...nothing };
  }
  const isPast = (ends: LimitTerms) => (index: number) => {
    const limits = limitsOf(ends, fact, baselines(index));
    return limits !== null && isBeyond(series[index], limits, rule.evidence);
  };
  const alert = { change: rule.alert_change, limit: rule.alert_limit };
  const baseline = baselines(at);
  const heldDays = daysHeld(usable, isPast(rule));
  return {
    current: series[at],
    newest,
    baseline,
    limits: limitsOf(rule, fact, baseline),
    past: heldDays > 0,
    heldDays,
    alertDays: daysHeld(usable, isPast(alert)),
    alertLimits: limitsOf(alert, fact, baseline),
  };
}

type LimitTerms = Pick<MeasuredRule, 'change' | 'limit'>;

/** Days in a row, going back from the newest, that are past the limit. A day that says too little is stepped over. */
function daysHeld(usable: readonly boolean[], isPast: (index: number) => boolean): number {
  let held = 0;
  for (let index = usable.length - 1; index >= 0; index--) {
    if (!usable[index]) continue;
    if (!isPast(index)) break;
    held++;
  }
  return held;
}

function saysEnough(rule: MeasuredRule, { value, low, high, samples, people }: DayReading): boolean {
  if (value === null || samples < rule.minimum_samples || people < rule.minimum_people) return false;
  return rule.evidence === 'value' || (low !== null && high !== null);
}

/** The baseline in force on each day of the series, by index; null where there is none. */
function baselineReader(
  { baseline, baseline_days, window_days }: MeasuredRule,
  fact: Fact,
  series: readonly DayReading[],
  usable: readonly boolean[],
  champion: ChampionRecord | null,
): (index: number) => number | null {
  if (baseline === 'history') {
    return (index) => {
      const end = Math.max(0, index - window_days + 1);
      const start = Math.max(0, end - baseline_days);
      const before = series.slice(start, end).filter((_, i) => usable[start + i]);
      return before.length < FEWEST_BASELINE_DAYS
        ? null
        : median(before.map(({ value }) => value ?? Number.NaN));
    };
  }
  const fixed = baseline === 'champion' ? championFigure(fact, champion) : baseline;
  return () => fixed;
}

/** The champion's own figure under the protocol of the fact; figures under another are never a baseline. */
function championFigure({ name, protocol }: Fact, champion: ChampionRecord | null): number | null {
  const recorded = champion?.metrics.findLast((each) => protocol !== null && each.protocol === protocol);
  const value = recorded?.values[name];
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** Null without a baseline, and for one of 0: a share of nothing is nothing. */
function limitsOf({ limit, change }: LimitTerms, { name }: Fact, baseline: number | null): Limits | null {
  const side = HEALTHY_SIDE[name];
  if (change === null) return limit === null ? null : { low: null, high: limit };
  if (baseline === null || baseline === 0) return null;
  const away = (share: number) => tidy(baseline + share * Math.abs(baseline));
  if (side === 'within') return { low: away(-change), high: away(change) };
  return side === 'above' ? { low: away(change), high: null } : { low: null, high: away(change) };
}

/** 0.34 × 0.85 is 0.28900000000000003 in floats; a limit is what a person would write. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function isBeyond(reading: DayReading, { low, high }: Limits, evidence: MeasuredRule['evidence']): boolean {
  const [most, least] = evidence === 'value' ? [reading.value, reading.value] : [reading.high, reading.low];
  return (low !== null && most !== null && most < low) || (high !== null && least !== null && least > high);
}

/** The limit nearer to the value, and how far the value is on its healthy side as a share of it. */
export function nearestLimit(value: number, { low, high }: Limits): { limit: number; margin: number | null } {
  const ends = [
    ...(low === null ? [] : [{ limit: low, healthy: value - low }]),
    ...(high === null ? [] : [{ limit: high, healthy: high - value }]),
  ];
  const nearest = ends.reduce((a, b) => (b.healthy < a.healthy ? b : a));
  return {
    limit: nearest.limit,
    margin: nearest.limit === 0 ? null : nearest.healthy / Math.abs(nearest.limit),
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The series up to a day. @throws RangeError when the facts end before it */
export function seriesUpTo(series: readonly DayReading[], asOf: string): readonly DayReading[] {
  const index = series.findLastIndex(({ day }) => day === asOf);
  if (index < 0) throw new RangeError(`The facts have no day ${asOf}`);
  return series.slice(0, index + 1);
}
