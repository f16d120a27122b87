// The report about a pull request: plain data that one workflow writes without any right, and another, which has rights,
// reads as what it is: a file by a stranger. Every field is checked, every text is made harmless when it is shown.

import {
  boolean,
  formatJson,
  formatOne,
  integer,
  list,
  matching,
  nullable,
  number,
  object,
  oneOf,
  readJson,
  text,
} from '../../pipeline/registry/json.ts';
import { runId } from '../../pipeline/registry/manifest-file.ts';
import { code, prose, table } from '../../pipeline/registry/markdown.ts';
import { paragraphs } from '../summary.ts';

export interface RunReport {
  run: string;
  /** Every file came out the same when it was trained again; null when it could not be. */
  equal: boolean | null;
  verdict: 'promote' | 'hold' | 'reject' | 'investigate' | null;
  reasons: string[];
  comparisons: {
    metric: string;
    opponent: 'champion' | 'floor';
    candidate: number;
    other: number;
    low: number;
    high: number;
  }[];
}

export interface PullRequestReport {
  format: 1;
  head: string;
  result: 'pass' | 'fail';
  /** Why it fails. */
  problems: string[];
  /** What a reviewer should know. */
  notes: string[];
  runs: RunReport[];
  /** What changed thresholds would have decided about now; null when they did not change. */
  what_if: { before: string; after: string; rules: { rule: string; before: string; after: string }[] } | null;
  /** Lists of a few people before and after; titles. */
  people: { user_id: string; gone: string[]; new: string[]; kept: number }[];
}

/** Bytes. More than any honest report. */
export const LARGEST_REPORT = 500_000;

const sha = matching(/^[0-9a-f]{40}$/, 'a commit as 40 hexadecimal digits');
const verdictWord = oneOf<NonNullable<RunReport['verdict']>>({
  promote: true,
  hold: true,
  reject: true,
  investigate: true,
});
const comparison = object<RunReport['comparisons'][number]>({
  metric: text(100),
  opponent: oneOf({ champion: true, floor: true }),
  candidate: number,
  other: number,
  low: number,
  high: number,
});
const run = object<RunReport>({
  run: runId,
  equal: nullable(boolean),
  verdict: nullable(verdictWord),
  reasons: list(text(1000)),
  comparisons: list(comparison),
});
const whatIf = object<NonNullable<PullRequestReport['what_if']>>({
  before: text(20),
  after: text(20),
  rules: list(object({ rule: text(100), before: text(20), after: text(20) })),
});
const person = object<PullRequestReport['people'][number]>({
  user_id: text(200),
  gone: list(text(300)),
  new: list(text(300)),
  kept: integer(0),
});
const report = object<PullRequestReport>({
  format: formatOne,
  head: sha,
  result: oneOf({ pass: true, fail: true }),
  problems: list(text(2000)),
  notes: list(text(2000)),
  runs: list(run),
  what_if: nullable(whatIf),
  people: list(person),
});

/** @throws InputError naming the field when it is not a report to the letter */
export function parseReport(source: string): PullRequestReport {
  return readJson(source, report, 'the report', 'Run the workflow "validate-model" again.');
}

/** The report as it is stored, checked to be readable. */
export function formatReport(value: PullRequestReport): string {
  const source = formatJson(value);
  parseReport(source);
  return source;
}

/** Markdown for the job summary and the comment: the result first. */
export function renderReport({
  result,
  head,
  problems,
  notes,
  runs,
  what_if,
  people,
}: PullRequestReport): string {
  return paragraphs(
    `## ${result === 'pass' ? 'Nothing stands against it' : 'This should not be merged'}`,
    `About commit ${code(head.slice(0, 12))}. The gate that counts runs on main, at promotion.`,
    problems
      .slice(0, 50)
      .map((one) => `- ${prose(one)}`)
      .join('\n'),
    notes
      .slice(0, 50)
      .map((one) => `- ${prose(one)}`)
      .join('\n'),
    ...runs.slice(0, 10).map(renderRun),
    what_if === null ? '' : renderWhatIf(what_if),
    people.length === 0 ? '' : renderPeople(people.slice(0, 10)),
  );
}

function renderRun({ run: name, equal, verdict, reasons, comparisons }: RunReport): string {
  const made =
    equal === null
      ? 'not made again'
      : equal
        ? 'made again, byte for byte'
        : '**not made again to the same bytes**';
  const figure = (value: number) => value.toFixed(4);
  return paragraphs(
    `### ${verdict ?? 'not judged'}: ${code(name)}, ${made}`,
    reasons
      .slice(0, 12)
      .map((one) => `- ${prose(one)}`)
      .join('\n'),
    comparisons.length === 0
      ? ''
      : table(
          ['metric', 'against', 'candidate', 'other', 'difference, 95 % interval'],
          comparisons
            .slice(0, 40)
            .map((one) => [
              prose(one.metric),
              one.opponent,
              figure(one.candidate),
              figure(one.other),
              `${figure(one.low)} to ${figure(one.high)}`,
            ]),
        ),
  );
}

function renderWhatIf({ before, after, rules }: NonNullable<PullRequestReport['what_if']>): string {
  return paragraphs(
    `### With these thresholds, today: ${prose(after)} (now: ${prose(before)})`,
    rules.length === 0
      ? 'No rule reads differently.'
      : table(
          ['rule', 'now', 'with the change'],
          rules.slice(0, 40).map((one) => [prose(one.rule), prose(one.before), prose(one.after)]),
        ),
  );
}

function renderPeople(people: PullRequestReport['people']): string {
  const films = (titles: readonly string[]) => titles.slice(0, 10).map(prose).join(', ') || '–';
  return paragraphs(
    '### What a few people would see',
    table(
      ['person', 'kept of ten', 'leaves', 'comes'],
      people.map((one) => [code(one.user_id), String(one.kept), films(one.gone), films(one.new)]),
    ),
  );
}
