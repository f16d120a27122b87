// A benchmark file of any format as interactions. Not the split and not the models.

import type { InteractionRows } from '../../data/interactions.ts';
import { InputError } from '../../errors.ts';
import type { BenchmarkFormat } from './formats.ts';
import { type Negatives, readNegatives, readUserItems } from './read-lists.ts';
import { readTable } from './read-table.ts';
import { type FileFacts, factsOf, openBenchmarkFile } from './strict.ts';

export interface BenchmarkFile {
  readonly facts: FileFacts & { readonly rows: number };
  /** Each row a `rating`; 1 where the file tells none. */
  readonly rows: InteractionRows;
  readonly isRated: boolean;
  readonly hasTimes: boolean;
}

/** Reads a file of interactions whole. @throws InputError naming file, line, value and what is legal. */
export async function readBenchmarkFile(path: string, format: BenchmarkFormat): Promise<BenchmarkFile> {
  const file = await openBenchmarkFile(path);
  const read = format === 'user-items' ? await readUserItems(file) : await readTable(file, format);
  const rows = read.rows();
  if (rows.user_id.length === 0) throw new InputError({ file: path, problem: 'holds no interactions.' });
  const facts = { ...(await factsOf(file)), rows: rows.user_id.length };
  return { facts, rows, isRated: read.isRated, hasTimes: read.hasTimes };
}

/** Reads a file of negatives whole; `rows` counts its pairs. */
export async function readNegativesFile(
  path: string,
): Promise<{ facts: BenchmarkFile['facts']; negatives: Negatives }> {
  const file = await openBenchmarkFile(path);
  const negatives = await readNegatives(file);
  return { facts: { ...(await factsOf(file)), rows: negatives.size }, negatives };
}
