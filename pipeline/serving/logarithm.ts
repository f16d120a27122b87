// The natural logarithm by additions, multiplications and divisions alone: the language leaves the last bits of
// Math.log to the engine, and lists in a browser shall be those of the pipeline.

/** Terms of the series; the first left out is below 1e-19. */
const TERMS = 12;

/**
 * ln(x): x = 2^e·m with m from 2/3 to 4/3, and ln(m) = 2·(z + z³/3 + z⁵/5 + …), z = (m − 1) / (m + 1).
 * @throws RangeError unless x is finite and > 0.
 */
export function naturalLog(x: number): number {
  if (!(x > 0) || x === Infinity) throw new RangeError(`the logarithm of ${x} is not a number`);
  let m = x;
  let e = 0;
  for (; m > 4 / 3; e++) m /= 2;
  for (; m < 2 / 3; e--) m *= 2;
  const z = (m - 1) / (m + 1);
  let sum = 0;
  for (let term = TERMS; term >= 0; term--) sum = sum * z * z + 1 / (2 * term + 1);
  return e * Math.LN2 + 2 * z * sum;
}
