// A decision about retraining, or a move of the pointer, as a report. Pure text; the rules concluded before.

import { fitted } from '../registry/fit.ts';
import type { PointerMove } from '../registry/manifest.ts';
import { code, prose, table } from '../registry/markdown.ts';
import { part, simulatedNotice } from '../registry/report.ts';
import { figure } from '../rules/figures.ts';
import type { RetrainingDecision, RuleReading } from '../rules/outcomes.ts';
import { lineChart } from './chart.ts';
import { type DatasetKind, drawn, pictured, type Rendering } from './rendering.ts';
import { runbookOf } from './runbooks.ts';

/** Loudest first. */
const ORDER = ['fired', 'alert', 'pending', 'quiet', 'no-data', 'ok', 'off'] as const;

/** States that a person may want to look into. */
const LOUD: readonly RuleReading['state'][] = ['fired', 'alert', 'pending'];

/**
 * @param id of the record; null for a decision made again for the eye alone
 */
export function renderDecision(
  decision: RetrainingDecision,
  { id, dataset }: { id: string | null; dataset: DatasetKind },
): Rendering {
  const { outcome, as_of, why, champion, hold } = decision;
  const rules = decision.rules.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const on = rules.filter(({ state }) => state !== 'off');
  const off = rules.filter(({ state }) => state === 'off');
  const loud = rules.filter(({ state }) => LOUD.includes(state));
  const charts = drawn(loud.map(courseOf));
  const sections = [
    part('the outcome', 0, [
      `# ${outcome} on ${as_of}`,
      simulatedNotice(dataset.kind),
      prose(why),
      hold === null ? '' : prose(`Held on ${hold.run} since ${hold.since}: ${hold.reason}`),
      `${champion === null ? 'No model' : code(champion)} serves. ` +
        (id === null ? 'Decided again for this report; not on record.' : `On record as ${code(id)}.`),
    ]),
    part('what to do', 1, loud.length === 0 ? [] : ['## What to do', loud.map(advice).join('\n')]),
    part('every rule', 2, ['## Every rule', rulesTable(on), offLine(off)]),
    part('the courses', 3, charts.length === 0 ? [] : ['## The last weeks', ...charts.map(pictured)]),
  ];
  const markdown = fitted(
    sections,
    id === null ? 'the JSON of this report' : code(`models/decisions/${id}.json`),
  );
  return { markdown, charts, document: { kind: 'decision-report', format: 1, id, dataset, decision } };
}

function advice({ rule, title, state }: RuleReading): string {
  return `- ${prose(title)} (${state}): ${code(`docs/runbooks/${runbookOf(rule)}`)}.`;
}

/** A row a rule, in the order given: state, value, limit and the sentence. */
export function rulesTable(rules: readonly RuleReading[]): string {
  if (rules.length === 0) return 'Every rule is switched off.';
  const rows = rules.map(({ title, state, value, limit, unit, sentence }) => [
    prose(title),
    state === 'fired' ? '**fired**' : state,
    value === null ? 'no data' : figure(value, unit),
    limit === null ? '–' : figure(limit, unit),
    prose(sentence),
  ]);
  return table(['Rule', 'State', 'Value', 'Limit', 'What it says'], rows, [0, 1, 4]);
}

function offLine(off: readonly RuleReading[]): string {
  return off.length === 0
    ? ''
    : `Switched off in thresholds.yaml: ${off.map(({ title }) => prose(title)).join(', ')}.`;
}

function courseOf({ rule, title, trend, limit }: RuleReading) {
  const points = trend.slice(-42).map(({ day, value }) => ({ name: day, value }));
  return lineChart(`${rule}.svg`, title, points, limit);
}

const MOVED: Record<PointerMove['kind'], string> = {
  promotion: 'A run went live',
  rollback: 'Rolled back',
  import: 'Other data were imported',
  'hold-lifted': 'A hold was lifted',
};

/** A move of the pointer: from where to where, why, and on what it rests. */
export function renderMove(
  move: PointerMove,
  { id, dataset }: { id: string; dataset: DatasetKind },
): Rendering {
  const { kind, at, from, to, reason, evidence } = move;
  const named = (run: string | null) => (run === null ? 'nothing' : code(run));
  const sections = [
    part('the move', 0, [
      `# ${MOVED[kind]} on ${at.slice(0, 10)}`,
      simulatedNotice(dataset.kind),
      prose(reason),
      `${code('models/LATEST')}: ${named(from)} → ${named(to)}. On record as ${code(id)}.`,
      evidence.length === 0 ? '' : `It rests on ${evidence.map(code).join(', ')}.`,
    ]),
  ];
  const markdown = fitted(sections, code(`models/decisions/${id}.json`));
  return { markdown, charts: [], document: { kind: 'move-report', format: 1, id, dataset, move } };
}
