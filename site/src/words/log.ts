// What a log entry came to, as a word with a tone.

import type { LogEntry } from '#pipeline/publishing/contract.ts';
import { shortHash } from './format.ts';
import { html } from './html.ts';
import { type Label, OUTCOMES, VERDICTS, VERIFICATIONS } from './labels.ts';

const lookUp = (labels: Readonly<Record<string, Label>>, key: string): Label | null =>
  Object.hasOwn(labels, key) ? labels[key] : null;

/** Entries of the log that the timeline shows. */
export const TIMELINE_LENGTH = 100;

/** Of the kinds whose outcome is more than that it happened. */
const LABELS: Partial<Record<LogEntry['kind'], Readonly<Record<string, Label>>>> = {
  decision: OUTCOMES,
  verdict: VERDICTS,
  verification: VERIFICATIONS,
};

/** The outcome's label; a run's name and anything the site has not heard of stay as they are. */
export function outcomeLabel({ kind, outcome }: Pick<LogEntry, 'kind' | 'outcome'>): Label {
  const labels = Object.hasOwn(LABELS, kind) ? LABELS[kind] : undefined;
  const known = labels === undefined ? null : lookUp(labels, outcome);
  if (known !== null) return known;
  return { word: outcome, tone: kind === 'rollback' ? 'bad' : kind === 'promotion' ? 'good' : 'quiet' };
}

export const commitHtml = (commit: string): string => html`commit <code>${shortHash(commit)}</code>`;
export const noCommit = 'commit not known';
