// What the record says of each rule: when it last fired and what followed, and its incidents. Decisions in, plain values
// out; whether an issue was really opened is for whoever keeps issues to know.

import type { StoredDecision } from '../registry/decisions.ts';
import { closingText } from '../reporting/incident.ts';
import { runbookOf } from '../reporting/runbooks.ts';
import type { RetrainingDecision, RuleReading } from '../rules/outcomes.ts';
import type { FiredRule, Incident } from './contract.ts';
import { logEntry } from './log.ts';

/** The last firing of every rule that ever fired, by name. @param stored newest first */
export function lastFired(stored: readonly StoredDecision[]): FiredRule[] {
  const found = new Map<string, FiredRule>();
  let followed: FiredRule['led_to'] = [];
  for (const decision of stored) {
    const { id, record } = decision;
    if (record.kind === 'verdict' || record.kind === 'promotion') {
      const { id, kind, outcome, run } = logEntry(decision);
      followed = [{ id, kind, outcome, run }, ...followed];
    }
    if (record.kind !== 'decision') continue;
    for (const { rule, state } of record.rules) {
      if (state !== 'fired' || found.has(rule)) continue;
      found.set(rule, { rule, on: record.as_of, decision: id, held: record.hold !== null, led_to: followed });
    }
    followed = [];
  }
  return [...found.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** Every incident on record, open ones first, newest first. @param stored newest first */
export function incidents(stored: readonly StoredDecision[]): Incident[] {
  const open = new Map<string, Incident>();
  const all: Incident[] = [];
  for (const { id, record } of stored.toReversed()) {
    if (record.kind !== 'decision') continue;
    for (const reading of record.rules) {
      const incident = open.get(reading.rule);
      if (reading.state === 'fired') {
        const raised = incident ?? opened(id, record, reading);
        raised.fired_on = record.as_of;
        raised.sentence = reading.sentence;
        if (incident === undefined) all.push(raised);
        open.set(reading.rule, raised);
      } else if (incident !== undefined && closingText(reading, record.as_of) !== '') {
        incident.closed_on = record.as_of;
        incident.closed_by = id;
        open.delete(reading.rule);
      }
    }
  }
  const isClosed = ({ closed_on }: Incident) => Number(closed_on !== null);
  return all.toReversed().sort((a, b) => isClosed(a) - isClosed(b));
}

function opened(id: string, { as_of }: RetrainingDecision, reading: RuleReading): Incident {
  const { rule, title, severity, sentence } = reading;
  return {
    rule,
    title,
    severity,
    opened_on: as_of,
    opened_by: id,
    fired_on: as_of,
    sentence,
    closed_on: null,
    closed_by: null,
    runbook: runbookOf(rule),
  };
}
