// A writer as a process of its own: it clones a remote and writes to it, once or many times, and prints a line of JSON
// for each write. It can end itself with SIGKILL at a step, as a power cut would.
//   node writer.fixture.ts <folder> <bare repository> <operations, JSON> [<step to be killed at, from 0>]

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteAt } from './remote.fixture.ts';
import { type Derive, write } from './write.ts';
import { ingestion, promotionOf, rollbackOrLifting, writingWith } from './writers.fixture.ts';

/** One write: what, and the event, run or reason that tells it from all others. */
export interface Operation {
  kind: 'ingest' | 'promote' | 'rollback';
  key: string;
}

export interface Report extends Operation {
  outcome: 'pushed' | 'unchanged' | 'would-push' | 'gave up';
  commit: string;
  tries: number;
}

async function main([folder, path, list, killAt]: string[]): Promise<void> {
  const { git } = await remoteAt(folder, path).clone();
  let step = 0;
  const watch = async () => {
    if (String(step++) !== killAt) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  };
  const derivation: Record<Operation['kind'], (key: string) => Derive | Promise<Derive>> = {
    ingest: ingestion,
    promote: (run) => promotionOf(folder, run, Number(run.slice(-6))),
    rollback: (reason) => rollbackOrLifting(git, reason),
  };
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const operations: Operation[] = JSON.parse(list.startsWith('[') ? list : await readFile(list, 'utf8'));
  for (const operation of operations) {
    const derive = await derivation[operation.kind](operation.key);
    const result = await write(writingWith(git, derive, { sleep, random: Math.random, watch })).catch(
      (error: Error) => ({ outcome: 'gave up', commit: error.message, tries: 10 }),
    );
    const { outcome, commit, tries } = result;
    process.stdout.write(`${JSON.stringify({ ...operation, outcome, commit, tries })}\n`);
  }
}

if (process.argv[1]?.endsWith(join('committing', 'writer.fixture.ts'))) await main(process.argv.slice(2));
