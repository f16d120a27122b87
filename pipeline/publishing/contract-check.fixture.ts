// Holds documents against the schemas that are published beside them, made strict: there, a field that the contract does
// not know is a problem, too.

import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { kindOf, schemaPath } from './documents.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
const validators = new Map<string, ValidateFunction>();

/** What the schemas say against the documents, as lines; empty when each is what is promised at its address. */
export function problemsWithContract(documents: ReadonlyMap<string, unknown>): string[] {
  return [...documents].flatMap(([path, document]) => {
    const { type } = kindOf(path);
    if (type === null) return [];
    const validate = validatorOf(type);
    if (validate(document)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${path}${instancePath} ${message}${'additionalProperty' in params ? ` (${params.additionalProperty})` : ''}`,
    );
  });
}

function validatorOf(type: string): ValidateFunction {
  const known = validators.get(type);
  if (known) return known;
  const schema = JSON.parse(readFileSync(new URL(schemaPath(type), import.meta.url), 'utf8'));
  const made = ajv.compile(closed(schema) as object);
  validators.set(type, made);
  return made;
}

/** The schema with no object open to fields that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return inner.type === 'object' && 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}
