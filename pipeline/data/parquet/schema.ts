// What a file must say of its columns before a value is read. Not a conversion: a column of another type is
// refused, because a wrong guess would be silent.

import type { FileMetaData, SchemaElement } from 'hyparquet';
import { InputError, nearestName } from '../../errors.ts';
import { type ColumnType, type Schema, type SolidType, solidType } from './columns.ts';

const CHECKS: Record<SolidType, (field: SchemaElement) => boolean> = {
  string: (field) => isText(field) && field.repetition_type !== 'REPEATED',
  'string[]': (field) => isText(field) && field.repetition_type === 'REPEATED',
  int32: (field) => isPlain(field, 'INT32'),
  float32: (field) => isPlain(field, 'FLOAT'),
  float64: (field) => isPlain(field, 'DOUBLE'),
  timestamp: (field) =>
    field.type === 'INT64' &&
    (field.converted_type === 'TIMESTAMP_MILLIS' || field.logical_type?.type === 'TIMESTAMP'),
};

function isText({ type, converted_type, logical_type }: SchemaElement): boolean {
  return type === 'BYTE_ARRAY' && (converted_type === 'UTF8' || logical_type?.type === 'STRING');
}

function isPlain(field: SchemaElement, type: SchemaElement['type']): boolean {
  const isBare = field.converted_type === undefined || field.converted_type === 'INT_32';
  return field.type === type && isBare && field.repetition_type !== 'REPEATED';
}

/** @throws InputError naming the first column of `schema` that the file lacks or has with another type. */
export function checkSchema({ schema: elements }: FileMetaData, schema: Schema, shownAs: string): void {
  const fields = topLevelFields(elements);
  for (const [name, type] of Object.entries(schema)) {
    const field = fields.get(name);
    if (field === undefined) {
      throw new InputError({
        file: shownAs,
        problem: `there is no column ${JSON.stringify(name)}.`,
        legal: `It has: ${[...fields.keys()].join(', ')}.${near(name, [...fields.keys()])}`,
      });
    }
    if (!CHECKS[solidType(type)](field)) throw wrongType(shownAs, field, type);
  }
}

/** The schema is the tree in depth-first order; only the root's children are columns. */
function topLevelFields(elements: readonly SchemaElement[]): Map<string, SchemaElement> {
  const fields = new Map<string, SchemaElement>();
  let position = 1;
  while (position < elements.length) {
    fields.set(elements[position].name, elements[position]);
    position += subtreeSize(elements, position);
  }
  return fields;
}

function subtreeSize(elements: readonly SchemaElement[], position: number): number {
  let size = 1;
  for (let child = 0; child < (elements[position].num_children ?? 0); child++) {
    if (position + size >= elements.length) break;
    size += subtreeSize(elements, position + size);
  }
  return size;
}

function near(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === null ? '' : ` Did you mean ${JSON.stringify(nearest)}?`;
}

function wrongType(shownAs: string, field: SchemaElement, type: ColumnType): InputError {
  const found = [
    field.repetition_type,
    field.type ?? 'group',
    field.converted_type ?? field.logical_type?.type,
  ];
  return new InputError({
    file: shownAs,
    problem: `column ${JSON.stringify(field.name)} is ${found.filter(Boolean).join(' ')}.`,
    legal: `Legal: ${type}.`,
  });
}
