// A file of a benchmark is read whole or not at all: a figure over "most of the rows" compares with nothing. Turns
// what the import would count as a refused row into an error.

import { createHash } from 'node:crypto';
import { createTally, type Tally } from '../../data/import/report.ts';
import { openSource, type SourceFile } from '../../data/import/source.ts';
import { InputError, quoted } from '../../errors.ts';

/** A file as the report names it. */
export interface FileFacts {
  /** Base name. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Opens one file. @throws InputError where there is none, or a folder or a zip. */
export async function openBenchmarkFile(path: string): Promise<SourceFile> {
  const source = await openSource(path);
  if (source.kind === 'file') return source.files[0];
  source.close();
  throw new InputError({
    file: path,
    problem: `is a ${source.kind}.`,
    legal: 'Name the file itself; unpack a zip first.',
  });
}

/** Size and sha256, in a pass of its own: Parquet is not read from its beginning to its end. */
export async function factsOf(file: SourceFile): Promise<FileFacts> {
  const hash = createHash('sha256');
  for await (const chunk of file.read()) hash.update(chunk);
  return { file: file.name, bytes: file.bytes, sha256: hash.digest('hex') };
}

/** A tally that refuses nothing quietly: the first bad row ends the reading. */
export function strictTally(file: string): Tally {
  const refuse: Tally['refuse'] = (reason, place, value) => {
    throw new InputError({ file, place, problem: `${reason.replaceAll('_', ' ')}: ${quoted(value)}.` });
  };
  return { ...createTally(file), refuse };
}
