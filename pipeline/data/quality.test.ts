import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InteractionRows, Signal } from './interactions.ts';
import { countQuarantined, describeQuality, readQuarantined } from './quality.ts';

type Row = [user: string, item: string, signal: Signal, rating: number, iso: string, event: string | null];

function toRows(...rows: Row[]): InteractionRows {
  return {
    user_id: rows.map((row) => row[0]),
    item_id: rows.map((row) => row[1]),
    signal: rows.map((row) => row[2]),
    rating: Float64Array.from(rows, (row) => row[3]),
    timestamp: Float64Array.from(rows, (row) => Date.parse(row[4])),
    event_id: rows.map((row) => row[5]),
  };
}

describe('describeQuality', () => {
  it('counts rows, repeats, pairs and days', () => {
    const rated: Row = ['p1', 'f1', 'rating', 4, '2026-01-30T23:59:59Z', null];
    const loved: Row = ['p1', 'f2', 'love', Number.NaN, '2026-01-31T00:00:00Z', 'e1'];
    const changed: Row = ['p1', 'f1', 'rating', 3, '2026-02-02T10:00:00Z', null];
    const other: Row = ['p2', 'f1', 'rating', 4, '2026-01-30T23:59:59Z', null];
    const moved: Row = [...loved];
    moved[4] = '2026-02-02T11:00:00Z';
    const quality = describeQuality([toRows(rated, loved), toRows(rated, moved, changed, other)], 7);
    expect(quality).toEqual({
      rows: 6,
      duplicates: 2,
      refused: 7,
      users: 2,
      items: 2,
      pairs: 3,
      share_rated: 2 / 3,
      oldest: '2026-01-30T23:59:59.000Z',
      newest: '2026-02-02T11:00:00.000Z',
      per_day: [
        { day: '2026-01-30', rows: 3 },
        { day: '2026-01-31', rows: 1 },
        { day: '2026-02-02', rows: 2 },
      ],
    });
  });

  it('has nothing to say of nothing', () => {
    expect(describeQuality([], 0)).toMatchObject({
      rows: 0,
      share_rated: null,
      oldest: null,
      newest: null,
      per_day: [],
    });
  });
});

describe('countQuarantined', () => {
  it('counts lines over all files, and none without quarantine', async () => {
    const root = await mkdtemp(join(tmpdir(), 'quality-'));
    expect(await countQuarantined(root)).toBe(0);
    await mkdir(join(root, 'data/quarantine'), { recursive: true });
    await writeFile(join(root, 'data/quarantine/a.jsonl'), '{}\n{}\n');
    await writeFile(join(root, 'data/quarantine/b.jsonl'), '{}\n');
    await writeFile(join(root, 'data/quarantine/.gitkeep'), '');
    expect(await countQuarantined(root)).toBe(3);
    await rm(root, { recursive: true });
  });
});

describe('readQuarantined', () => {
  it('counts by reason and by the day that a refused line names, in whatever way it is quoted', async () => {
    const root = await mkdtemp(join(tmpdir(), 'quality-'));
    await mkdir(join(root, 'data/quarantine'), { recursive: true });
    const line = (reason: string, text: string) => JSON.stringify({ file: 'x', line: 1, reason, text });
    const lines = [
      line('bad_rating', '{"rating": 9, "timestamp": "2026-02-03T10:00:00Z"}'),
      line('bad_rating', '{"timestamp":"2026-02-01T10:00:00Z","rating":-1}'),
      line('unknown_film', '{"timestamp": "2026-02-03T23:59:59Z"}'),
      line('bad_timestamp', '{"timestamp": "2026-99-99"}'),
      line('not_json', 'nonsense'),
    ];
    await writeFile(join(root, 'data/quarantine/a.jsonl'), `${lines.join('\n')}\n`);
    expect(await readQuarantined(root)).toEqual({
      reasons: [
        { reason: 'bad_rating', lines: 2 },
        { reason: 'bad_timestamp', lines: 1 },
        { reason: 'not_json', lines: 1 },
        { reason: 'unknown_film', lines: 1 },
      ],
      days: [
        { day: '2026-02-01', lines: 1 },
        { day: '2026-02-03', lines: 2 },
        { day: null, lines: 2 },
      ],
    });
    await rm(root, { recursive: true });
  });
});
