// What stays known of a run when its papers are gone: markup as a string, the same at build and in the browser.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { badgeHtml } from '../words/badge.ts';
import { fixed, instant } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { algorithmName, HEADS, inMetricOrder, metricLabel, NEVER_JUDGED, VERDICTS } from '../words/labels.ts';
import * as words from '../words/run-facts.ts';
import { headOf, scoresOf } from './figures.ts';

/**
 * @param row its place in the columns
 * @param papers why there are none: gone with retention, or published and not to be read
 */
export function factsHtml(columns: RunColumns, row: number, papers: 'gone' | 'unreadable'): string {
  const verdict = columns.verdicts[row];
  const facts: readonly (readonly [name: string, html: string])[] = [
    [
      words.FACTS.verdict,
      verdict === null ? NEVER_JUDGED : `${badgeHtml(VERDICTS[verdict])} ${VERDICTS[verdict].meaning}`,
    ],
    [words.FACTS.made, instant(columns.created_at[row])],
    [words.FACTS.rankingBy, escapeHtml(algorithmName(columns.ranking[row]))],
    [words.FACTS.ratingBy, escapeHtml(algorithmName(columns.rating[row]))],
    [words.FACTS.learnedUpTo, instant(columns.until[row])],
    [
      words.FACTS.learnedFrom,
      words.learnedFrom(columns.interactions[row], columns.people[row], columns.films[row]),
    ],
    [words.FACTS.cost, words.cost(columns.seconds[row], columns.bytes[row])],
  ];
  const list = facts.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join('');
  const gone = `<p class="measure">${words.papersGone}</p>`;
  return (
    `<section class="block" aria-labelledby="known"><h2 id="known">${words.stillKnown}</h2>${papers === 'gone' ? gone : ''}` +
    `<dl class="facts">${list}</dl></section>${scoresHtml(columns, row)}`
  );
}

function scoresHtml(columns: RunColumns, row: number): string {
  const scores = scoresOf(columns, row);
  if (scores.length === 0) return `<p class="empty">${words.noMetric}</p>`;
  const tables = scores.map(({ protocol, ground, values }) => {
    const figures = inMetricOrder(Object.keys(values)).map(
      (key) =>
        `<div><dt>${escapeHtml(metricLabel(key).name)}</dt><dd>${fixed(values[key], metricLabel(key).digits)}</dd></div>`,
    );
    return (
      `<h3>${HEADS[headOf(Object.keys(protocol.values))]}</h3><p class="soft small">${words.measuredHtml(protocol.id, ground)}</p>` +
      `<dl class="figures">${figures.join('')}</dl>`
    );
  });
  return `<section class="block" aria-labelledby="scores"><h2 id="scores">${words.metrics}</h2>${tables.join('')}</section>`;
}
