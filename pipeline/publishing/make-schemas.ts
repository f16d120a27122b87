// `npm run schemas`: a JSON Schema of every type that documents.ts names, from the types of contract.ts. The result is
// committed, so that publishing needs no compiler; a test makes it again and compares.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { DOCUMENTS, schemaPath } from './documents.ts';

const CONTRACT = fileURLToPath(new URL('contract.ts', import.meta.url));
const PROJECT = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
const FOLDER = new URL('./', import.meta.url);

/** The text of every schema file, by its path below /api/v1/. */
export function makeSchemas(): Map<string, string> {
  const generator = createGenerator({
    path: CONTRACT,
    tsconfig: PROJECT,
    type: '*',
    expose: 'export',
    topRef: false,
    // Types are checked by `npm run check`.
    skipTypeCheck: true,
    // Within a version a field may be added: a reader with yesterday's schema has to accept it.
    additionalProperties: true,
  });
  const types = DOCUMENTS.flatMap(({ type }) => (type === null ? [] : [type]));
  return new Map(
    types.map((type) => {
      const { $schema: _, definitions, ...schema } = generator.createSchema(type);
      const document = {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:showrunner:api:v1:${schemaPath(type)}`,
        title: type,
        ...schema,
        ...(definitions && { $defs: definitions }),
      };
      const text = JSON.stringify(document, null, 2).replaceAll('"#/definitions/', '"#/$defs/');
      return [schemaPath(type), `${text}\n`];
    }),
  );
}

if (import.meta.main) {
  await rm(new URL('schemas', FOLDER), { recursive: true, force: true });
  await mkdir(new URL('schemas', FOLDER));
  for (const [path, text] of makeSchemas()) await writeFile(new URL(path, FOLDER), text);
}
