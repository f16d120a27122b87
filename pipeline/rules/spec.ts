// The words in which thresholds.yaml is described: policy.ts turns a description into a reader, schema.ts into a JSON
// Schema. Single values and keys only; mistakes between keys are cross-checks.ts's.

export interface NumberSpec {
  kind: 'number' | 'integer';
  min: number;
  max: number;
}
export interface ChoiceSpec {
  kind: 'choice';
  choices: readonly (string | number)[];
}
export type ValueSpec =
  | NumberSpec
  | ChoiceSpec
  | { kind: 'boolean' }
  | { kind: 'number-or-word'; number: NumberSpec; words: readonly string[] }
  | { kind: 'choices'; choices: readonly string[] }
  | ObjectSpec;

/** One key of the file. Without `fallback` the key must be there; with it, it may be left out. */
export interface Field {
  about: string;
  value: ValueSpec;
  fallback?: Scalar;
}
export type Scalar = number | string | boolean;

export interface ObjectSpec {
  kind: 'object';
  fields: Readonly<Record<string, Field>>;
  /** Every key may be left out and has no fallback: the value is a partial table. */
  partial?: true;
}

export type FieldsOf<T> = { readonly [Key in keyof T]?: Field };

export const number = (min: number, max: number): NumberSpec => ({ kind: 'number', min, max });
export const integer = (min: number, max: number): NumberSpec => ({ kind: 'integer', min, max });
export const choice = (...choices: (string | number)[]): ChoiceSpec => ({ kind: 'choice', choices });
/** A span of whole days. */
export const days = integer(1, 366);

export function object<T>(fields: FieldsOf<T>): ObjectSpec {
  return { kind: 'object', fields: fields as Record<string, Field> };
}
