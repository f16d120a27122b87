// Several writers at once, as processes, and writers that are killed. The long form, 20 writers and 200 commits, is
// crowd.ts.

import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_B } from '../../pipeline/registry/registry.fixture.ts';
import { account, operationsOf, runWriter } from './crowd.fixture.ts';
import { makeRemote, type Remote, remoteAt } from './remote.fixture.ts';
import { write } from './write.ts';
import type { Operation } from './writer.fixture.ts';
import { ingestion, promotionOf, writingWith } from './writers.fixture.ts';

let first: Remote;
const remotes: Remote[] = [];
beforeAll(async () => {
  first = await makeRemote();
  remotes.push(first);
});
afterAll(() => Promise.all(remotes.map((server) => server.remove())));

async function copy(): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-remote-'));
  await cp(first.path, join(folder, 'remote.git'), { recursive: true });
  remotes.push(remoteAt(folder, join(folder, 'remote.git')));
  return remoteAt(folder, join(folder, 'remote.git'));
}

describe('several writers at once', () => {
  it('lose nothing, double nothing, and leave a linear history', async () => {
    const server = await copy();
    const writers = [0, 1, 2].map((writer) => runWriter(server, operationsOf(writer, 3)));
    const reports = (await Promise.all(writers)).flat();
    expect(reports).toHaveLength(9);
    const { lost, doubled, gaps, merges, commits } = await account(server, reports);
    expect({ lost, doubled, gaps, merges }).toEqual({ lost: [], doubled: [], gaps: [], merges: 0 });
    expect(commits).toBe(reports.filter(({ outcome }) => outcome === 'pushed').length);
    // Guards the guard: most of them had something to write.
    expect(commits).toBeGreaterThan(5);
  });
});

describe('a writer killed with SIGKILL', () => {
  const steps = ['fetched', 'derived', 'committed', 'pushed'];
  const operations: Operation[] = [
    { kind: 'ingest', key: 'one' },
    { kind: 'promote', key: RUN_B },
  ];
  it.concurrent.each(
    operations.flatMap((operation) => steps.map((step, at) => ({ ...operation, step, at }))),
  )('during "$kind", once it has $step: the next run completes, once', async ({ kind, key, at }) => {
    const server = await copy();
    expect(await runWriter(server, [{ kind, key }], at)).toEqual([]);
    const derive = kind === 'ingest' ? ingestion(key) : await promotionOf(server.folder, key, 110_000);
    const next = await write(writingWith((await server.clone()).git, derive));
    // Only what had been pushed needs no second commit.
    expect(next.outcome).toBe(at === steps.indexOf('pushed') ? 'unchanged' : 'pushed');
    expect(await server.log()).toHaveLength(2);
  });
});
