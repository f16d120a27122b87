// The orthogonal matrix nearest to a square one: the rotation between two sets of factors (orthogonal Procrustes
// problem; Schönemann 1966). Not a singular value decomposition, which would cost ten times as much.

import { inverse, Matrix } from 'ml-matrix';

/** Newton's iteration squares the error at each step; scaled, nine steps are enough for any matrix in float64. */
const MOST_STEPS = 20;
const SETTLED = 1e-12;

/**
 * The orthogonal factor of the polar decomposition, by Newton's iteration with Higham's scaling ("Computing the Polar
 * Decomposition", 1986). Directions of which the matrix says nothing are left as they are.
 */
export function nearestOrthogonal(matrix: Matrix): Matrix {
  const size = matrix.rows;
  const norm = matrix.norm();
  if (!(norm > 0)) return Matrix.eye(size);
  let nearest = Matrix.add(Matrix.div(matrix, norm), Matrix.eye(size, size, 1e-9));
  for (let step = 0; step < MOST_STEPS; step++) {
    const inverted = inverse(nearest).transpose();
    const scale = Math.sqrt(inverted.norm() / nearest.norm());
    const next = Matrix.add(Matrix.mul(nearest, scale / 2), Matrix.mul(inverted, 1 / (2 * scale)));
    const change = Matrix.sub(next, nearest).norm();
    nearest = next;
    if (change < SETTLED * size) break;
  }
  return nearest;
}
