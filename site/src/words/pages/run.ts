// The report of one run.

import type { Verdict } from '../../data/types.ts';
import { counted, day, shortHash } from '../format.ts';
import { html } from '../html.ts';
import { algorithmName, HEADS } from '../labels.ts';
import { protocolHtml } from '../protocol.ts';

type Head = keyof typeof HEADS;

export const description = (run: string): string =>
  `The report of ${run}: verdict, comparisons, lineage and cost.`;

export const champion = { word: 'Champion', meaning: 'This is the model in charge.' };

export const verdict = 'Verdict';
export const notJudged = 'It has not been judged.';

/** When it was judged, against whom and on what. */
export function judgedHtml({
  as_of,
  champion: other,
  ground_sha256,
  protocols,
}: Pick<Verdict, 'as_of' | 'champion' | 'ground_sha256' | 'protocols'>): string {
  const against = other === null ? 'without a champion' : `against ${other}`;
  const ranking = { html: protocolHtml(protocols.ranking) };
  const rating = { html: protocolHtml(protocols.rating) };
  return html`Judged as of ${day(as_of)}, ${against}, on ground <code>${shortHash(ground_sha256)}</code>. Ranking under ${ranking}, rating under ${rating}.`;
}

/** @param at addresses of the run's files */
export const filesHtml = (run: string, at: Readonly<Record<'text' | 'figures', string>>): string =>
  html`The judge’s report as text: <a href="${at.text}">${run}.md</a>; all its figures: <a href="${at.figures}">${run}.json</a>.`;

export const training = {
  title: 'Training',
  head: (head: Head, algorithm: string): string => `${HEADS[head]}: ${algorithmName(algorithm)}`,
  shape: (films: number, dimensions: number): string =>
    `${counted(films, 'film')} × ${dimensions} dimensions`,
  loss: (head: Head): string => `Loss of the ${head} head`,
};

/** What is not shown where a file is missing, as a sentence begins with it. */
export const parts = { report: 'The full report of this run', columns: 'What is still known of this run' };
