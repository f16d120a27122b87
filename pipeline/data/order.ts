// Fixed orders, the same on every machine: strings by code unit, never by locale.

/** Negative, 0 or positive as `a` comes before, with or after `b` by code unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Positions 0 to length - 1 in the order of `compare`, or null when they are in it already. */
export function sortingOrder(length: number, compare: (a: number, b: number) => number): number[] | null {
  let isSorted = true;
  for (let i = 1; i < length && isSorted; i++) isSorted = compare(i - 1, i) <= 0;
  return isSorted ? null : Array.from({ length }, (_, i) => i).sort(compare);
}

/** The largest of some timestamps; -Infinity for none. */
export function newestOf(timestamps: Float64Array): number {
  return timestamps.reduce((newest, timestamp) => Math.max(newest, timestamp), -Infinity);
}
