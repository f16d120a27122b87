// The names of decision files: <YYYYMMDDTHHMMSSZ>-<kind>[-<n>].json. The name alone tells kind and order, so that the
// newest of a kind is found without opening the others.

import { InputError, quoted } from '../errors.ts';
import { DECISION_KINDS, type DecisionKind } from './decision-record.ts';

export interface DecisionName {
  /** The file's name without ".json": 20260501T060000Z-verdict. */
  id: string;
  /** YYYYMMDDTHHMMSSZ */
  second: string;
  kind: DecisionKind;
  /** Place among the records of the same second, from 1: the order they were written in. */
  sequence: number;
}

const FORM = /^(\d{8}T\d{6}Z)-([a-z]+(?:-[a-z]+)*)(?:-([1-9]\d{0,5}))?$/;

/** The parts of a decision's id, or null when the text is none. */
export function parseDecisionId(id: string): DecisionName | null {
  const parts = FORM.exec(id);
  const kind = DECISION_KINDS.find((known) => known === parts?.[2]);
  return parts && kind ? { id, second: parts[1], kind, sequence: Number(parts[3] ?? 1) } : null;
}

/** The error of a file or an argument that is not named as decisions are. */
export function refuseDecisionName(id: string, place: string): never {
  throw new InputError({
    place,
    problem: `${quoted(id)} is not the name of a decision.`,
    legal: `Legal: <YYYYMMDDTHHMMSSZ>-<kind>, with one of the kinds ${DECISION_KINDS.join(', ')}.`,
  });
}

/** An id that is not among `names`; within one second they are numbered in the order they are written. */
export function nextDecisionId(names: readonly DecisionName[], at: number, kind: DecisionKind): string {
  const second = secondOf(at);
  const sequences = names.filter((name) => name.second === second).map((name) => name.sequence);
  const sequence = Math.max(0, ...sequences) + 1;
  return `${second}-${kind}${sequence === 1 ? '' : `-${sequence}`}`;
}

/** The second of an instant (epoch milliseconds, UTC) as it stands in a decision's name. */
export function secondOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Order for sorting, newest first. */
export function newestFirst(a: DecisionName, b: DecisionName): number {
  if (a.second !== b.second) return a.second < b.second ? 1 : -1;
  return b.sequence - a.sequence || (a.id < b.id ? 1 : -1);
}
