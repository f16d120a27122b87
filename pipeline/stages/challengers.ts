// Who else stands for the champion's place: the runs of the tree that were trained on the same data as the candidate and
// never served. Which of them is better is for the judge to say.

import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { runsThatServed } from '../registry/latest.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { readManifest, readRun, type StoredRun } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';

/**
 * The challengers of a candidate, by name.
 * @param named exactly these runs; where none is named, every run of the same training that never served, was not
 *   turned down by its last verdict, and is another model
 * @throws InputError when the candidate itself is named, or a named run is not in the tree
 */
export async function challengersOf(
  root: string,
  candidate: RunManifest,
  named: readonly string[],
): Promise<StoredRun[]> {
  if (named.includes(candidate.run)) {
    throw new InputError({
      problem: `--challenger ${candidate.run} is the candidate itself.`,
      legal: 'Name another run.',
    });
  }
  const runs = named.length > 0 ? [...new Set(named)] : await trainedBeside(root, candidate);
  return Promise.all(runs.toSorted().map((run) => readRun(root, run)));
}

async function trainedBeside(root: string, candidate: RunManifest): Promise<string[]> {
  const others = (await listRuns(root)).filter((run) => run !== candidate.run);
  if (others.length === 0) return [];
  const [served, rejected] = [new Set(await runsThatServed(root)), await turnedDown(root)];
  const found: string[] = [];
  for (const run of others) {
    if (served.has(run) || rejected.has(run)) continue;
    const manifest = await readManifest(root, run);
    if (isSameTraining(manifest, candidate) && !isSameModel(manifest, candidate)) found.push(run);
  }
  return found;
}

/** Runs whose last verdict was that they must not serve, or that a person should look first. */
async function turnedDown(root: string): Promise<Set<string>> {
  const last = new Map<string, string>();
  for (const { record } of await readDecisions(root, ['verdict'])) {
    // Newest first.
    if (record.kind === 'verdict' && !last.has(record.candidate)) last.set(record.candidate, record.verdict);
  }
  return new Set(
    [...last].flatMap(([run, verdict]) => (['reject', 'investigate'].includes(verdict) ? [run] : [])),
  );
}

function isSameTraining({ training: one }: RunManifest, { training: other }: RunManifest): boolean {
  return one.until === other.until && isDeepStrictEqual(one.batches, other.batches);
}

function isSameModel(one: RunManifest, other: RunManifest): boolean {
  const hashes = ({ files }: RunManifest) => files.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted();
  return isDeepStrictEqual(hashes(one), hashes(other));
}
