// What was collected, as a job summary. Text only: nothing a person wrote stands in it.

import { prose, table } from '../../pipeline/registry/markdown.ts';
import { plural } from '../../pipeline/rules/figures.ts';
import { type Delivered, saidOfDelivery } from '../delivery.ts';
import { barChart, paragraphs } from '../summary.ts';
import type { Collected } from './collection.ts';

/** Markdown: how many first, then each issue with what became of it. */
export function summary(delivered: Delivered<Collected>): string {
  const { outcomes, reactions, dispatched } = delivered.result ?? {
    outcomes: [],
    reactions: 0,
    dispatched: 0,
  };
  const of = (kind: string) => outcomes.filter((one) => one.kind === kind).length;
  return paragraphs(
    `## ${plural(reactions + dispatched, 'reaction')} taken in`,
    outcomes.length === 0 ? 'No issue waited.' : '',
    outcomes.length === 0
      ? ''
      : table(
          ['issue', 'what became of it'],
          outcomes.slice(0, 200).map((one) => [`#${one.number}`, prose(one.said.replaceAll('\n', ' '))]),
        ),
    barChart('Issues', [
      { name: 'taken in', value: of('taken') },
      { name: 'known already', value: of('known') },
      { name: 'refused', value: of('refused') },
    ]),
    saidOfDelivery(delivered),
  );
}
