// What a log entry came to, as a word with a tone.

import type { LogEntry } from '#pipeline/publishing/contract.ts';
import { type Label, OUTCOMES, VERDICTS } from './labels.ts';

const lookUp = (labels: Readonly<Record<string, Label>>, key: string): Label | null =>
  Object.hasOwn(labels, key) ? labels[key] : null;

/** The outcome's label; a run's name and anything the site has not heard of stay as they are. */
export function outcomeLabel({ kind, outcome }: Pick<LogEntry, 'kind' | 'outcome'>): Label {
  const known =
    kind === 'decision' ? lookUp(OUTCOMES, outcome) : kind === 'verdict' ? lookUp(VERDICTS, outcome) : null;
  if (known !== null) return known;
  return { word: outcome, tone: kind === 'rollback' ? 'bad' : kind === 'promotion' ? 'good' : 'quiet' };
}
