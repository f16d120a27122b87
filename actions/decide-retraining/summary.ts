// The decision as a job summary. Text only.

import { prose } from '../../pipeline/registry/markdown.ts';
import { rulesTable } from '../../pipeline/reporting/decision.ts';
import type { RetrainingDecision } from '../../pipeline/rules/outcomes.ts';
import { paragraphs, trendChart } from '../summary.ts';

export interface Circumstances {
  /** Why a person asked for it; empty when nobody did. */
  reason: string;
  forced: boolean;
  /** What became of the record; empty when it was not committed. */
  delivery: string;
}

const ORDER = ['fired', 'pending', 'no-data', 'ok'];

/** Markdown: the outcome first, then every rule that is on, in the words of its reading, and the course of what fired. */
export function summary(
  { outcome, why, as_of, champion, hold, rules }: RetrainingDecision,
  { reason, forced, delivery }: Circumstances,
): string {
  const shown = rules
    .filter(({ state }) => state !== 'off')
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return paragraphs(
    `## ${outcome}`,
    prose(why),
    reason && `Asked for because: ${prose(reason)}`,
    forced ? 'A training was forced.' : '',
    hold ? prose(`Held since ${hold.since}: ${hold.reason}`) : '',
    prose(`Facts about ${as_of}; ${champion ?? 'no champion'} serves.`),
    rulesTable(shown),
    ...rules.filter(({ state }) => state === 'fired').map(trendChart),
    delivery,
  );
}
