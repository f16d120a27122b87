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
  error?: { message: string };
}

/** Times every stage once, from `import` (unless the repository's own data are used) to `verify`. */
export async function benchmark(context: Context, source: BenchmarkSource): Promise<BenchmarkReport> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-benchmark-'));
  try {
    const imports = await prepare(context, source, folder);
    const stages: Measurement[] = [];
    for (const command of [...imports, ...LOOP]) {
      context.reporter.progress(`Measuring ${command[0]}`);
      stages.push(await measure(context, folder, command));
    }
    return { source, node: process.version, threads: context.threads, stages };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const LOOP = [['observe'], ['decide'], ['train'], ['judge'], ['promote'], ['publish'], ['verify']];

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

async function measure(
  { threads }: Context,
  folder: string,
  command: readonly string[],
): Promise<Measurement> {
  const options = ['--json', '--root', folder];
  if (command[0] === 'train' || command[0] === 'verify') options.push('--threads', String(threads));
  const child = await $({
    quiet: true,
    nothrow: true,
  })`${process.execPath} ${SHOWRUNNER} ${command} ${options}`;
  const { ok, seconds, peak_memory_mb, said, error }: StageDocument = JSON.parse(child.stdout);
  const result = ok ? (said?.at(-1) ?? '') : `failed: ${error?.message}`;
  return { stage: command[0], seconds, peak_memory_mb, result };
}
