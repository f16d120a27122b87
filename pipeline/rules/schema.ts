// The JSON Schema of thresholds.yaml, for editors: written from the same description the reader uses, so that the two
// cannot disagree. How to renew the file: docs/rules.md.

import { POLICY } from './policy-spec.ts';
import type { Field, NumberSpec, ObjectSpec, ValueSpec } from './spec.ts';

/** The schema's place in a repository. */
export const SCHEMA_FILE = 'thresholds.schema.json';

/** JSON, as far as a schema needs it. */
export type JsonSchema = {
  [key: string]:
    | string
    | number
    | boolean
    | null
    | readonly (string | number)[]
    | JsonSchema
    | readonly JsonSchema[];
};

/** JSON Schema 2020-12 of the policy; strict, as the reader is. */
export function policySchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Showrunner thresholds',
    description: 'When to retrain and what a candidate must show. Explained in docs/rules.md.',
    ...objectSchema(POLICY),
  };
}

function objectSchema({ fields, partial }: ObjectSpec): JsonSchema {
  const entries = Object.entries(fields);
  const required = partial
    ? []
    : entries.filter(([, { fallback }]) => fallback === undefined).map(([key]) => key);
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: Object.fromEntries(entries.map(([key, field]) => [key, fieldSchema(field)])),
  };
}

function fieldSchema({ about, value, fallback }: Field): JsonSchema {
  const schema = { description: about, ...valueSchema(value) };
  return fallback === undefined || fallback === null ? schema : { ...schema, default: fallback };
}

function valueSchema(spec: ValueSpec): JsonSchema {
  switch (spec.kind) {
    case 'number':
    case 'integer':
      return numberSchema(spec);
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { enum: spec.choices };
    case 'choices':
      return { type: 'array', items: { enum: spec.choices }, uniqueItems: true };
    case 'number-or-word':
      return { anyOf: [numberSchema(spec.number), { enum: spec.words }] };
    case 'day':
      return { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'list':
      return { type: 'array', items: objectSchema(spec.of) };
    case 'object':
      return objectSchema(spec);
  }
}

function numberSchema({ kind, min, max }: NumberSpec): JsonSchema {
  return { type: kind, minimum: min, maximum: max };
}
