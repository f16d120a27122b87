// Scores that can be added: zero mean, unit standard deviation over the items. Plain arithmetic: the same bits in every
// engine.

/** Mean and standard deviation (of the values themselves, not of a sample). */
export function spread(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at];
  const mean = sum / values.length;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at] - mean) * (values[at] - mean);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Zero mean, unit standard deviation; all zeros when the values do not vary. Both are of the first `among`. */
export function standardise(values: Float32Array | Float64Array, among = values.length): Float64Array {
  const { mean, deviation } = spread(values.subarray(0, among));
  const standard = new Float64Array(values.length);
  if (deviation > 0) for (let i = 0; i < standard.length; i++) standard[i] = (values[i] - mean) / deviation;
  return standard;
}
