// A run's report as texts: report.md for people and report.json for programs. Pure; runs.ts's neighbour judged-run.ts
// writes them.

import type { Comparison, MetricTable, Verdict } from '../rules/outcomes.ts';
import { fitted, type Section } from './fit.ts';
import { runPath } from './layout.ts';
import type { HeadManifest, RunManifest } from './manifest.ts';
import { code, prose, table } from './markdown.ts';
import { widthInWords } from './model-files.ts';
import { renderSelection } from './report-selection.ts';
import { signed, sliceSection } from './report-slices.ts';
import { runBytes } from './runs.ts';

/** report.json */
export interface ReportDocument {
  format: 1;
  manifest: RunManifest;
  verdict: Verdict | null;
}

/** The content of report.json. */
export function reportDocument(manifest: RunManifest, verdict: Verdict | null): ReportDocument {
  return { format: 1, manifest, verdict };
}

/** report.md: the verdict first, then the figures it rests on, where the run comes from and what it cost. */
export function renderReport(manifest: RunManifest, verdict: Verdict | null): string {
  return fitted(reportSections(manifest, verdict), code(runPath(manifest.run, 'report.json')));
}

/** The parts of a run's report: trials go first where it would be too long, then slices, then the account of files. */
export function reportSections(manifest: RunManifest, verdict: Verdict | null): Section[] {
  return [
    part('the verdict', 0, [
      `# ${manifest.run}: ${verdict?.verdict ?? 'not judged yet'}`,
      simulatedNotice(manifest.dataset.kind),
      ...(verdict ? reasons(verdict) : []),
    ]),
    ...(verdict ? verdictSections(verdict) : []),
    part('the trials it was chosen among', 4, renderSelection(manifest.selection)),
    part('where it comes from', 1, lineage(manifest)),
    part('what it cost', 2, cost(manifest)),
  ];
}

/** A section of paragraphs; the empty ones are left out. */
export function part(name: string, rank: number, paragraphs: readonly string[]): Section {
  return { name, rank, text: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n') };
}

/** What every text with figures of the simulated audience says; nothing for others. */
export function simulatedNotice(kind: RunManifest['dataset']['kind']): string {
  if (kind !== 'simulated') return '';
  return '> **Simulated data.** The people behind these figures are simulated; nothing here says how real people would react.';
}

function reasons(verdict: Verdict): string[] {
  const opponent = verdict.champion
    ? `the champion ${code(verdict.champion)}`
    : 'the floors only: there is no champion yet';
  return [
    verdict.reasons.map((reason) => `- ${prose(reason)}`).join('\n'),
    `Judged on what was known at ${prose(verdict.as_of)}, against ${opponent}. All figures of a table were measured on ` +
      `the same frozen ground ${code(verdict.ground_sha256.slice(0, 12))}; intervals are 95 % paired bootstrap over people.`,
  ];
}

function verdictSections(verdict: Verdict): Section[] {
  return [
    part('figures of the ranking', 1, headSection('Ranking', 'ranking', verdict, 'popularity')),
    part('slices of the ranking', 3, sliceSection('ranking', verdict.slices)),
    part('figures of the ratings', 1, headSection('Rating', 'rating', verdict, 'user and item bias')),
    part('slices of the ratings', 3, sliceSection('rating', verdict.slices)),
  ];
}

function headSection(title: string, head: Comparison['head'], verdict: Verdict, floor: string): string[] {
  const { candidate, champion, floor: floors } = verdict.metrics;
  const names = metricNames(verdict).filter((name) => headOf(name, verdict.comparisons) === head);
  if (names.length === 0) return [`## ${title}`, 'No figures: nobody could be judged.'];
  const rows = names.map((name) => [
    code(name),
    figure(candidate, name),
    figure(champion, name),
    difference(verdict.comparisons, name, 'champion'),
    figure(floors, name),
    difference(verdict.comparisons, name, 'floor'),
  ]);
  return [
    `## ${title}`,
    `Protocol ${code(verdict.protocols[head])}. The floor is ${floor}.`,
    table(['Metric', 'Candidate', 'Champion', 'Against the champion', 'Floor', 'Against the floor'], rows),
  ];
}

function metricNames({ metrics }: Verdict): string[] {
  const { candidate, champion, floor } = metrics;
  return [...new Set([candidate, champion ?? {}, floor].flatMap((figures) => Object.keys(figures)))];
}

// A metric that was compared says its head itself; the others are ranking figures unless they are errors of ratings.
function headOf(name: string, comparisons: readonly Comparison[]): Comparison['head'] {
  const compared = comparisons.find((comparison) => comparison.metric === name);
  return compared?.head ?? (name === 'rmse' || name === 'mae' ? 'rating' : 'ranking');
}

function figure(figures: MetricTable | null, name: string): string {
  const value = figures?.[name];
  return value === undefined ? '–' : value.toFixed(4);
}

function difference(
  comparisons: readonly Comparison[],
  name: string,
  opponent: Comparison['opponent'],
): string {
  const found = comparisons.find((entry) => entry.metric === name && entry.opponent === opponent);
  if (!found) return '–';
  return `${signed(found.difference)} [${signed(found.low)}, ${signed(found.high)}] ${found.result}`;
}

function lineage(manifest: RunManifest): string[] {
  const { dataset, training, code: source, seed, heads } = manifest;
  const commit = source.commit === null ? 'outside a repository' : `commit ${code(source.commit)}`;
  return [
    '## Where it comes from',
    [
      `- Data set ${code(dataset.name)} (${dataset.kind}): ${count(training.interactions)} interactions of ` +
        `${count(training.users)} people with ${count(training.items)} films, up to ${training.until}, ` +
        `in ${count(training.batches.length)} ${training.batches.length === 1 ? 'batch' : 'batches'}.`,
      `- Made ${manifest.created_at} with ${commit}${source.modified ? ' and uncommitted changes' : ''}, Node ${code(source.node)}, seed ${seed}.`,
      `- Ranking: ${describeHead(heads.ranking)}`,
      `- Rating: ${describeHead(heads.rating)}`,
      `- ${code(`npx showrunner verify ${manifest.run}`)} trains it again and compares the bytes.`,
    ].join('\n'),
  ];
}

function describeHead(head: HeadManifest): string {
  const { algorithm, parameters, loss, shape } = head;
  const settings = Object.entries(parameters).map(([name, value]) => code(`${name}=${value}`));
  const chosen = settings.length === 0 ? 'no parameters' : settings.join(', ');
  const trained =
    loss.length === 0
      ? ''
      : ` Loss ${number(loss[0])} → ${number(loss[loss.length - 1])} in ${loss.length} sweeps.`;
  const width = shape.k === 0 ? '' : ` × ${shape.k} ${widthInWords(head)}`;
  return `${code(algorithm)}, ${count(shape.items)} films${width}; ${chosen}.${trained}`;
}

function cost(manifest: RunManifest): string[] {
  const rows = manifest.files.map(({ name, sha256, bytes }) => [code(name), count(bytes), code(sha256)]);
  return [
    '## What it cost',
    `${manifest.seconds.toFixed(1)} s of training (ranking ${manifest.heads.ranking.seconds.toFixed(1)} s, rating ` +
      `${manifest.heads.rating.seconds.toFixed(1)} s), ${manifest.peak_memory_mb.toFixed(0)} MB at the peak, ` +
      `${count(runBytes(manifest))} bytes in the repository.`,
    table(['File', 'Bytes', 'sha256'], rows),
  ];
}

function count(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function number(value: number): string {
  return Math.abs(value) >= 1000 ? count(Math.round(value)) : value.toPrecision(4);
}
