// What was merged, as a job summary. Text only.

import { code, prose, table } from '../../pipeline/registry/markdown.ts';
import { plural } from '../../pipeline/rules/figures.ts';
import type { Ingested } from '../../pipeline/stages/ingest.ts';
import { type Delivered, saidOfDelivery } from '../delivery.ts';
import { barChart, paragraphs } from '../summary.ts';

/** Markdown: how much came in first, then what was refused and why. */
export function summary(delivered: Delivered<Ingested>): string {
  const report = delivered.result;
  if (report === null || report.files === 0) {
    return paragraphs('## No feedback waited', saidOfDelivery(delivered));
  }
  const { kept, duplicates, batch, problems } = report;
  const refused = Object.entries(report.refused);
  const rows: [string, number][] = [
    ['kept', kept],
    ['known already', duplicates],
    ...refused.map(([reason, lines]): [string, number] => [reason.replaceAll('_', ' '), lines ?? 0]),
  ];
  return paragraphs(
    `## ${plural(kept, 'new interaction')} from ${plural(report.files, 'feedback file')}`,
    batch === null ? 'Nothing in it was new.' : `Stored as ${code(batch)}.`,
    ...problems.map(prose),
    table(
      ['lines', ''],
      rows.map(([name, lines]) => [prose(name), String(lines)]),
    ),
    barChart(
      'Lines',
      rows.map(([name, value]) => ({ name, value })),
    ),
    saidOfDelivery(delivered),
  );
}
