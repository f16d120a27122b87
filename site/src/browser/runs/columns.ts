// Fetching what is published of runs. Not what is done with it.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import * as words from '../../words/browser/run-columns.ts';

/** @throws Error in words when the file cannot be had, or is not what its name says. */
export async function fetchColumns(address: string): Promise<RunColumns> {
  const answer = await fetch(address).catch((cause: unknown) => {
    throw new Error(words.notLoaded(), { cause });
  });
  if (!answer.ok) throw new Error(words.notLoaded(answer.status));
  const columns: RunColumns = await answer.json().catch((cause: unknown) => {
    throw new Error(words.notRead, { cause });
  });
  if (!Array.isArray(columns.runs) || !Array.isArray(columns.protocols)) throw new Error(words.notRead);
  return columns;
}
