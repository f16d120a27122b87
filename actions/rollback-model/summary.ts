// A rollback as a job summary. Text only.

import { code, prose } from '../../pipeline/registry/markdown.ts';
import type { RolledBack } from '../committing/changes/rollback.ts';
import { type Delivered, saidOfDelivery } from '../delivery.ts';
import { verdictText } from '../judge-model/summary.ts';
import { flowChart, paragraphs } from '../summary.ts';

/** Markdown: who serves first, then why, then what today's data say of it. */
export function summary(to: string, reason: string, delivered: Delivered<RolledBack>): string {
  const back = delivered.result;
  if (back === null) {
    return paragraphs(
      '## This request was carried out before',
      'Running a workflow again asks for nothing new. Start it afresh to roll back once more.',
      saidOfDelivery(delivered),
    );
  }
  const { moved, verdict, restored } = back;
  const serves = code(moved.to ?? 'nothing');
  return paragraphs(
    to === 'lift' ? `## The hold is lifted; ${serves} serves` : `## Rolled back to ${serves}`,
    `Because: ${prose(reason)}`,
    to === 'lift' ? '' : 'Nothing is retrained or promoted until the hold is lifted.',
    restored ? 'Its files had left the tree and came back from the history.' : '',
    flowChart([
      { name: moved.from ?? 'nothing', taken: true },
      { name: moved.to ?? 'nothing', taken: true },
    ]),
    verdict === null ? '' : `### What today's data say of it: ${verdict.verdict}\n\n${verdictText(verdict)}`,
    saidOfDelivery(delivered),
  );
}
