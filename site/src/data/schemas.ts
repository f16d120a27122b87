// The schemas of the static API, as they are committed beside the types they are made of.

import { kindOf, schemaPath } from '#pipeline/publishing/documents.ts';
import type { Schema } from './shape.ts';

const FOLDER = '../../../pipeline/publishing';
const schemas = import.meta.glob<Schema>('../../../pipeline/publishing/schemas/*.json', {
  eager: true,
  import: 'default',
});

/** The schema of `api/v1/<file>`. @throws Error where the file is of no kind that the API lists, or has none. */
export function schemaOf(file: string): Schema {
  const { type } = kindOf(file);
  const schema = type === null ? undefined : schemas[`${FOLDER}/${schemaPath(type)}`];
  if (schema === undefined) throw new Error(`api/v1/${file} has no schema`);
  return schema;
}
