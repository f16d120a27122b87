// A run read back. Nothing is believed before it is checked: the manifest field by field, the sha256 of every file
// before it is parsed (a flipped bit in Parquet is often a silently wrong value), then its shape. That values are
// finite is seen to by the decoder.

import { readFileIfPresent, readTextFile, sha256 } from '../data/files.ts';
import { InputError } from '../errors.ts';
import { decodeRankingModel, decodeRatingModel } from '../recommenders/model-files.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';
import { restoreCommand } from './history.ts';
import { inRoot, runPath } from './layout.ts';
import type { FileEntry, RunManifest } from './manifest.ts';
import { MANIFEST, parseManifest } from './manifest-file.ts';
import { type Models, shapeOf, widthInWords } from './model-files.ts';
import { parseRunId } from './run-id.ts';

export interface StoredRun extends Models {
  manifest: RunManifest;
}

/**
 * A run with both of its models.
 * @throws InputError when the run is not in the tree, its manifest is not what it must be, or a file is missing,
 *   altered or of another shape than the manifest says
 */
export async function readRun(root: string, run: string): Promise<StoredRun> {
  const manifest = await readManifest(root, run);
  const files = new Map<string, Uint8Array>();
  for (const entry of manifest.files) files.set(entry.name, await readChecked(root, run, entry));
  const { ranking, rating } = manifest.heads;
  const models = {
    ranking: await decodeRankingModel(fileOf(files, ranking.file), runPath(run, ranking.file)),
    rating: await decodeRatingModel(fileOf(files, rating.file), runPath(run, rating.file)),
  };
  for (const head of ['ranking', 'rating'] as const) checkShape(models[head], manifest, head);
  return { manifest, ...models };
}

/** A run's manifest alone; its files are not looked at. */
export async function readManifest(root: string, run: string): Promise<RunManifest> {
  parseRunId(run, 'run');
  const file = runPath(run, MANIFEST);
  const text = await readTextFile(inRoot(root, file), file);
  if (text === null) {
    throw new InputError({
      file,
      problem: 'There is no such file, so this run is not in the tree.',
      legal: `If Git knows it, bring it back with: ${restoreCommand(runPath(run), file)}`,
    });
  }
  return parseManifest(text, run, file);
}

async function readChecked(root: string, run: string, entry: FileEntry): Promise<Uint8Array> {
  const file = runPath(run, entry.name);
  const bytes = await readFileIfPresent(inRoot(root, file));
  const legal = `Restore the run with: ${restoreCommand(runPath(run), runPath(run, MANIFEST))}`;
  if (bytes === null) throw new InputError({ file, problem: 'This file of the run is missing.', legal });
  const actual = sha256(bytes);
  if (actual === entry.sha256 && bytes.byteLength === entry.bytes) return bytes;
  throw new InputError({
    file,
    problem:
      `The file is not the one the run was written with: ${bytes.byteLength} bytes with sha256 ${actual}, ` +
      `where ${MANIFEST} says ${entry.bytes} bytes with ${entry.sha256}.`,
    legal,
  });
}

// parseManifest has made sure that each head's file is listed.
function fileOf(files: Map<string, Uint8Array>, name: string): Uint8Array {
  return files.get(name) ?? new Uint8Array();
}

type Head = 'ranking' | 'rating';

function checkShape(model: RankingModel | RatingModel, manifest: RunManifest, head: Head): void {
  const { file, shape } = manifest.heads[head];
  const width = widthInWords(manifest.heads[head]);
  const { items, k } = shapeOf(model);
  if (items === shape.items && k === shape.k) return;
  throw new InputError({
    file: runPath(manifest.run, file),
    problem: `The model has ${items} items with ${k} ${width}.`,
    legal: `${MANIFEST} says ${shape.items} items with ${shape.k} ${width} under heads.${head}.shape.`,
  });
}
