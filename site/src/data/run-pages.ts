// Which runs have a page of their own, and where the others are shown. At build only.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { anyRunPage, runPage } from '../links.ts';
import { hasOwnPage } from '../runs/row.ts';
import { html } from '../words/html.ts';
import { valueOr } from './json-file.ts';
import type { Published } from './published.ts';

let known: { of: Published; places: ReadonlyMap<string, number>; columns: Pick<RunColumns, 'kept'> } | null =
  null;

/** Where a run is shown; null for one that the list of runs does not have. */
export function addressOfRun(published: Published, run: string): string | null {
  const { places, columns } = placesOf(published);
  const row = places.get(run);
  if (row === undefined) return null;
  return hasOwnPage(columns, row) ? runPage(run) : anyRunPage(run);
}

/** A run by its name, and the way to where it is shown; the name alone of one that the list of runs does not have. */
export function runLinkHtml(published: Published, run: string): string {
  const address = addressOfRun(published, run);
  return address === null ? html`<span>${run}</span>` : html`<a href="${address}">${run}</a>`;
}

/** Runs that have a page, newest first. */
export function runsWithPage(published: Published): ReadonlySet<string> {
  const { places, columns } = placesOf(published);
  return new Set([...places].filter(([, row]) => hasOwnPage(columns, row)).map(([run]) => run));
}

function placesOf(published: Published) {
  if (known?.of === published) return known;
  const runs = valueOr(published.runs, null)?.runs ?? [];
  const places = new Map(runs.map(({ run }, row) => [run, row]));
  const columns = { kept: runs.map(({ run }): 0 | 1 => (published.report(run).state === 'missing' ? 0 : 1)) };
  known = { of: published, places, columns };
  return known;
}
