// A promotion, or a refusal, as a job summary. Text only.

import { code, prose } from '../../pipeline/registry/markdown.ts';
import type { Gated } from '../committing/changes/promotion.ts';
import { type Delivered, saidOfDelivery } from '../delivery.ts';
import { verdictText } from '../judge-model/summary.ts';
import { flowChart, paragraphs } from '../summary.ts';

/** Markdown: who serves first, then why. */
export function summary(run: string, delivered: Delivered<Gated>): string {
  const gated = delivered.result;
  if (gated === null || gated.verdict === null) {
    return paragraphs(`## ${code(run)} serves already`, saidOfDelivery(delivered));
  }
  const { verdict, moved, hold } = gated;
  const steps = ['train', 'judge', 'promote', 'publish'].map((name, i) => ({
    name,
    taken: i < 2 || moved !== null,
  }));
  return paragraphs(
    moved === null
      ? `## ${verdict.verdict}: ${code(verdict.champion ?? 'nobody')} stays`
      : `## ${code(run)} serves now`,
    hold && moved === null ? prose(`A hold stands since ${hold.since}: ${hold.reason}`) : '',
    verdictText(verdict),
    flowChart(steps),
    saidOfDelivery(delivered),
  );
}
