// Trusting a committed run without trusting who committed it: train it again from its manifest and compare bytes.

import { INTERACTIONS_FOLDER, listInteractionBatches, scanInteractionBatches } from '../data/batches.ts';
import { sha256 } from '../data/files.ts';
import { createFold, type Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { restoreCommand } from './history.ts';
import { runPath } from './layout.ts';
import type { RunManifest, VerifiedFile } from './manifest.ts';
import { MANIFEST } from './manifest-file.ts';
import { encodeModels, type Models } from './model-files.ts';
import { readRun } from './read-run.ts';

/** Trains both heads as a manifest says: its algorithms, parameters and seed. */
export type Trainer = (data: Interactions, manifest: RunManifest, threads: number) => Promise<Models>;

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

async function trainingData(root: string, { run, training }: RunManifest): Promise<Interactions> {
  const present = await listInteractionBatches(root);
  const hashes = new Map(present.map(({ name, sha256: hash }) => [name, hash]));
  const names = training.batches.map(({ name }) => name);
  refuseMissing(run, names, (name) => hashes.has(name));
  for (const { name, sha256: promised } of training.batches) {
    if (hashes.get(name) !== promised) refuseAltered(run, name, promised, hashes.get(name));
  }
  const fold = createFold({ until: Date.parse(training.until) });
  await scanInteractionBatches(root, (rows) => fold.add(rows), names);
  return fold.finish();
}

function refuseMissing(run: string, names: readonly string[], isPresent: (name: string) => boolean): void {
  const missing = names.filter((name) => !isPresent(name)).map((name) => `${INTERACTIONS_FOLDER}/${name}`);
  if (missing.length === 0) return;
  throw new InputError({
    file: runPath(run, MANIFEST),
    place: 'training.batches',
    problem: `${missing.length} of ${names.length} batches are not in the tree: ${missing.join(', ')}.`,
    legal: `Bring them back from the history, each with: ${restoreCommand(missing[0], missing[0])}`,
  });
}

function refuseAltered(run: string, name: string, promised: string, actual: string | undefined): never {
  const file = `${INTERACTIONS_FOLDER}/${name}`;
  throw new InputError({
    file,
    problem: `Its sha256 is ${actual}, and ${run} was trained on ${promised}.`,
    legal: `A batch is never changed. Restore it with: ${restoreCommand(file, file)}`,
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
