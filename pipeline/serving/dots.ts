// Dot products of many rows with one vector, where a list spends its time. Each sum adds its products in the order of the
// columns, whatever is summed beside it: the bits of one row alone, in every engine.

/**
 * into[r] = Σ rows[r·k + j] · vector[j] with k = vector.length, for as many rows as `into` is long. Four rows side by
 * side: a sum waits for itself, and the others fill the wait.
 * @param rows row-major, float32 [at least into.length × k].
 * @returns into.
 */
export function dotRows<Into extends Float32Array | Float64Array>(
  rows: Float32Array,
  vector: Float64Array,
  into: Into,
): Into {
  const k = vector.length;
  const whole = into.length - (into.length % 4);
  for (let row = 0, at = 0; row < whole; row += 4, at += 4 * k) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let j = 0; j < k; j++) {
      const value = vector[j];
      first += rows[at + j] * value;
      second += rows[at + k + j] * value;
      third += rows[at + 2 * k + j] * value;
      fourth += rows[at + 3 * k + j] * value;
    }
    into[row] = first;
    into[row + 1] = second;
    into[row + 2] = third;
    into[row + 3] = fourth;
  }
  for (let row = whole; row < into.length; row++) into[row] = dotRow(rows, row, vector);
  return into;
}

/** Σ rows[row·k + j] · vector[j] with k = vector.length. */
export function dotRow(rows: Float32Array, row: number, vector: Float64Array): number {
  const start = row * vector.length;
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += rows[start + j] * vector[j];
  return sum;
}
