// What a judgement adds to a run: its figures in the manifest and its report. The figures are in the manifest because
// a run's folder must speak for itself wherever it is copied; `verify` compares the model files, which never change.

import { isDeepStrictEqual } from 'node:util';
import type { Verdict } from '../rules/outcomes.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { formatJson } from './json.ts';
import { inRoot, runPath } from './layout.ts';
import type { RunManifest } from './manifest.ts';
import { formatManifest, MANIFEST, parseManifest } from './manifest-file.ts';
import { readManifest } from './read-run.ts';
import { renderReport, reportDocument } from './report.ts';

/**
 * Replaces a run's manifest by a changed one, whole or not at all.
 * @throws Error when anything but `metrics` was changed: the rest is what the run was made of
 */
export async function updateRunManifest(
  root: string,
  run: string,
  change: (manifest: RunManifest) => RunManifest,
  disk: Disk = realDisk,
): Promise<RunManifest> {
  const before = await readManifest(root, run);
  const after = change(structuredClone(before));
  if (!isDeepStrictEqual({ ...after, metrics: [] }, { ...before, metrics: [] })) {
    throw new Error(`${runPath(run, MANIFEST)}: only metrics may be added to a run`);
  }
  const text = formatManifest(after);
  parseManifest(text, run, runPath(run, MANIFEST));
  await disk.write(inRoot(root, runPath(run, MANIFEST)), text);
  return after;
}

/** A manifest with these figures; those of the same protocol on the same ground are replaced. */
export function withMetrics(manifest: RunManifest, metrics: RunManifest['metrics']): RunManifest {
  const isNew = (old: RunManifest['metrics'][number]) =>
    !metrics.some(
      ({ protocol, ground_sha256 }) => protocol === old.protocol && ground_sha256 === old.ground_sha256,
    );
  return { ...manifest, metrics: [...manifest.metrics.filter(isNew), ...metrics] };
}

/** Writes report.md and report.json beside the run's models; null when it was not judged. */
export async function writeReport(
  root: string,
  run: string,
  verdict: Verdict | null,
  disk: Disk = realDisk,
): Promise<void> {
  const manifest = await readManifest(root, run);
  await disk.write(inRoot(root, runPath(run, 'report.json')), formatJson(reportDocument(manifest, verdict)));
  await disk.write(inRoot(root, runPath(run, 'report.md')), renderReport(manifest, verdict));
}
