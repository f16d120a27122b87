// The command "report": what is on record, as text for people, pictures beside it, and a document for programs.

import { join, resolve } from 'node:path';
import { writeFileAtomic } from '../data/files.ts';
import { InputError } from '../errors.ts';
import { formatJson } from '../registry/json.ts';
import type { Rendering } from '../reporting/rendering.ts';
import { TROUBLE_NAMES } from '../reporting/runbooks.ts';
import type { Context } from '../stages/context.ts';
import { newestReported, reportIncident, reportOn, reportTrouble, reportWeek } from '../stages/report.ts';
import { choice, refuseTogether, requiredText, text } from './arguments.ts';
import { type Arguments, COMMON, type Command, type Outcome } from './command.ts';

/** report. */
export const REPORT: Command = {
  name: 'report',
  about: 'Say what is on record as Markdown: a run, a decision, a week, an incident. Changes nothing of it.',
  argument: { name: 'NAME', about: 'A run, or the id of a decision; by default the run judged last.' },
  options: [
    {
      name: 'summary',
      value: 'SPAN',
      about: 'The last days in plain words instead; the only span is "week".',
    },
    {
      name: 'incident',
      value: 'RULE',
      about: `The incident of a rule instead, with its runbook; or one of ${TROUBLE_NAMES.join(', ')}.`,
    },
    { name: 'reason', value: 'TEXT', about: 'What is known of an incident that no rule can see.' },
    { name: 'as-of', value: 'DATE', about: 'The last day of the week, or the day of the incident.' },
    { name: 'out', value: 'FOLDER', about: 'Write report.md, report.json and the pictures there.' },
    ...COMMON,
  ],
  run: report,
};

async function report(context: Context, { values, argument }: Arguments): Promise<Outcome> {
  refuseTogether(values, 'summary', 'incident');
  const rendering = await chosen(context, { values, argument });
  const out = text(values, 'out');
  const files = out === null ? [] : await write(resolve(out), rendering);
  const { markdown, document, charts } = rendering;
  return {
    result: { ...document, markdown, files },
    said: out === null ? withoutPictures(markdown, charts.length).split('\n') : files,
  };
}

async function chosen(context: Context, { values, argument }: Arguments): Promise<Rendering> {
  const asOf = text(values, 'as-of');
  const incident = text(values, 'incident');
  const isTrouble = TROUBLE_NAMES.some((name) => name === incident);
  const about = choice(values, 'summary', ['week']) ?? incident;
  if (about !== null && argument !== null) throw alone(`the argument ${argument}`);
  if (about === null && asOf !== null)
    throw alone('--as-of', 'Give --summary week or --incident RULE as well.');
  if (incident !== null && isTrouble) {
    const told = reportTrouble(context, incident, requiredText(values, 'reason', 'Say what happened.'));
    if (told !== null) return told;
  }
  if (values.reason !== undefined) throw alone('--reason', `It is for ${TROUBLE_NAMES.join(', ')}.`);
  if (incident !== null) return reportIncident(context, incident, asOf);
  if (about !== null) return reportWeek(context, asOf);
  return reportOn(context, argument ?? (await newestReported(context.root)));
}

function alone(what: string, legal?: string): InputError {
  return new InputError({ problem: `report: ${what} does not belong here.`, legal });
}

/** On a screen there are no files beside the text. */
function withoutPictures(markdown: string, charts: number): string {
  const told = charts === 0 ? '' : `\n(${charts} pictures: --out FOLDER writes them)`;
  return `${markdown.replaceAll(/^!\[((?:\\.|[^\]\\])*)\]\([a-z0-9_-]+\.svg\)$/gm, '($1)').trimEnd()}${told}`;
}

async function write(folder: string, { markdown, document, charts }: Rendering): Promise<string[]> {
  const files: [string, string][] = [
    ['report.md', markdown],
    ['report.json', formatJson(document)],
    ...charts.map(({ name, svg }): [string, string] => [name, svg]),
  ];
  for (const [name, content] of files) await writeFileAtomic(join(folder, name), content);
  return files.map(([name]) => join(folder, name));
}
