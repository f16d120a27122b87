// A week in plain words for people who do not read tables of metrics: what happened, whether it is well, what will happen,
// what it cost. It says what decisions and records say and nothing else; what nobody measured is "no data". Pure.

import type { PointerMove, RunCard } from '../registry/manifest.ts';
import { figure, plural } from '../rules/figures.ts';
import type { RetrainingDecision, RuleReading, Verdict } from '../rules/outcomes.ts';
import type { DatasetKind } from './rendering.ts';

export interface WeekMaterial {
  /** Both days belong to it; YYYY-MM-DD. */
  readonly first: string;
  readonly last: string;
  readonly dataset: DatasetKind;
  /** About the last day, decided again by the policy as it is. */
  readonly decision: RetrainingDecision;
  /** Records about the week, oldest first. */
  readonly decisions: readonly RetrainingDecision[];
  readonly verdicts: readonly { readonly verdict: Verdict; readonly card: RunCard | null }[];
  readonly moves: readonly PointerMove[];
}

/** One measured thing over the week. Values are text, in their units. */
export interface WeekRow {
  rule: string;
  title: string;
  week: string;
  week_before: string;
  limit: string;
  says: string;
}

/** What a week's summary says; plain data that go to JSON as they are. */
export interface Week {
  kind: 'week-report';
  format: 1;
  first: string;
  last: string;
  dataset: DatasetKind;
  outcome: RetrainingDecision['outcome'];
  why: string;
  happened: string[];
  rows: WeekRow[];
  ahead: string[];
  cost: { trainings: number; seconds: number; peak_memory_mb: number; bytes: number } | null;
}

/** The week, from what is on record about it. */
export function weekOf(material: WeekMaterial): Week {
  const { first, last, dataset, decision, verdicts } = material;
  return {
    kind: 'week-report',
    format: 1,
    first,
    last,
    dataset,
    outcome: decision.outcome,
    why: decision.why,
    happened: happened(material),
    rows: decision.rules.filter(({ state }) => state !== 'off').map((reading) => rowOf(reading, first, last)),
    ahead: ahead(decision, verdicts),
    cost: costOf(verdicts),
  };
}

function happened({ decision, decisions, verdicts, moves }: WeekMaterial): string[] {
  const outcomes = decisions.map(({ outcome, as_of }) => `${outcome} about ${as_of}`);
  return [
    outcomes.length === 0
      ? 'No decision about this week is on record.'
      : `${plural(outcomes.length, 'decision')} about this week on record: ${outcomes.join(', ')}.`,
    ...verdicts.map(
      ({ verdict }) =>
        `${verdict.candidate} was judged (${verdict.verdict}): ${verdict.reasons[0] ?? 'no reason was given'}`,
    ),
    ...moves.map(({ kind, to, reason }) => `${MOVES[kind]}: ${to ?? 'nothing'}. ${reason}`),
    ...(verdicts.length === 0 ? ['No candidate was judged.'] : []),
    ...(moves.length === 0 ? ['Nothing went live, and nothing was rolled back.'] : []),
    decision.champion === null ? 'At its end no model served.' : `At its end ${decision.champion} served.`,
  ];
}

const MOVES: Record<PointerMove['kind'], string> = {
  promotion: 'Went live',
  rollback: 'Rolled back to',
  import: 'Other data were imported, the models made way; now serving',
  'hold-lifted': 'The hold was lifted; serving',
};

function rowOf(
  { rule, title, trend, limit, unit, ...reading }: RuleReading,
  first: string,
  last: string,
): WeekRow {
  const before = shifted(first, trend, 7);
  const of = (from: string, until: string) =>
    spread(
      trend.flatMap(({ day, value }) => (value !== null && day >= from && day <= until ? [value] : [])),
      unit,
    );
  return {
    rule,
    title,
    week: of(first, last),
    week_before: before === null ? 'no data' : of(before, dayBeforeIn(trend, first) ?? before),
    limit: limit === null ? 'none' : figure(limit, unit),
    says: saysOf(reading),
  };
}

/** The first day of the week before, among the days of the trend; null where it does not reach so far. */
function shifted(first: string, trend: RuleReading['trend'], days: number): string | null {
  const place = trend.findIndex(({ day }) => day === first);
  return place <= 0 ? null : trend[Math.max(0, place - days)].day;
}

function dayBeforeIn(trend: RuleReading['trend'], day: string): string | null {
  return trend.findLast((one) => one.day < day)?.day ?? null;
}

/** Lowest to highest of the days' values. */
function spread(values: readonly number[], unit: RuleReading['unit']): string {
  if (values.length === 0) return 'no data';
  const [low, high] = [figure(Math.min(...values), unit), figure(Math.max(...values), unit)];
  return low === high ? low : `${low} to ${high}`;
}

type Standing = Pick<RuleReading, 'state' | 'held_days' | 'sustained_days' | 'margin'>;

function saysOf({ state, held_days, sustained_days, margin }: Standing): string {
  switch (state) {
    case 'fired':
      return 'past its limit: the rule fired';
    case 'alert':
      return 'near its limit: a person should look';
    case 'pending':
      return `past its limit for ${held_days} of ${plural(sustained_days, 'day')}`;
    case 'quiet':
      return 'silenced';
    case 'no-data':
      return 'no data';
    case 'ok':
      return margin !== null && margin < 0 ? 'past its limit, but chance may explain it' : 'well';
    case 'off':
      return 'switched off';
  }
}

function ahead(
  { outcome, hold, rules, why }: RetrainingDecision,
  verdicts: WeekMaterial['verdicts'],
): string[] {
  const held =
    hold === null ? [] : [`Nothing is trained or goes live until the hold is lifted: ${hold.reason}`];
  const asks = outcome === 'critical' || outcome === 'scheduled';
  const next = {
    critical:
      'The next turn of the loop trains a candidate at once; it goes live only if it is shown better.',
    scheduled: 'The next turn of the loop trains a candidate; it goes live only if it is shown better.',
    investigate: `A person has to look before anything else happens: ${why}`,
    healthy: 'No rule asks for anything; the rules look again with the next turn of the loop.',
  }[outcome];
  const pending = rules
    .filter(({ state }) => state === 'pending')
    .map(
      ({ title, held_days, sustained_days }) =>
        `${title}: ${plural(sustained_days - held_days, 'more day')} past the limit and the rule fires.`,
    );
  const last = verdicts.at(-1)?.verdict;
  const waits =
    last?.verdict === 'hold' ? [`${last.candidate} waits: too little was shown for it to go live.`] : [];
  return [...held, ...(hold !== null && asks ? [] : [next]), ...pending, ...waits];
}

function costOf(verdicts: WeekMaterial['verdicts']): Week['cost'] {
  const cards = new Map(verdicts.flatMap(({ card }) => (card === null ? [] : [[card.run, card] as const])));
  if (cards.size === 0) return null;
  const all = [...cards.values()];
  const sum = (of: (card: RunCard) => number) => all.reduce((total, card) => total + of(card), 0);
  return {
    trainings: all.length,
    seconds: sum(({ seconds }) => seconds),
    peak_memory_mb: Math.max(...all.map(({ peak_memory_mb }) => peak_memory_mb)),
    bytes: sum(({ bytes }) => bytes),
  };
}
