import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { writeInteractionBatch } from './batches.ts';
import { readEvent } from './feedback/line.ts';
import { SIGNALS } from './interactions.ts';

const readme = await readFile(new URL('../../data/README.md', import.meta.url), 'utf8');

it('data/README.md says what each signal means, in the order that settles ties', () => {
  const table = readme.slice(
    readme.indexOf('## What each signal means'),
    readme.indexOf('## Adding feedback'),
  );
  const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, signal]) => signal);
  expect(rows).toEqual(SIGNALS);
});

it('data/README.md shows feedback that is legal', () => {
  const surroundings = {
    isFilm: () => true,
    scale: { min: 0.5, max: 5, step: 0.5 },
    now: Date.UTC(2026, 1, 1),
  };
  const lines = [...readme.matchAll(/^\{"event_id.*$/gm)].map(([line]) => line);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(readEvent(JSON.parse(line), surroundings)).toHaveProperty('signal');
});

it('data/README.md shows a query that DuckDB answers', async () => {
  const root = await mkdtemp(join(tmpdir(), 'readme-'));
  const values = { user_id: ['p1'], item_id: ['f1'], signal: ['love' as const], event_id: [null] };
  await writeInteractionBatch(root, {
    ...values,
    rating: Float64Array.of(Number.NaN),
    timestamp: Float64Array.of(1),
  });
  const query = /duckdb -c "(.*)"/.exec(readme)?.[1].replace('data/', `${root}/data/`) ?? '';
  const connection = await (await DuckDBInstance.create()).connect();
  expect((await connection.runAndReadAll(query)).getRowsJS()).toEqual([['love', 1n]]);
  connection.closeSync();
  await rm(root, { recursive: true });
});
