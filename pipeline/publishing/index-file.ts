// The end of every publication: the schemas, and the index of what there is. Not the documents themselves.

import { readFileSync } from 'node:fs';
import type { ApiIndex } from './contract.ts';
import { DOCUMENTS, kindOf, schemaPath } from './documents.ts';
import type { PublishedFile } from './publication.ts';

/**
 * The documents as they come, then the schema of each kind of file and index.json.
 * @throws Error for a file of no kind, before it is passed on.
 */
export function* withIndex(documents: Iterable<PublishedFile>): Generator<PublishedFile> {
  const seen = new Map<string, { count: number; example: string }>();
  const note = (file: PublishedFile) => {
    const { pattern } = kindOf(file.path);
    const { count, example } = seen.get(pattern) ?? { count: 0, example: file.path };
    seen.set(pattern, { count: count + 1, example });
    return file;
  };
  for (const file of documents) yield note(file);
  for (const file of schemaFiles()) yield note(file);
  const index: ApiIndex = { format: 1, version: 1, files: [] };
  const own = note({ path: 'index.json', document: index });
  index.files = DOCUMENTS.map(({ pattern, type, about, look }) => ({
    pattern,
    about,
    schema: type === null ? null : schemaPath(type),
    look,
    count: seen.get(pattern)?.count ?? 0,
    example: seen.get(pattern)?.example ?? null,
  }));
  yield own;
}

/** The committed schemas, byte for byte. */
function schemaFiles(): PublishedFile[] {
  const types = new Set(DOCUMENTS.flatMap(({ type }) => (type === null ? [] : [type])));
  return [...types].map((type) => {
    const path = schemaPath(type);
    return { path, document: new Uint8Array(readFileSync(new URL(path, import.meta.url))) };
  });
}
