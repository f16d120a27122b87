// What a difference in revenue comes to under assumptions that somebody may change: arithmetic, and the assumptions as they
// stand in an address. No statistics: the difference and its interval are the experiment's.

import type { Experiment } from '#pipeline/publishing/contract.ts';

/** The measured difference in revenue by person, champion minus control, over the days compared. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Days compared, first and last included. */
  readonly days: number;
}

/** Why there is no figure. */
export type NoWorth = 'unserved' | 'early' | 'mismatch' | 'few';

/** What is assumed besides the difference itself. */
export interface Assumptions {
  readonly people: number;
  readonly days: number;
  /** Percent of revenue that is left after what it costs to sell. */
  readonly margin: number;
  /** What the recommender costs over these days, in the units of the revenue. */
  readonly cost: number;
}
export type Assumption = keyof Assumptions;

export const LEGAL: Readonly<Record<Assumption, { min: number; max: number; whole: boolean }>> = {
  people: { min: 1, max: 1e9, whole: true },
  days: { min: 1, max: 3660, whole: true },
  margin: { min: 0, max: 100, whole: false },
  cost: { min: 0, max: 1e12, whole: false },
};
export const ASSUMPTIONS = Object.keys(LEGAL) as Assumption[];

/** What an experiment measured, or why it says nothing of worth. */
export function measuredIn({ run, arms, stopping, from }: Experiment): Measured | NoWorth {
  // Before the first run both arms saw the same films: whatever differs is luck, and worth nothing.
  if (run === null) return 'unserved';
  if (arms.sample_ratio.state === 'mismatch') return 'mismatch';
  if (!stopping?.reached_on) return 'early';
  const { value, interval } = arms.revenue_per_person;
  if (value === null || interval === null) return 'few';
  const days = (Date.parse(stopping.reached_on) - Date.parse(from)) / 86_400_000 + 1;
  return { value, ...interval, days };
}

/** What is assumed where nobody says otherwise: as many days as were compared, nothing taken off. */
export const assumedFor = ({ days }: Pick<Measured, 'days'>): Assumptions => ({
  people: 1000,
  days,
  margin: 100,
  cost: 0,
});

/** (difference by person × people × days by days compared × margin) − cost, for the value and both ends of its interval. */
export function worthOf(measured: Measured, { people, days, margin, cost }: Assumptions): Measured {
  const at = (part: number): number => (part * people * days * margin) / (measured.days * 100) - cost;
  return { value: at(measured.value), low: at(measured.low), high: at(measured.high), days };
}

/** A field as it was typed; null where it is not a legal number. */
export function numberIn(name: Assumption, text: string): number | null {
  const { min, max, whole } = LEGAL[name];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= min && value <= max && (!whole || Number.isInteger(value)) ? value : null;
}

/** The assumptions that an address names; what it does not, or not legally, is as assumed. */
export function fromAddress(search: string, assumed: Assumptions): Assumptions {
  const given = new URLSearchParams(search);
  const read = (name: Assumption): number => numberIn(name, given.get(name) ?? '') ?? assumed[name];
  return { people: read('people'), days: read('days'), margin: read('margin'), cost: read('cost') };
}

/** Only what differs from what is assumed anyway. Empty, or from "?" on. */
export function toAddress(given: Assumptions, assumed: Assumptions): string {
  const changed = ASSUMPTIONS.filter((name) => given[name] !== assumed[name]);
  const query = new URLSearchParams(changed.map((name) => [name, String(given[name])]));
  return changed.length === 0 ? '' : `?${query}`;
}
