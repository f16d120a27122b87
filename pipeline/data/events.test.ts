import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ARMS,
  foldSessions,
  listSessionBatches,
  readSessionBatches,
  type SessionRows,
  takeSessions,
  writeSessionBatch,
} from './events.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'events-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

interface Session {
  session_id: string;
  user_id: string;
  started_at: number;
  seconds: number;
  arm: string;
  run: string | null;
  shown: string[];
  clicked: string[];
  revenue: number;
}

function toRows(sessions: readonly Session[]): SessionRows {
  return {
    session_id: sessions.map((session) => session.session_id),
    user_id: sessions.map((session) => session.user_id),
    started_at: Float64Array.from(sessions, (session) => session.started_at),
    seconds: Int32Array.from(sessions, (session) => session.seconds),
    arm: sessions.map((session) => session.arm),
    run: sessions.map((session) => session.run),
    shown: sessions.map((session) => session.shown),
    clicked: sessions.map((session) => session.clicked),
    revenue: Float64Array.from(sessions, (session) => session.revenue),
  };
}

const anySession: fc.Arbitrary<Session> = fc
  .record({
    session_id: fc.constantFrom('s1', 's2', 's3', 's4'),
    user_id: fc.constantFrom('p1', 'p2'),
    started_at: fc.integer({ min: 0, max: 3 }),
    seconds: fc.integer({ min: 0, max: 2 }),
    arm: fc.constantFrom(...ARMS),
    run: fc.option(fc.constantFrom('run_20260105_000000')),
    shown: fc.uniqueArray(fc.constantFrom('f1', 'f2', 'f3', 'f4'), { minLength: 1 }),
    clicks: fc.nat({ max: 4 }),
    revenue: fc.constantFrom(0, 1.5),
  })
  .map(({ clicks, ...session }) => ({ ...session, clicked: session.shown.slice(0, clicks) }));
const anySessions = fc.array(anySession, { minLength: 1, maxLength: 12 });

const ONE: Session = {
  session_id: 's1',
  user_id: 'p1',
  started_at: Date.UTC(2026, 0, 31, 20),
  seconds: 340,
  arm: 'champion',
  run: null,
  shown: ['f1', 'f2'],
  clicked: [],
  revenue: 0,
};

describe('session batches', () => {
  it('are none before the first visit', async () => {
    expect(await readSessionBatches(root)).toEqual([]);
    expect(foldSessions([])).toEqual(toRows([]));
  });

  it('are named by day and content and read back, empty lists included', async () => {
    const entry = await writeSessionBatch(root, toRows([ONE]));
    expect(entry.name).toMatch(/^20260131-[0-9a-f]{16}\.parquet$/);
    expect(await listSessionBatches(root)).toEqual([entry]);
    expect(await readSessionBatches(root)).toEqual([toRows([ONE])]);
    expect(await readSessionBatches(root, [entry.name])).toEqual([toRows([ONE])]);
    expect((await writeSessionBatch(root, toRows([ONE]))).name).toBe(entry.name);
  });

  it('are one table to DuckDB, lists included', async () => {
    await fc.assert(
      fc.asyncProperty(anySessions, anySessions, async (first, second) => {
        await rm(join(root, 'data'), { recursive: true, force: true });
        await writeSessionBatch(root, toRows(first));
        await writeSessionBatch(root, toRows(second));
        const stored = await readSessionBatches(root);
        const ours = stored.flatMap((rows) => rows.session_id.map((_, i) => rowOf(rows, i)));
        expect((await duckDbRows()).map((row) => JSON.stringify(row)).sort()).toEqual(
          ours.map((row) => JSON.stringify(row)).sort(),
        );
      }),
      { numRuns: 10 },
    );
  });

  const wrong: [string, Partial<Session>, string][] = [
    [
      'an unknown arm',
      { arm: 'contrl' },
      'data/events, row 1, column arm: unknown arm "contrl". Did you mean "control"?',
    ],
    ['a click on what was not shown', { clicked: ['f9'] }, 'column clicked: "f9" was clicked but not shown.'],
    ['time running backwards', { seconds: -1 }, 'column seconds: -1 is not legal. Legal: from 0.'],
    ['revenue that is no number', { revenue: Number.NaN }, 'column revenue: NaN is not legal.'],
    ['a start that is no instant', { started_at: Number.NaN }, 'column started_at: this is no instant.'],
  ];
  it.each(wrong)('refuse %s', async (_, change, message) => {
    await expect(writeSessionBatch(root, toRows([{ ...ONE, ...change }]))).rejects.toThrow(message);
  });
});

function rowOf(rows: SessionRows, i: number): unknown[] {
  const { session_id, user_id, started_at, seconds, arm, run, shown, clicked, revenue } = rows;
  return [
    session_id[i],
    user_id[i],
    started_at[i],
    seconds[i],
    arm[i],
    run[i],
    shown[i],
    clicked[i],
    revenue[i],
  ];
}

async function duckDbRows(): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.runAndReadAll(
    `select session_id, user_id, epoch_ms(started_at)::double, seconds, arm, run, shown, clicked, revenue
     from '${root}/data/events/*.parquet'`,
  );
  connection.closeSync();
  return result.getRowsJS();
}

describe('foldSessions', () => {
  it('is the same for any order, any split and any repeats, with each session once', () => {
    const shuffled = anySessions.chain((sessions) =>
      fc.record({
        sessions: fc.constant(sessions),
        again: fc.shuffledSubarray([...sessions, ...sessions], { minLength: sessions.length * 2 }),
        cut: fc.nat({ max: sessions.length * 2 }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ sessions, again, cut }) => {
        const folded = foldSessions([toRows(sessions)]);
        expect(foldSessions([again.slice(cut), again.slice(0, cut)].map(toRows))).toEqual(folded);
        expect([...folded.session_id].sort()).toEqual([...new Set(sessions.map((s) => s.session_id))].sort());
        expect(folded.started_at).toEqual(folded.started_at.slice().sort());
      }),
    );
  });

  it('takes sessions by position', () => {
    const rows = toRows([ONE, { ...ONE, session_id: 's2' }]);
    expect(takeSessions(rows, [1]).session_id).toEqual(['s2']);
  });
});
