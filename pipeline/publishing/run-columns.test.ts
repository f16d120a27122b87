import { expect, it } from 'vitest';
import type { RunSummary } from './contract.ts';
import { runColumns } from './run-columns.ts';

const run = (
  name: string,
  metrics: RunSummary['metrics'],
  changes: Partial<RunSummary> = {},
): RunSummary => ({
  run: name,
  created_at: '2026-05-01T06:00:00.000Z',
  champion: false,
  verdict: null,
  algorithms: { ranking: 'ials', rating: 'svd' },
  training: { until: '2026-04-20T00:00:00.000Z', interactions: 900, users: 30, items: 20 },
  metrics,
  seconds: 4,
  peak_memory_mb: 100,
  bytes: 5000,
  ...changes,
});
const ground = (digit: string): string => digit.repeat(64);

it('has every figure under its protocol, at the place of its run, with its ground', () => {
  const columns = runColumns(
    [
      run('c', [{ protocol: 'p', ground_sha256: ground('2'), values: { ndcg_at_10: 0.123456789 } }]),
      run('b', [], { verdict: 'hold' }),
      run(
        'a',
        [
          { protocol: 'p', ground_sha256: ground('1'), values: { ndcg_at_10: 0.2, rmse: 0.8 } },
          { protocol: 'q', ground_sha256: ground('1'), values: { rmse: 0.9 } },
        ],
        { champion: true },
      ),
    ],
    new Set(['c']),
  );
  expect(columns).toMatchObject({
    runs: ['c', 'b', 'a'],
    champion: 2,
    verdicts: [null, 'hold', null],
    kept: [1, 0, 0],
    grounds: ['222222222222', '111111111111'],
  });
  expect(columns.protocols).toEqual([
    { id: 'p', rows: [0, 2], grounds: [0, 1], values: { ndcg_at_10: [0.123457, 0.2], rmse: [null, 0.8] } },
    { id: 'q', rows: [2], grounds: [1], values: { rmse: [0.9] } },
  ]);
});

it('is empty columns where nothing was trained', () => {
  expect(runColumns([], new Set())).toMatchObject({ runs: [], champion: null, grounds: [], protocols: [] });
});
