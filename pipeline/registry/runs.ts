// Run folders as they are made, listed and removed. A run appears whole, by one rename, or not at all. Reading a
// run's models back is in read-run.ts.

import { listFolder, sha256 } from '../data/files.ts';
import { InputError } from '../errors.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { inRoot, MODELS, runPath, runStaging } from './layout.ts';
import type { FileEntry, HeadManifest, RunCard, RunManifest } from './manifest.ts';
import { formatManifest, MANIFEST, parseManifest } from './manifest-file.ts';
import { sizeParameters } from './model-files.ts';
import { isRunId, parseRunId } from './run-id.ts';

/** A run before it is on the disk: everything but the list of its files, and the files' bytes by name. */
export interface RunDraft {
  manifest: Omit<RunManifest, 'files'>;
  files: Record<string, Uint8Array>;
}

export interface RunBudget {
  /** Largest sum of a run's model files. */
  maxBytes: number;
}

/**
 * Writes a run whole: into a staging folder, every file flushed, the manifest last, then one rename.
 * @returns the manifest as written, with the sha256 of every file
 * @throws InputError when the run is over its byte budget or its folder exists; nothing is left then
 */
export async function writeRun(
  root: string,
  draft: RunDraft,
  budget: RunBudget,
  disk: Disk = realDisk,
): Promise<RunManifest> {
  const run = parseRunId(draft.manifest.run, 'run');
  const manifest: RunManifest = { ...draft.manifest, files: fileEntries(draft.files) };
  const text = formatManifest(manifest);
  // What cannot be read back is not written: NaN in a loss, for one, would come back as null.
  parseManifest(text, run, runPath(run, MANIFEST));
  checkBudget(manifest, budget.maxBytes);
  if ((await listRuns(root)).includes(run)) {
    throw new InputError({ file: runPath(run), problem: 'A run of this name exists already.' });
  }
  const staging = inRoot(root, runStaging(run));
  try {
    for (const { name } of manifest.files) await disk.write(`${staging}/${name}`, draft.files[name]);
    await disk.write(`${staging}/${MANIFEST}`, text);
    await disk.move(staging, inRoot(root, runPath(run)));
  } catch (error) {
    await disk.remove(staging);
    throw error;
  }
  return manifest;
}

function fileEntries(files: Record<string, Uint8Array>): FileEntry[] {
  const names = Object.keys(files).sort();
  return names.map((name) => ({ name, sha256: sha256(files[name]), bytes: files[name].byteLength }));
}

function checkBudget(manifest: RunManifest, maxBytes: number): void {
  const bytes = runBytes(manifest);
  if (bytes <= maxBytes) return;
  throw new InputError({
    file: runPath(manifest.run),
    problem: `The run is ${bytes} bytes, over its budget of ${maxBytes} bytes; it was not written.`,
    legal: `${howToShrink(manifest)} or raise budget.run_bytes in thresholds.yaml.`,
  });
}

function howToShrink({ heads, files }: RunManifest): string {
  const size = (head: HeadManifest) => files.find(({ name }) => name === head.file)?.bytes ?? 0;
  const [name, head] = Object.entries(heads).reduce((a, b) => (size(b[1]) > size(a[1]) ? b : a));
  const keys = sizeParameters(head).map((key) => `${name}.parameters.${key} (now ${head.parameters[key]})`);
  if (keys.length === 0) return `Choose a smaller ${name} algorithm in models/recipe.yaml,`;
  return `Lower ${keys.join(' or ')} in models/recipe.yaml,`;
}

/** Bytes of a run's model files together. */
export function runBytes(manifest: RunManifest): number {
  return manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Ids of the runs in the tree, newest first. */
export async function listRuns(root: string): Promise<string[]> {
  return (await listFolder(inRoot(root, MODELS))).filter(isRunId).reverse();
}

/**
 * Takes a run out of the tree. It leaves by one rename first, so that a kill never leaves half a run behind: what
 * remains then is a staging folder, which `recover` clears.
 */
export async function removeRun(root: string, run: string, disk: Disk): Promise<void> {
  const staging = inRoot(root, runStaging(run));
  await disk.move(inRoot(root, runPath(run)), staging);
  await disk.remove(staging);
}

/** What stays known of a run when its files are gone. */
export function cardOf(manifest: RunManifest): RunCard {
  const { run, created_at, heads, training, metrics, seconds, peak_memory_mb } = manifest;
  const { until, interactions, users, items } = training;
  return {
    run,
    created_at,
    algorithms: { ranking: heads.ranking.algorithm, rating: heads.rating.algorithm },
    training: { until, interactions, users, items },
    metrics,
    seconds,
    peak_memory_mb,
    bytes: runBytes(manifest),
  };
}
