// The command "benchmark": each stage of the loop as a process of its own in a throw-away copy, with its time and peak
// memory. It measures; nothing is asserted, and the repository it is started in is only read.

import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { $ } from 'zx';
import { InputError } from '../errors.ts';
import { createRandom } from '../random.ts';
import { crowdCsv, crowdOf } from '../simulation/crowd.ts';
import type { Context } from './context.ts';

const SHOWRUNNER = fileURLToPath(new URL('../bin/showrunner.js', import.meta.url));

export type BenchmarkSource =
  | { kind: 'own' }
  | { kind: 'import'; path: string }
  | { kind: 'generated'; interactions: number };

export interface Measurement {
  stage: string;
  seconds: number;
  peak_memory_mb: number;
  /** What the stage said of itself. */
  result: string;
}

export interface BenchmarkReport {
  source: BenchmarkSource;
  node: string;
  threads: number;
  stages: Measurement[];
}

interface StageDocument {
  ok: boolean;
  seconds: number;
  peak_memory_mb: number;
  said?: string[];
  result?: unknown;
  error?: { message: string };
}

/** Times every stage once, from `import` (unless the repository's own data are used) to `verify`. */
export async function benchmark(context: Context, source: BenchmarkSource): Promise<BenchmarkReport> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-benchmark-'));
  const stages: Measurement[] = [];
  const run = async (command: readonly string[]) => {
    context.reporter.progress(`Measuring ${command[0]}`);
    const { measurement, result } = await measure(context, folder, command);
    stages.push(measurement);
    return result;
  };
  try {
    for (const command of await prepare(context, source, folder)) await run(command);
    for (const command of ['ingest', 'observe', 'decide']) await run([command]);
    const candidate = nameOfRun(await run(['train']));
    await run(['judge', candidate]);
    await run(['promote', candidate]);
    await run(['publish']);
    await run(['verify', candidate]);
    return { source, node: process.version, threads: context.threads, stages };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The run that `train --json` says it wrote. */
function nameOfRun(result: unknown): string {
  if (typeof result === 'object' && result !== null && 'run' in result && typeof result.run === 'string') {
    return result.run;
  }
  throw new InputError({
    problem: 'no candidate could be trained on these data, so there is nothing to measure.',
  });
}

/** Lays out the throw-away repository; returns the commands that fill it. */
async function prepare(
  { root, seed }: Context,
  source: BenchmarkSource,
  folder: string,
): Promise<string[][]> {
  await mkdir(join(folder, 'models'), { recursive: true });
  await cp(join(root, 'thresholds.yaml'), join(folder, 'thresholds.yaml'));
  await cp(join(root, 'models/recipe.yaml'), join(folder, 'models/recipe.yaml'));
  if (source.kind === 'own') {
    await cp(join(root, 'data'), join(folder, 'data'), { recursive: true });
    return [];
  }
  if (source.kind === 'import') return [['import', resolve(source.path)]];
  const csv = join(folder, 'crowd.csv');
  const text = crowdCsv(crowdOf(source.interactions), createRandom(seed ?? 1));
  await pipeline(Readable.from(text), createWriteStream(csv));
  return [['import', csv, '--map', 'user=user,item=item,rating=rating,time=timestamp']];
}

async function measure({ threads }: Context, folder: string, command: readonly string[]) {
  const options = ['--json', '--root', folder];
  if (command[0] === 'train' || command[0] === 'verify') options.push('--threads', String(threads));
  const child = await $({
    quiet: true,
    nothrow: true,
  })`${process.execPath} ${SHOWRUNNER} ${command} ${options}`;
  if (child.stdout.trim() === '')
    throw new Error(`${command[0]} ended without a word: ${child.stderr.slice(-2000)}`);
  const { ok, seconds, peak_memory_mb, said, error, result }: StageDocument = JSON.parse(child.stdout);
  const outcome = ok ? (said?.at(-1) ?? '') : `not done: ${error?.message}`;
  const measurement: Measurement = { stage: command[0], seconds, peak_memory_mb, result: outcome };
  return { measurement, result };
}
