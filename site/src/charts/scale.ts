// Numbers to positions, and the round numbers to write beside them. No drawing.

/** Maps `domain` onto `range`; a domain without extent maps to the middle. */
export function linear(
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  const [from, to] = domain;
  const [start, end] = range;
  if (to === from) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Position in an SVG attribute: two decimals, so that a chart's bytes do not depend on the last bit. */
export const place = (value: number): number => Math.round(value * 100) / 100;

/** About `wanted` round numbers (1, 2 or 5 times a power of ten) inside the domain. */
export function ticks([from, to]: readonly [number, number], wanted: number): number[] {
  if (!(to > from)) return [from];
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Seconds that are round in the words they are written in: "30 s", "2 min", "1 h". */
const ROUND_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** As `ticks`, of a span of time in seconds. */
export function timeTicks([from, to]: readonly [number, number], wanted: number): number[] {
  const rough = (to - from) / wanted;
  const step = ROUND_SECONDS.find((size) => size >= rough);
  if (step === undefined || rough < ROUND_SECONDS[0]) return ticks([from, to], wanted);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** The smallest interval that holds all the numbers, widened by `padding` of its size on both sides. */
export function extent(values: readonly number[], padding = 0): [number, number] {
  if (values.length === 0) return [0, 1];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low) * padding || Math.abs(high) * padding;
  return [low - room, high + room];
}

/** Path data through the points; a null starts a new stretch. */
export function pathThrough(points: readonly ({ x: number; y: number } | null)[]): string {
  let pen = 'M';
  let data = '';
  for (const point of points) {
    if (point === null) pen = 'M';
    else {
      data += `${pen}${place(point.x)} ${place(point.y)}`;
      pen = 'L';
    }
  }
  return data;
}
