// A training as a job summary. Text only.

import type { HeadManifest, RunManifest } from '../../pipeline/registry/manifest.ts';
import { code, table } from '../../pipeline/registry/markdown.ts';
import { runBytes } from '../../pipeline/registry/runs.ts';
import { lineChart, paragraphs } from '../summary.ts';

/** Markdown: the run first, what it learned from, its heads, and the course of the loss. */
export function summary(manifest: RunManifest, known: boolean): string {
  const { run, training, heads, seconds, peak_memory_mb } = manifest;
  const row = (name: string, { algorithm, parameters, shape }: HeadManifest) => [
    name,
    code(algorithm),
    String(shape.items),
    Object.entries(parameters)
      .map(([key, value]) => code(`${key}=${value}`))
      .join(' '),
  ];
  const cost = `${seconds.toFixed(1)} s, ${peak_memory_mb.toFixed(0)} MB at the peak, ${runBytes(manifest)} bytes`;
  return paragraphs(
    `## ${known ? 'In the tree already' : 'Trained'}: ${code(run)}`,
    known ? 'Training it again on these data would give the same bytes.' : `${cost}.`,
    `Learned from ${training.interactions} interactions of ${training.users} people with ${training.items} films, ` +
      `up to ${training.until}.`,
    table(
      ['head', 'algorithm', 'films', 'parameters'],
      [row('ranking', heads.ranking), row('rating', heads.rating)],
    ),
    lossChart(heads.ranking),
    lossChart(heads.rating),
  );
}

function lossChart({ algorithm, loss }: HeadManifest): string {
  const points = loss.map((value, sweep) => ({ name: String(sweep + 1), value }));
  return lineChart(`${algorithm}: loss by sweep`, points);
}
