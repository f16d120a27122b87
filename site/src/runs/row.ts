// A run as a row of the table: markup as a string, the same at build and in the browser.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { anyRunPage, runPage } from '../links.ts';
import { badgeHtml } from '../words/badge.ts';
import { bytes, count, duration, fixed, NOTHING, shortDay } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { algorithmName, CHAMPION, metricLabel, NEVER_JUDGED, VERDICTS } from '../words/labels.ts';
import { chooseRun, protocolName } from '../words/runs.ts';
import { type Figures, type Head, PRIMARY, primaryFigures } from './figures.ts';

/** The newest runs have a page of their own, and every run whose files are in the tree; one page shows the others. */
const NEWEST_WITH_PAGE = 200;

export const hasOwnPage = ({ kept }: Pick<RunColumns, 'kept'>, row: number): boolean =>
  row < NEWEST_WITH_PAGE || kept[row] === 1;

/** Where a run is shown. */
export const pageOfRun = (columns: RunColumns, row: number): string =>
  hasOwnPage(columns, row) ? runPage(columns.runs[row]) : anyRunPage(columns.runs[row]);

/** Writes rows of the table. Every text is written as text; see words/html.ts. */
export function createRowWriter(columns: RunColumns): (row: number) => string {
  const figures = { ranking: primaryFigures(columns, 'ranking'), rating: primaryFigures(columns, 'rating') };
  const several = columns.protocols.length > 2;
  return (row) => {
    const champion = row === columns.champion;
    const run = escapeHtml(columns.runs[row]);
    const crown = champion ? ` <strong class="crown">${CHAMPION}</strong>` : '';
    return (
      `<tr${champion ? ' class="champion"' : ''}>` +
      `<td class="choose"><input type="checkbox" name="runs" value="${run}" aria-label="${escapeHtml(chooseRun(columns.runs[row]))}"></td>` +
      `<th scope="row"><a href="${escapeHtml(pageOfRun(columns, row))}">${run}</a>` +
      `<span class="under">${shortDay(columns.created_at[row])}${crown}</span></th>` +
      `<td>${verdictHtml(columns.verdicts[row])}</td>` +
      `<td>${escapeHtml(algorithmName(columns.ranking[row]))} <span class="under">${escapeHtml(algorithmName(columns.rating[row]))}</span></td>` +
      `<td class="number">${figureHtml(figures.ranking, 'ranking', row, several)}</td>` +
      `<td class="number">${figureHtml(figures.rating, 'rating', row, several)}</td>` +
      `<td>${columns.until[row] ? shortDay(columns.until[row]) : NOTHING}</td>` +
      `<td class="number">${count(columns.interactions[row])}</td>` +
      `<td class="number">${count(columns.films[row])}</td>` +
      `<td class="number">${duration(columns.seconds[row])}</td>` +
      `<td class="number">${bytes(columns.bytes[row])}</td></tr>`
    );
  };
}

const verdictHtml = (verdict: RunColumns['verdicts'][number]): string =>
  verdict === null ? `<span class="soft">${NEVER_JUDGED}</span>` : badgeHtml(VERDICTS[verdict]);

function figureHtml({ values, protocols }: Figures, head: Head, row: number, several: boolean): string {
  if (protocols[row] === -1) return NOTHING;
  const under = several ? ` <span class="under">${protocolName(protocols[row])}</span>` : '';
  return `${fixed(values[row], metricLabel(PRIMARY[head]).digits)}${under}`;
}
