// All that is known of a candidate, as one report: the run's own report.md, and what stands elsewhere: the rules' reading
// of that day, the quality of the data, charts. Pure text; registry/report.ts renders the part that is committed.

import type { FactPart } from '../monitoring/facts.ts';
import type { HealthFact } from '../monitoring/health.ts';
import { fitted, type Section } from '../registry/fit.ts';
import { runPath } from '../registry/layout.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { code, prose, table } from '../registry/markdown.ts';
import { part, reportSections } from '../registry/report.ts';
import { count, figure } from '../rules/figures.ts';
import type { RetrainingDecision, Verdict } from '../rules/outcomes.ts';
import { type Chart, intervalChart, lineChart, type Span } from './chart.ts';
import { rulesTable } from './decision.ts';
import { drawn, pictured, type Rendering } from './rendering.ts';

export interface CandidateMaterial {
  readonly manifest: RunManifest;
  readonly verdict: Verdict | null;
  /** The decision about the day it was judged on; null where none is on record. */
  readonly decision: RetrainingDecision | null;
  /** Each feature of what came after its training, held against that training, and the day that is about. */
  readonly drift: { readonly day: string; readonly features: readonly FactPart[] } | null;
  /** How the data and the trainings are now. */
  readonly health: readonly HealthFact[];
}

/** Rules that watch the data and not the model. */
const ABOUT_DATA = [
  'feature_drift',
  'new_user_share',
  'new_item_share',
  'interaction_volume',
  'days_since_data',
];

/** The report of a candidate, judged or not yet. */
export function renderCandidate({
  manifest,
  verdict,
  decision,
  drift,
  health,
}: CandidateMaterial): Rendering {
  const [head, ...others] = reportSections(manifest, verdict);
  const charts = drawn([...(verdict ? verdictCharts(verdict) : []), ...lossCharts(manifest)]);
  const sections: Section[] = [
    head,
    part('the charts', 2, charts.length === 0 ? [] : ['## In pictures', ...charts.map(pictured)]),
    part('slices that are worse', 1, verdict ? worse(verdict) : []),
    ...others,
    part('drift and volume', 1, dataThen(decision)),
    part('drift by feature', 1, byFeature(drift)),
    part('the quality of the data', 2, qualityNow(health)),
  ];
  const markdown = fitted(sections, code(runPath(manifest.run, 'report.json')));
  const document = { kind: 'candidate-report', format: 1, manifest, verdict, decision, drift, health };
  return { markdown, charts, document };
}

/** Differences as shares of the other's figure, so that metrics of different size stand on one axis. */
function verdictCharts({ comparisons, slices, champion }: Verdict): (Chart | null)[] {
  const opponent = champion === null ? 'floor' : 'champion';
  const spans = (rows: readonly (Omit<Span, 'name'> & { other: number; name: string; lower: boolean })[]) =>
    rows.flatMap(({ name, value, low, high, other, lower }) => {
      if (other === 0) return [];
      const of = (difference: number | null) => (difference === null ? null : difference / Math.abs(other));
      return [
        {
          name: lower ? `${name} (less is better)` : name,
          value: value / Math.abs(other),
          low: of(low),
          high: of(high),
        },
      ];
    });
  const rowOf = ({
    difference,
    low,
    high,
    other,
    higher_is_better,
  }: Pick<Verdict['slices'][number], 'difference' | 'low' | 'high' | 'other' | 'higher_is_better'>) => ({
    value: difference,
    low,
    high,
    other,
    lower: !higher_is_better,
  });
  const all = comparisons
    .filter((one) => one.opponent === opponent)
    .map((one) => ({ name: one.metric, ...rowOf(one) }));
  const parts = slices.map((one) => ({ name: `${one.slice}, ${one.metric}`, ...rowOf(one) }));
  return [
    intervalChart(
      'differences.svg',
      `Against the ${opponent}, as a share of its figure, 95 % interval`,
      spans(all),
    ),
    intervalChart(
      'slices.svg',
      `Slices against the ${opponent}, as a share of its figure, 95 % interval`,
      spans(parts),
    ),
  ];
}

function lossCharts({ heads }: RunManifest): (Chart | null)[] {
  return (['ranking', 'rating'] as const).map((head) => {
    const points = heads[head].loss.map((value, sweep) => ({ name: `sweep ${sweep + 1}`, value }));
    return lineChart(`loss-${head}.svg`, `Loss of the ${head} head by sweep`, points);
  });
}

function worse({ slices }: Verdict): string[] {
  if (slices.length === 0) return [];
  const found = slices.filter(({ result }) => result === 'worse');
  const few = slices.filter(({ result }) => result === 'too few people').length;
  const named = found.map(
    ({ slice, about, metric, candidate, other, users }) =>
      `- ${code(slice)}, ${prose(about)}: ${code(metric)} ${candidate.toFixed(4)} against ${other.toFixed(4)} (${count(users)} people).`,
  );
  return [
    '## Who would lose',
    found.length === 0 ? `None of the ${count(slices.length)} slices is shown worse.` : named.join('\n'),
    few === 0 ? '' : `Of ${count(few)} nothing can be said: too few people.`,
  ];
}

function dataThen(decision: RetrainingDecision | null): string[] {
  const title = '## Drift and volume when it was judged';
  if (decision === null) return [title, 'No data: no decision about that day is on record.'];
  const readings = decision.rules.filter(({ rule, state }) => ABOUT_DATA.includes(rule) && state !== 'off');
  const about = `As decided about ${decision.as_of}: ${decision.outcome}.`;
  return [
    title,
    about,
    readings.length === 0 ? 'No rule about the data is switched on.' : rulesTable(readings),
  ];
}

function byFeature(drift: CandidateMaterial['drift']): string[] {
  const title = '## Drift by feature since its training';
  if (drift === null) return [title, 'No data: nothing newer than its training is on record.'];
  const rows = drift.features
    .toSorted((a, b) => b.value - a.value)
    .map(({ name, value, low, high, samples, beside }) => [
      prose(name),
      figure(value, 'nats'),
      low === null || high === null ? '–' : `${figure(low, 'nats')} to ${figure(high, 'nats')}`,
      beside.population_stability.toFixed(3),
      beside.jensen_shannon.toFixed(3),
      beside.kolmogorov_smirnov === null ? '–' : beside.kolmogorov_smirnov.toFixed(3),
      count(samples.training),
      count(samples.recent),
    ]);
  const head = ['Feature', 'KL', '95 % interval', 'PSI', 'Jensen–Shannon', 'K-S', 'In training', 'Now'];
  return [
    title,
    `In the window up to ${drift.day}, held against what it learned from.`,
    table(head, rows, [0, 2]),
  ];
}

function qualityNow(health: readonly HealthFact[]): string[] {
  const rows = health.map(({ title, unit, value, baseline, samples, counted, window }) => [
    prose(title),
    shown(value, unit),
    baseline === null ? '–' : shown(baseline, unit),
    `${count(samples)} ${counted}`,
    prose(window),
  ]);
  const title = '## Data and training, as they are now';
  if (rows.length === 0) return [title, 'No data.'];
  return [title, table(['Figure', 'Value', 'Usual', 'Counted', 'Covers'], rows, [0, 3, 4])];
}

function shown(value: number | null, unit: HealthFact['unit']): string {
  if (value === null) return 'no data';
  return unit === 'megabytes' ? `${count(value)} MB` : figure(value, unit);
}
