// A command of the registry that ends itself with SIGKILL at a chosen change of the disk, as a process of its own:
//   node killed-command.fixture.ts <root> <command> <change, counted from 0>
// It leaves what a kill in the middle of that change leaves: half of a staging file, a folder with some of its files
// gone. A rename, and the removal of one file, have no middle: there the kill comes before.

import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Disk, disk as realDisk } from './disk.ts';
import { liftHold, promote, retire, rollback } from './moves.ts';
import { MINUTE, NOON, RUN_A, RUN_B, RUN_C, sampleDraft, sampleModels } from './registry.fixture.ts';
import { applyRetention } from './retention.ts';
import { writeRun } from './runs.ts';

export const AT = NOON + 10 * MINUTE;
const reason = 'A test.';

/** By name, commands as they are on a repository that `prepare` of kill.test.ts made for them. */
export const COMMANDS: Record<string, (root: string, disk: Disk) => Promise<unknown>> = {
  'write a run': async (root, disk) =>
    writeRun(root, await sampleDraft(RUN_C, sampleModels(2)), { maxBytes: 1e6 }, disk),
  promote: (root, disk) =>
    promote(root, { run: RUN_B, at: AT, reason, verdict: '20260501T120100Z-verdict' }, disk),
  'roll back': (root, disk) => rollback(root, { to: RUN_A, at: AT, reason }, disk),
  'lift a hold': (root, disk) => liftHold(root, { at: AT, reason }, disk),
  retire: (root, disk) => retire(root, { at: AT, reason }, disk),
  retention: (root, disk) =>
    applyRetention(root, { keepRuns: 1, maxBytes: 1e6, at: AT + 600 * MINUTE }, disk),
};

export interface Step {
  operation: keyof Disk;
  path: string;
}

/** A disk that calls `onStep` before each change. */
export function watchedDisk(onStep: (step: Step, index: number) => Promise<void>): Disk {
  let index = 0;
  return {
    async write(path, content) {
      await onStep({ operation: 'write', path }, index++);
      await realDisk.write(path, content);
    },
    async move(from, to) {
      await onStep({ operation: 'move', path: to }, index++);
      await realDisk.move(from, to);
    },
    async remove(path) {
      await onStep({ operation: 'remove', path }, index++);
      await realDisk.remove(path);
    },
  };
}

async function leaveHalf({ operation, path }: Step): Promise<void> {
  if (operation === 'write') {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.0123456789ab.staging`, '{"half": ');
  }
  if (operation === 'remove' && (await stat(path)).isDirectory()) {
    const [first] = await readdir(path);
    await rm(join(path, first));
  }
}

async function main([root, command, at]: string[]): Promise<void> {
  const disk = watchedDisk(async (step, index) => {
    if (index !== Number(at)) return;
    await leaveHalf(step);
    process.kill(process.pid, 'SIGKILL');
    // A signal to oneself may take a moment.
    await new Promise(() => {});
  });
  await COMMANDS[command](root, disk);
}

// Imported by the test for its commands, run by it as a process.
if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
