// Whether published data are late by a visitor's clock. A clock that runs ahead by hours must not raise an alarm, and one
// that is behind the publication itself is wrong and says nothing.

/** A visitor's clock may be off by so much. */
const TOLERANCE = 12 * 3_600_000;

/** @param now epoch milliseconds; @param expectedBy ISO 8601; @param published ISO 8601 */
export function isStale(now: number, expectedBy: string, published: string): boolean {
  const [due, made] = [Date.parse(expectedBy), Date.parse(published)];
  if (Number.isNaN(due) || Number.isNaN(made) || now < made - TOLERANCE) return false;
  return now > due + TOLERANCE;
}
