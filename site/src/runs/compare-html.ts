// Runs side by side: markup as a string. Only what differs is in the open.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { comparePage } from '../links.ts';
import * as words from '../words/compared.ts';
import { fixed, NOTHING, signed } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { CHAMPION, directionInWords, HEADS, metricLabel } from '../words/labels.ts';
import { RANGE, RANGE_ENDS } from '../words/runs.ts';
import {
  apart,
  type Cell,
  type Compared,
  type FactRow,
  factRows,
  type MetricRow,
  type ProtocolComparison,
  protocolComparisons,
} from './compare.ts';
import { pageOfRun } from './row.ts';

/** @param runs two to six. Every text is written as text. */
export function comparisonHtml(columns: RunColumns, runs: readonly Compared[]): string {
  const { recipe, data, rest } = factRows(columns, runs);
  const head = `<thead><tr><th scope="col">${words.what}</th>${runs.map((run) => runHead(columns, run)).join('')}`;
  return [
    choiceHtml(runs.map(({ run }) => run)),
    factsSection(words.sections.recipe, 'recipe', recipe, head),
    factsSection(words.sections.data, 'data', data, head),
    ...protocolComparisons(columns, runs).map((protocol) => metricsSection(protocol, head)),
    factsSection(words.sections.rest, 'rest', rest, head),
  ].join('');
}

function choiceHtml(names: readonly string[]): string {
  const items = names.map((run) => {
    const others = comparePage(names.filter((other) => other !== run));
    return (
      `<li class="pick"><span>${escapeHtml(run)}</span>` +
      `<a class="tell" href="${escapeHtml(others)}" aria-label="${escapeHtml(words.takeAway(run))}">×</a></li>`
    );
  });
  return `<ul class="chips" role="list" aria-label="${words.compared}">${items.join('')}</ul>`;
}

function runHead(columns: RunColumns, { run, row }: Compared): string {
  const crown = row === columns.champion ? ` <strong class="crown">${CHAMPION}</strong>` : '';
  return `<th scope="col"><a href="${escapeHtml(pageOfRun(columns, row))}">${breakable(run)}</a>${crown}</th>`;
}

/** A run's id may go on in the next line after each of its parts, so that many columns fit a narrow screen. */
const breakable = (run: string): string => escapeHtml(run).replaceAll('_', '_<wbr>');

const section = (id: string, title: string, body: string): string =>
  `<section class="block" aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${body}</section>`;

const table = (label: string, head: string, rows: readonly string[]): string =>
  `<div class="wide" role="region" aria-label="${escapeHtml(label)}" tabindex="0"><table class="full beside">` +
  `${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;

function factsSection(title: string, id: string, rows: readonly FactRow[], head: string): string {
  const { differ, same } = apart(rows);
  const written = differ.map(
    ({ name, cells }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  const body =
    written.length === 0
      ? `<p class="empty">${words.nothingDiffers}</p>`
      : table(words.thatDiffers(title), head, written);
  return section(id, title, `${body}${sameHtml(same)}`);
}

function sameHtml(same: readonly FactRow[]): string {
  if (same.length === 0) return '';
  const items = same.map(
    ({ name, cells }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(cells[0] ?? NOTHING)}</dd></div>`,
  );
  return `<details><summary>${words.same(same.length)}</summary><dl class="facts compact">${items.join('')}</dl></details>`;
}

function metricsSection({ id, place, head, metrics }: ProtocolComparison, runs: string): string {
  const isSame = ({ cells }: MetricRow): boolean =>
    cells.every(({ value, why }) => value === cells[0].value && why === '');
  const differ = metrics.filter((row) => !isSame(row));
  const same = metrics.filter(isSame);
  const hasRange = differ.some(({ range }) => range !== null);
  const heads = `${runs}${(hasRange ? RANGE_ENDS : [])
    .map(
      (end) =>
        `<th scope="col" class="number">${RANGE[end]}<span class="under">${words.ofAllRuns}</span></th>`,
    )
    .join('')}`;
  const body =
    differ.length === 0
      ? `<p class="empty">${words.nothingDiffers}</p>`
      : table(
          words.metricsThatDiffer(head),
          heads,
          differ.map((row) => metricRow(row, hasRange)),
        );
  const about = `<p class="soft small">${words.protocolHtml(place, id)}${hasRange ? ` ${words.rangeAbout}` : ''}</p>`;
  const sameFacts = same.map(({ metric, cells }) => ({
    name: metricLabel(metric).name,
    cells: [shown(metric, cells[0].value)],
  }));
  return section(`protocol-${place + 1}`, HEADS[head], `${about}${body}${sameHtml(sameFacts)}`);
}

function metricRow({ metric, cells, range }: MetricRow, hasRange: boolean): string {
  const label = metricLabel(metric);
  const ends = hasRange ? RANGE_ENDS : [];
  return (
    `<tr><th scope="row">${escapeHtml(label.name)} <span class="under">${directionInWords(label)}</span></th>` +
    `${cells.map((cell) => cellHtml(metric, cell)).join('')}` +
    `${ends.map((end) => `<td class="number">${shown(metric, range?.[end] ?? null)}</td>`).join('')}</tr>`
  );
}

function cellHtml(metric: string, { value, difference, why }: Cell): string {
  const under = difference === null ? why : signed(difference, 4);
  return `<td>${shown(metric, value)}${under === '' ? '' : ` <span class="under">${under}</span>`}</td>`;
}

const shown = (metric: string, value: number | null): string =>
  value === null ? NOTHING : fixed(value, metricLabel(metric).digits);
