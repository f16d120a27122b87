// Many writers at once on one remote, and the account of what came of it: every write that was reported as pushed is
// in the history once, nothing else is, the history is linear, and the pointer's moves follow one another.

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanEventRows } from '../../pipeline/data/batches.ts';
import { isMove } from '../../pipeline/registry/decision-record.ts';
import { readDecisions } from '../../pipeline/registry/decisions.ts';
import { readLatest } from '../../pipeline/registry/latest.ts';
import { readRun } from '../../pipeline/registry/read-run.ts';
import { runIdAt } from '../../pipeline/registry/run-id.ts';
import { listRuns } from '../../pipeline/registry/runs.ts';
import { COMPILED } from '../process.fixture.ts';
import { said } from './git.ts';
import type { Remote } from './remote.fixture.ts';
import type { Operation, Report } from './writer.fixture.ts';

const WRITER = fileURLToPath(new URL('./writer.fixture.ts', import.meta.url));
const KINDS = ['ingest', 'promote', 'rollback'] as const;

/** Operations for one writer: the three kinds in turn, each with a key that no other writer has. */
export function operationsOf(writer: number, count: number): Operation[] {
  return Array.from({ length: count }, (_, n) => {
    const kind = KINDS[(writer + n) % KINDS.length];
    const number = writer * 1000 + n;
    if (kind !== 'promote') return { kind, key: `${kind}-${number}` };
    return { kind, key: runIdAt(Date.UTC(2026, 4, 2) + number * 1000) };
  });
}

/** Runs a writer; what it printed. @param killAt step at which it ends itself */
export async function runWriter(server: Remote, operations: Operation[], killAt?: number): Promise<Report[]> {
  const list = join(server.folder, `operations-${Math.random().toString(36).slice(2)}.json`);
  await writeFile(list, JSON.stringify(operations));
  const args = [WRITER, server.folder, server.path, list, ...(killAt === undefined ? [] : [String(killAt)])];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

export interface Account {
  /** Commits on the branch after the first. */
  commits: number;
  merges: number;
  /** Writes reported as pushed that are not in the history. */
  lost: string[];
  /** Events, promotions or commits that are there more than once, or that nobody reported. */
  doubled: string[];
  /** Moves of the pointer that do not start where the one before ended. */
  gaps: string[];
  tries: number[];
}

/** Looks at the remote as a new clone sees it. */
export async function account(server: Remote, reports: readonly Report[]): Promise<Account> {
  const { root, git } = await server.clone();
  await said(git, ['fsck', '--strict', '--no-dangling']);
  const history = (await said(git, ['rev-list', 'main'])).split('\n').slice(0, -1);
  const pushed = reports.filter(({ outcome }) => outcome === 'pushed');
  const known = new Set(pushed.map(({ commit }) => commit));
  const events = await eventsIn(root);
  const moves = (await readDecisions(root)).toReversed();
  const promoted = moves.flatMap(({ record }) => (record.kind === 'promotion' ? [record.to ?? ''] : []));
  const wanted = (kind: Operation['kind']) => pushed.filter((one) => one.kind === kind).map(({ key }) => key);
  for (const run of await listRuns(root)) await readRun(root, run);
  return {
    commits: history.length,
    merges: Number(await said(git, ['rev-list', '--count', '--merges', 'main'])),
    lost: [
      ...pushed.filter(({ commit }) => !history.includes(commit)).map(({ key }) => key),
      ...wanted('ingest').filter((event) => !events.includes(event)),
    ],
    doubled: [
      ...repeated(events),
      ...repeated(promoted),
      ...repeated(pushed.map(({ commit }) => commit)),
      ...history.filter((commit) => !known.has(commit)),
    ],
    gaps: await gapsIn(root),
    tries: reports.map(({ tries }) => tries),
  };
}

async function eventsIn(root: string): Promise<string[]> {
  const events: string[] = [];
  await scanEventRows(root, ({ event_id }) => {
    for (const id of event_id) if (id !== null) events.push(id);
  });
  return events;
}

/** In the order they were written: each move must start from the run the one before went to. */
async function gapsIn(root: string): Promise<string[]> {
  const gaps: string[] = [];
  let serving: string | null = null;
  for (const { id, record } of (await readDecisions(root)).toReversed()) {
    if (!isMove(record)) continue;
    if (record.from !== serving) gaps.push(`${id}: from ${record.from}, while ${serving} served`);
    serving = record.to;
  }
  if ((await readLatest(root)) !== serving) gaps.push(`LATEST is not ${serving}`);
  return gaps;
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}
