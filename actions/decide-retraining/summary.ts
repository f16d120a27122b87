// The decision as a job summary. Text only.

import { prose, table } from '../../pipeline/registry/markdown.ts';
import type { RetrainingDecision } from '../../pipeline/rules/outcomes.ts';

/** Markdown: the outcome first, then every rule that is on, in the words of its reading. */
export function summarise({ outcome, why, as_of, champion, hold, rules }: RetrainingDecision): string {
  const shown = rules.filter(({ state }) => state !== 'off');
  return [
    `## ${outcome}`,
    prose(why),
    hold ? prose(`Held since ${hold.since}: ${hold.reason}`) : '',
    prose(`Facts about ${as_of}; ${champion ?? 'no champion'} serves.`),
    table(
      ['rule', 'state', 'what it says'],
      shown.map(({ title, state, sentence }) => [prose(title), state, prose(sentence)]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}
