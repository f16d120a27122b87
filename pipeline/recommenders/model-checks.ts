// What every model file must fulfil beyond its schema. The messages name file, row and column.

import { InputError, quoted } from '../errors.ts';

/** @throws InputError unless each item occurs once, sorted by code unit. */
export function checkItemIds(itemIds: readonly string[], file: string): void {
  const row = itemIds.findIndex((id, at) => at > 0 && id <= itemIds[at - 1]);
  if (row < 0) return;
  throw new InputError({
    file,
    place: `row ${row}, column item_id`,
    problem: `${quoted(itemIds[row])} comes after ${quoted(itemIds[row - 1])}.`,
    legal: 'Legal: each item once, sorted by code unit.',
  });
}

/** @throws InputError naming the first row whose value is NaN or infinite. */
export function checkFinite(values: Float32Array, column: string, file: string): void {
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row < 0) return;
  throw new InputError({
    file,
    place: `row ${row}, column ${column}`,
    problem: `${values[row]} is not a finite number.`,
    legal: 'Legal: a model without NaN and infinity; train it again.',
  });
}
