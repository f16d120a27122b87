// Fetching what is published of runs. Not what is done with it.

import type { RunColumns } from '#pipeline/publishing/contract.ts';

/** @throws Error with the status when the file cannot be had, or is not what its name says. */
export async function fetchColumns(address: string): Promise<RunColumns> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for the list of runs`);
  const columns = (await answer.json()) as RunColumns;
  if (!Array.isArray(columns.runs) || !Array.isArray(columns.protocols))
    throw new Error('The list of runs is not one.');
  return columns;
}
