// What a rule's reading says to people, in one sentence. Text only: everything is known before it is said.

import type { DayReading, Fact } from '../monitoring/facts.ts';
import { count, figure, percent, plural } from './figures.ts';
import { type Limits, type Measurement, nearestLimit } from './measure.ts';
import type { RuleReading } from './outcomes.ts';
import type { MeasuredRule } from './policy-types.ts';
import type { Quiet } from './quiet.ts';

/** All that a sentence may speak of. */
export interface Said {
  readonly rule: MeasuredRule;
  readonly fact: Fact;
  readonly measurement: Measurement;
  readonly state: RuleReading['state'];
  /** The state before anything silenced it. */
  readonly loud: RuleReading['state'];
  readonly quiet: Quiet | null;
  readonly asOf: string;
  readonly hasChampion: boolean;
}

/** Why it fired, or why not today. */
export function sentenceOf(said: Said): string {
  const { measurement, state } = said;
  if (state === 'off') return `${said.fact.title} is switched off in thresholds.yaml.`;
  const { current, limits } = measurement;
  if (state === 'no-data' || current === null || limits === null) return whyNoData(said);
  const told = `${described(said.fact, current, said.asOf)}, ${standing(said, current, limits)}.`;
  return said.quiet === null ? told : `${told} ${said.quiet.why}`;
}

/** "Click-through rate is 27.1% (95% interval 25.5% to 28.8%; 8,120 impressions)" */
function described(fact: Fact, reading: DayReading, asOf: string): string {
  const { unit, counted, window_days } = fact;
  const { value, low, high, samples, day } = reading;
  const interval =
    low === null || high === null ? '' : `95% interval ${figure(low, unit)} to ${figure(high, unit)}; `;
  const window = window_days > 1 ? ` in ${window_days} days` : '';
  const behind =
    unit === 'days' || (unit === 'count' && low === null)
      ? ''
      : `${interval}${count(samples)} ${counted}${window}`;
  const when = day === asOf ? 'is' : `was, on ${day},`;
  return `${subject(fact, reading)} ${when} ${figure(value ?? Number.NaN, unit)}${behind === '' ? '' : ` (${behind})`}`;
}

/** The title, and of a largest value what it is the largest of. */
function subject({ title, parts }: Fact, { value }: DayReading): string {
  const leading = parts.find((part) => part.value === value);
  return leading === undefined ? title : `${title}, largest in ${leading.name},`;
}

function standing(
  { rule, fact, measurement, loud: state }: Said,
  current: DayReading,
  limits: Limits,
): string {
  const { limit } = nearestLimit(current.value ?? Number.NaN, limits);
  const side = limit === limits.low ? 'below' : 'above';
  const named = `its limit of ${figure(limit, fact.unit)}${origin(rule, measurement.baseline, fact)}`;
  const held = plural(measurement.heldDays, 'day');
  if (state === 'fired') {
    if (rule.sustained_days === 1) return `${side} ${named}`;
    return `${side} ${named} for ${held} in a row; ${rule.sustained_days} are enough`;
  }
  if (state === 'alert' && measurement.alertLimits !== null) {
    const nearer = nearestLimit(current.value ?? Number.NaN, measurement.alertLimits).limit;
    const days = rule.sustained_days === 1 ? '' : ` for ${plural(measurement.alertDays, 'day')} in a row`;
    return `past its alert of ${figure(nearer, fact.unit)}${days}, and not past ${named} for long enough`;
  }
  if (state === 'pending') {
    return `${side} ${named} for ${held} in a row; it fires after ${rule.sustained_days}, so not today`;
  }
  const beyond = limit === limits.low ? (current.value ?? 0) < limit : (current.value ?? 0) > limit;
  if (beyond) return `${side} ${named}, but the interval is not wholly past it, so chance may explain it`;
  return `on the healthy side of ${named}`;
}

/** " (15% below 34%)" */
function origin({ change, baseline: kind }: MeasuredRule, baseline: number | null, { unit }: Fact): string {
  if (change === null || baseline === null) return '';
  const whose = kind === 'champion' ? "the champion's " : kind === 'history' ? 'the usual ' : '';
  const away = kind === 'history' ? 'from' : change < 0 ? 'below' : 'above';
  return ` (${percent(Math.abs(change))} ${away} ${whose}${figure(baseline, unit)})`;
}

function whyNoData({ rule, fact, measurement, hasChampion }: Said): string {
  return `${fact.title} cannot be judged: ${missing(rule, fact, measurement, hasChampion)}.`;
}

function missing(
  rule: MeasuredRule,
  { counted }: Fact,
  { current, newest, baseline }: Measurement,
  hasChampion: boolean,
): string {
  if (current === null && newest === null) {
    return hasChampion
      ? 'nothing recent enough was measured'
      : 'nothing was measured, for there is no champion';
  }
  if (current === null && newest !== null) return tooFew(rule, counted, newest);
  if (baseline === 0) return 'its baseline is 0, and a share of nothing is no limit';
  if (rule.baseline === 'champion') {
    return 'the champion has no figure of its own under the protocol it was scored by now';
  }
  return 'too few days lie before its window to say what is usual';
}

function tooFew(rule: MeasuredRule, counted: string, { samples, people, day }: DayReading): string {
  const from = (number: number) => (rule.minimum_people > 0 ? ` from ${persons(number)}` : '');
  const found = `${count(samples)} ${counted}${from(people)} on ${day}`;
  if (samples >= rule.minimum_samples && people >= rule.minimum_people) {
    return `${found} are too few for an interval`;
  }
  return `${found}, where ${count(rule.minimum_samples)}${from(rule.minimum_people)} are needed`;
}

function persons(people: number): string {
  return people === 1 ? '1 person' : `${count(people)} people`;
}
