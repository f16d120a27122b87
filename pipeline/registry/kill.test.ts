// Every command that changes models/ is killed with SIGKILL at every change of the disk, in a process of its own;
// then the next command's recovery must leave the state before it or the state after it, and nothing between.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readDecisions, writeDecision } from './decisions.ts';
import { disk } from './disk.ts';
import { COMMANDS, type Step, watchedDisk } from './killed-command.fixture.ts';
import { readLatest } from './latest.ts';
import { rollback } from './moves.ts';
import { readRun } from './read-run.ts';
import { recover } from './recover.ts';
import {
  MINUTE,
  NOON,
  RUN_A,
  RUN_B,
  samplePromotion,
  sampleRun,
  sampleVerdict,
  treeOf,
} from './registry.fixture.ts';
import { listRuns } from './runs.ts';

const SCRIPT = fileURLToPath(new URL('./killed-command.fixture.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'showrunner-kill-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The repository a command starts from: A is champion, B is judged fit to replace it. */
async function prepare(root: string, command: string): Promise<void> {
  await sampleRun(root, RUN_A);
  await samplePromotion(root, RUN_A, null, NOON);
  await sampleRun(root, RUN_B, 1);
  await writeDecision(root, NOON + MINUTE, sampleVerdict(RUN_B, RUN_A));
  if (command === 'promote' || command === 'write a run') return;
  await samplePromotion(root, RUN_B, RUN_A, NOON + 2 * MINUTE);
  if (command === 'lift a hold')
    await rollback(root, { to: RUN_A, at: NOON + 3 * MINUTE, reason: 'Clicks fell.' });
  if (command === 'retention') await sampleRun(root, 'run_20260401_000000', 3);
}

const cases = await Promise.all(
  Object.keys(COMMANDS).map(async (command, i) => {
    const before = join(folder, `${i}-before`);
    const after = join(folder, `${i}-after`);
    await prepare(before, command);
    await cp(before, after, { recursive: true });
    const steps: Step[] = [];
    await COMMANDS[command](
      after,
      watchedDisk(async (step) => void steps.push(step)),
    );
    return { command, before, after, steps };
  }),
);

/** Runs a command in a process that kills itself; the copy of the repository it leaves. */
async function killed(command: string, before: string, step: number): Promise<string> {
  const root = await mkdtemp(join(folder, 'killed-'));
  await cp(before, root, { recursive: true });
  const child = spawn(process.execPath, [SCRIPT, root, command, String(step)], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  return root;
}

async function expectSound(root: string): Promise<void> {
  const latest = await readLatest(root);
  const runs = await listRuns(root);
  for (const run of runs) await readRun(root, run);
  if (latest !== null) expect(runs).toContain(latest);
  await readDecisions(root);
  expect(Object.keys(await treeOf(root)).filter((file) => file.includes('.staging'))).toEqual([]);
}

describe.each(cases)('killing "$command"', ({ command, before, after, steps }) => {
  it.concurrent.each(steps.map((step, i) => ({ ...step, i })))(
    'at change $i, a $operation, leaves what it was or what it becomes',
    async ({ i }) => {
      const root = await killed(command, before, i);
      const left = await treeOf(root);
      const said = await recover(root);
      await expectSound(root);
      const recovered = await treeOf(root);
      expect(said.length > 0).toBe(!isDeepStrictEqual(recovered, left));
      expect([await treeOf(before), await treeOf(after)]).toContainEqual(recovered);
      expect(await recover(root)).toEqual([]);
      if (isDeepStrictEqual(recovered, await treeOf(after))) return;
      // Nothing had happened: the same command now does what it was asked.
      await COMMANDS[command](root, disk);
      expect(await treeOf(root)).toEqual(await treeOf(after));
    },
  );
});
