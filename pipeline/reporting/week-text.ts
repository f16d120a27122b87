// A week's summary as Markdown. Text only; week.ts knows what happened.

import { fitted } from '../registry/fit.ts';
import { prose, table } from '../registry/markdown.ts';
import { part, simulatedNotice } from '../registry/report.ts';
import { count, plural } from '../rules/figures.ts';
import type { Rendering } from './rendering.ts';
import type { Week } from './week.ts';

const WELL: Record<Week['outcome'], string> = {
  healthy: 'Yes, as far as it is measured.',
  scheduled: 'Not quite: a retraining is due.',
  critical: 'No: people are served worse than agreed.',
  investigate: 'Nobody can say before a person has looked.',
};

/** Markdown of a week: its four questions, the answers as lists and one table. */
export function renderWeek(week: Week): Rendering {
  const { first, last, outcome, why, happened, rows, ahead, dataset } = week;
  const sections = [
    part('the outcome', 0, [
      `# ${first} to ${last}: ${outcome}`,
      simulatedNotice(dataset.kind),
      `Data: ${prose(dataset.name)}. About the last day, by thresholds.yaml as it is now.`,
    ]),
    part('what happened', 1, ['## What happened', listed(happened)]),
    part('whether it is well', 0, ['## Is it well?', `${WELL[outcome]} ${prose(why)}`]),
    part('the figures of the week', 2, [figures(rows)]),
    part('what will happen', 1, ['## What will happen', listed(ahead)]),
    part('what it cost', 1, ['## What it cost', costSaid(week.cost)]),
  ];
  return { markdown: fitted(sections, 'the JSON of this report'), charts: [], document: { ...week } };
}

function figures(rows: Week['rows']): string {
  if (rows.length === 0) return 'No data: every rule is switched off.';
  const cells = rows.map((row) => [prose(row.title), row.says, row.week, row.week_before, row.limit]);
  return [
    table(['Measured', 'Says', 'This week', 'The week before', 'Limit'], cells, [0, 1]),
    'From the lowest day to the highest, each day over the window of its rule. "No data" stands where nobody measured: ' +
      'accuracy is scored only when a decision is made.',
  ].join('\n\n');
}

function listed(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${prose(sentence)}`).join('\n');
}

function costSaid(cost: Week['cost']): string {
  const rest = 'Minutes of machines and money are not on record here.';
  if (cost === null) return `No training of this week is on record. ${rest}`;
  const { trainings, seconds, peak_memory_mb, bytes } = cost;
  return (
    `${plural(trainings, 'training')}: ${seconds.toFixed(1)} s of computing, ${count(peak_memory_mb)} MB of memory at the ` +
    `peak, ${count(bytes)} bytes kept in the repository. ${rest}`
  );
}
