// Whether a value has the shape that a JSON Schema asks for: the keywords that the schemas of the static API use, and no
// others. Says the first thing that is wrong, and where.

import * as words from '../words/published.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What is wrong, read after the name of a place: "[3].title" and "is 5, where string is legal". */
interface Problem {
  readonly at: string;
  readonly says: string;
}

/** "runs[3].run is 5, where string is legal"; null where the value is what `schema` describes. */
export function shapeProblem(value: unknown, schema: Schema): string | null {
  const found = problem(value, schema, schema.$defs ?? {});
  return found && `${found.at.replace(/^\./, '') || 'it'} ${found.says}`;
}

function problem(value: unknown, schema: Schema, defs: Readonly<Record<string, Schema>>): Problem | null {
  if (schema.$ref !== undefined) return problem(value, defs[schema.$ref.slice('#/$defs/'.length)], defs);
  if (schema.anyOf !== undefined) {
    const problems = schema.anyOf.map((one) => problem(value, one, defs));
    // The one that got furthest is the one that was meant.
    return problems.includes(null)
      ? null
      : problems.reduce((a, b) => (b && a && b.at.length > a.at.length ? b : a));
  }
  const legal = schema.const === undefined ? schema.enum : [schema.const];
  if (legal !== undefined && !legal.includes(value))
    return { at: '', says: words.illegal(shown(value), legal.map(shown)) };
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types !== undefined && !types.includes(typeOf(value)))
    return { at: '', says: words.illegal(shown(value), types) };
  if (Array.isArray(value)) return schema.items ? firstOf(value.entries(), schema.items, defs) : null;
  return typeof value === 'object' && value !== null ? objectProblem(value, schema, defs) : null;
}

function objectProblem(
  value: object,
  schema: Schema,
  defs: Readonly<Record<string, Schema>>,
): Problem | null {
  for (const name of schema.required ?? []) {
    if (!(name in value)) return { at: '', says: words.without(name) };
  }
  const { properties = {}, additionalProperties: rest } = schema;
  for (const [name, inner] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : rest;
    const found = typeof own === 'object' ? problem(inner, own, defs) : null;
    if (found) return { at: `.${name}${found.at}`, says: found.says };
  }
  return null;
}

function firstOf(
  entries: Iterable<[number, unknown]>,
  schema: Schema,
  defs: Readonly<Record<string, Schema>>,
): Problem | null {
  for (const [place, inner] of entries) {
    const found = problem(inner, schema, defs);
    if (found) return { at: `[${place}]${found.at}`, says: found.says };
  }
  return null;
}

/** The types of the schemas; a whole number is a number there. */
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};
