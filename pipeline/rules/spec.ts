// The words in which thresholds.yaml is described: policy.ts turns a description into a reader, schema.ts into a JSON
// Schema. Single values and keys only; mistakes between keys are cross-checks.ts's.

/** A number between two ends that are legal themselves. */
export interface NumberSpec {
  kind: 'number' | 'integer';
  min: number;
  max: number;
}
/** One of these values. */
export interface ChoiceSpec {
  kind: 'choice';
  choices: readonly (string | number)[];
}
/** What a key may hold. */
export type ValueSpec =
  | NumberSpec
  | ChoiceSpec
  | { kind: 'boolean' }
  | { kind: 'number-or-word'; number: NumberSpec; words: readonly string[] }
  | { kind: 'choices'; choices: readonly string[] }
  | { kind: 'day' }
  | { kind: 'text' }
  | { kind: 'list'; of: ObjectSpec }
  | ObjectSpec;

/** One key of the file. Without `fallback` the key must be there; with it, it may be left out. */
export interface Field {
  about: string;
  value: ValueSpec;
  fallback?: Fallback;
}
/** A value that can stand for a key that is left out. */
export type Fallback = number | string | boolean | null | readonly never[];

/** A map with exactly these keys. */
export interface ObjectSpec {
  kind: 'object';
  fields: Readonly<Record<string, Field>>;
  /** Every key may be left out and has no fallback: the value is a partial table. */
  partial?: true;
}

/** Fields that carry an interface's own keys. */
export type FieldsOf<T> = { readonly [Key in keyof T]?: Field };

/** A number from `min` to `max`. */
export const number = (min: number, max: number): NumberSpec => ({ kind: 'number', min, max });
/** A whole number from `min` to `max`. */
export const integer = (min: number, max: number): NumberSpec => ({ kind: 'integer', min, max });
/** One of these values. */
export const choice = (...choices: (string | number)[]): ChoiceSpec => ({ kind: 'choice', choices });
/** A span of whole days. */
export const days = integer(1, 366);

/** A map described by the keys of an interface. */
export function object<T>(fields: FieldsOf<T>): ObjectSpec {
  return { kind: 'object', fields: fields as Record<string, Field> };
}
