import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorCholesky, gramMatrix, solveCholesky, solveFour } from './cholesky.ts';
import { dotRow, dotRows } from './dots.ts';

const number = fc.double({ min: -3, max: 3, noNaN: true });

test('rows side by side have the bits of each row alone, however many are left over', () => {
  const sizes = fc.record({ rows: fc.integer({ min: 0, max: 11 }), k: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(sizes, fc.infiniteStream(number), ({ rows, k }, stream) => {
      const draw = () => stream.next().value;
      const matrix = Float32Array.from({ length: rows * k }, draw);
      const vector = Float64Array.from({ length: k }, draw);
      const alone = Array.from({ length: rows }, (_, row) => dotRow(matrix, row, vector));
      expect(Array.from(dotRows(matrix, vector, new Float64Array(rows)))).toEqual(alone);
      expect(Array.from(dotRows(matrix, vector, new Float32Array(rows)))).toEqual(alone.map(Math.fround));
    }),
  );
});

test('four systems solved at once have the bits of each solved alone', () => {
  const size = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(size, fc.infiniteStream(number), (n, stream) => {
      const draw = () => stream.next().value;
      const lower = gramMatrix(Float32Array.from({ length: 2 * n * n }, draw), n);
      for (let i = 0; i < n; i++) lower[i * n + i] += 1;
      factorCholesky(lower, n);
      const columns = Float64Array.from({ length: 4 * n }, draw);
      const column = (c: number) => Float64Array.from({ length: n }, (_, i) => columns[4 * i + c]);
      const alone = [0, 1, 2, 3].map((c) => {
        const vector = column(c);
        solveCholesky(lower, n, vector);
        return vector;
      });
      solveFour(lower, n, columns);
      for (const c of [0, 1, 2, 3]) expect(column(c)).toEqual(alone[c]);
    }),
  );
});
