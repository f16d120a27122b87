// What stays known of a run when its papers are gone: markup as a string, the same at build and in the browser.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { badgeHtml } from '../words/badge.ts';
import { bytes, count, duration, fixed, instant } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { algorithmName, HEADS, inMetricOrder, metricLabel, VERDICTS } from '../words/labels.ts';
import { headOf, scoresOf } from './figures.ts';

/**
 * @param row its place in the columns
 * @param papers why there are none: gone with retention, or published and not to be read
 */
export function factsHtml(columns: RunColumns, row: number, papers: 'gone' | 'unreadable'): string {
  const verdict = columns.verdicts[row];
  const facts: readonly (readonly [name: string, html: string])[] = [
    [
      'Verdict',
      verdict === null ? 'never judged' : `${badgeHtml(VERDICTS[verdict])} ${VERDICTS[verdict].meaning}`,
    ],
    ['Made', instant(columns.created_at[row])],
    ['Ranking by', escapeHtml(algorithmName(columns.ranking[row]))],
    ['Rating by', escapeHtml(algorithmName(columns.rating[row]))],
    ['Learned up to', instant(columns.until[row])],
    [
      'Learned from',
      `${count(columns.interactions[row])} interactions of ${count(columns.people[row])} people with ${count(columns.films[row])} films`,
    ],
    ['Cost', `${duration(columns.seconds[row])} of training, ${bytes(columns.bytes[row])}`],
  ];
  const list = facts.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join('');
  const gone =
    '<p class="measure">The model’s files have left the tree to keep the repository small. They are still in Git’s history.</p>';
  return (
    `<section class="block" aria-labelledby="known"><h2 id="known">What is still known</h2>${papers === 'gone' ? gone : ''}` +
    `<dl class="facts">${list}</dl></section>${scoresHtml(columns, row)}`
  );
}

function scoresHtml(columns: RunColumns, row: number): string {
  const scores = scoresOf(columns, row);
  if (scores.length === 0) return '<p class="empty">No metric was measured of it.</p>';
  const tables = scores.map(({ protocol, ground, values }) => {
    const figures = inMetricOrder(Object.keys(values)).map(
      (key) =>
        `<div><dt>${escapeHtml(metricLabel(key).name)}</dt><dd>${fixed(values[key], metricLabel(key).digits)}</dd></div>`,
    );
    return (
      `<h3>${HEADS[headOf(Object.keys(protocol.values))]}</h3><p class="soft small">Protocol <code>${escapeHtml(protocol.id)}</code>, ` +
      `on ground <code>${escapeHtml(ground)}</code></p><dl class="figures">${figures.join('')}</dl>`
    );
  });
  return `<section class="block" aria-labelledby="scores"><h2 id="scores">Metrics</h2>${tables.join('')}</section>`;
}
