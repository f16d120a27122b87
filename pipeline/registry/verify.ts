// Trusting a committed run without trusting who committed it: train it again from its manifest and compare bytes.

import { listInteractionBatches, readInteractionBatches } from '../data/batches.ts';
import { sha256 } from '../data/files.ts';
import { foldInteractions, type Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { restoreCommand } from './history.ts';
import { runPath } from './layout.ts';
import type { RunManifest } from './manifest.ts';
import { MANIFEST } from './manifest-file.ts';
import { encodeModels, type Models } from './model-files.ts';
import { readRun } from './read-run.ts';

/** Trains both heads as a manifest says: its algorithms, parameters and seed. */
export type Trainer = (data: Interactions, manifest: RunManifest, threads: number) => Promise<Models>;

export interface VerifiedFile {
  name: string;
  /** sha256 in the manifest; null when the manifest does not list the file. */
  expected: string | null;
  /** sha256 of what training again gave; null when it gave no such file. */
  actual: string | null;
  equal: boolean;
}

export interface VerifyReport {
  run: string;
  equal: boolean;
  files: VerifiedFile[];
  /** The code the run was made with: the first thing to look at when the bytes differ. */
  code: RunManifest['code'];
}

export interface VerifyOptions {
  threads: number;
  train: Trainer;
}

/**
 * Trains a run again and compares every file's sha256 with the manifest. Unequal is a result, not an error.
 * @throws InputError when the files in the run's folder are not those of its manifest, or when a batch the run was
 *   trained on is missing or altered
 */
export async function verify(
  root: string,
  run: string,
  { threads, train }: VerifyOptions,
): Promise<VerifyReport> {
  const { manifest } = await readRun(root, run);
  const data = await trainingData(root, manifest);
  const { files } = await encodeModels(await train(data, manifest, threads));
  const compared = compareFiles(manifest, files);
  return { run, equal: compared.every(({ equal }) => equal), files: compared, code: manifest.code };
}

async function trainingData(root: string, manifest: RunManifest): Promise<Interactions> {
  const { batches, until } = manifest.training;
  const present = new Map((await listInteractionBatches(root)).map((entry) => [entry.name, entry]));
  const missing = batches
    .filter(({ name }) => !present.has(name))
    .map(({ name }) => `data/interactions/${name}`);
  if (missing.length > 0) {
    throw new InputError({
      file: runPath(manifest.run, MANIFEST),
      place: 'training.batches',
      problem: `${missing.length} of ${batches.length} batches are not in data/interactions: ${missing.join(', ')}.`,
      legal: `Bring them back from the history, each with: ${restoreCommand(missing[0], missing[0])}`,
    });
  }
  for (const { name, sha256: promised } of batches)
    checkBatch(name, promised, present.get(name)?.sha256, manifest.run);
  const names = batches.map(({ name }) => name);
  return foldInteractions(await readInteractionBatches(root, names), { until: Date.parse(until) });
}

function checkBatch(name: string, promised: string, actual: string | undefined, run: string): void {
  if (actual === promised) return;
  throw new InputError({
    file: `data/interactions/${name}`,
    problem: `Its sha256 is ${actual}, and ${run} was trained on ${promised}.`,
    legal: 'A batch is never changed: restore it from the history.',
  });
}

function compareFiles(manifest: RunManifest, files: Record<string, Uint8Array>): VerifiedFile[] {
  const expected = new Map(manifest.files.map((file) => [file.name, file.sha256]));
  const names = new Set([...expected.keys(), ...Object.keys(files)]);
  return [...names].sort().map((name) => {
    const promised = expected.get(name) ?? null;
    const actual = name in files ? sha256(files[name]) : null;
    return { name, expected: promised, actual, equal: promised !== null && promised === actual };
  });
}
