// Fetches the runs that were asked for and writes them side by side.

import type { RunColumns, RunReport } from '#pipeline/publishing/contract.ts';
import { apiFile } from '../../links.ts';
import { chosenIn } from '../../runs/address.ts';
import type { Compared } from '../../runs/compare.ts';
import { comparisonHtml } from '../../runs/compare-html.ts';
import { comparedInWords, MOST_COMPARED } from '../../words/runs.ts';
import { fetchColumns } from './columns.ts';

/**
 * @param search of the address: names the runs, known or not
 * @returns what to say of it. @throws Error when the list of runs cannot be had
 */
export async function open(block: HTMLElement, search: string): Promise<string> {
  const asked = chosenIn(search);
  const columns = await fetchColumns(block.dataset.columns ?? '');
  const known = asked.filter((run) => columns.runs.includes(run));
  const chosen = known.slice(0, MOST_COMPARED);
  const runs = await Promise.all(chosen.map((run) => compared(columns, run)));
  const target = block.querySelector('[data-part=runs]');
  // comparisonHtml() writes every text as text; see words/html.ts.
  if (target) target.innerHTML = runs.length < 2 ? '' : comparisonHtml(columns, runs);
  return comparedInWords({
    unknown: asked.filter((run) => !columns.runs.includes(run)),
    tooMany: known.slice(MOST_COMPARED),
    compared: chosen,
    withoutPapers: runs.flatMap(({ run, report }) => (report === null ? [run] : [])),
  });
}

async function compared(columns: RunColumns, run: string): Promise<Compared> {
  const row = columns.runs.indexOf(run);
  return { run, row, report: columns.kept[row] === 1 ? await papers(run) : null };
}

/** Null where they cannot be had: what the list of runs says of it is compared all the same. */
async function papers(run: string): Promise<RunReport | null> {
  try {
    const answer = await fetch(apiFile(`runs/${run}.json`));
    if (!answer.ok) return null;
    const report = (await answer.json()) as RunReport;
    return report.manifest?.heads ? report : null;
  } catch {
    return null;
  }
}
