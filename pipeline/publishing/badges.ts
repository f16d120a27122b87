// The two badges in the form that shields.io reads (https://shields.io/badges/endpoint-badge). Not their drawing.

import type { Badge, Dataset, Health, RunSummary } from './contract.ts';
import type { PublishedFile } from './publication.ts';

const OUTCOMES: Readonly<Record<NonNullable<Health['outcome']>, Pick<Badge, 'message' | 'color'>>> = {
  healthy: { message: 'healthy', color: 'brightgreen' },
  investigate: { message: 'to investigate', color: 'yellow' },
  scheduled: { message: 'retraining', color: 'blue' },
  critical: { message: 'critical', color: 'red' },
};

/** What the champion is judged by, on badges. */
const QUALITY = { metric: 'ndcg_at_10', name: 'NDCG@10' };

export interface BadgeSource {
  readonly health: Pick<Health, 'outcome' | 'run'>;
  readonly dataset: Pick<Dataset, 'kind'>;
  readonly runs: readonly Pick<RunSummary, 'champion' | 'metrics'>[];
}

/** Simulated data say so on the badge itself: it is shown where nothing else of the site is. */
export function badgeFiles({ health, dataset, runs }: BadgeSource): PublishedFile[] {
  const label = (name: string) => (dataset.kind === 'simulated' ? `${name} (simulated)` : name);
  const state = health.outcome ? OUTCOMES[health.outcome] : { message: 'not looked at', color: 'lightgrey' };
  const figures = runs.find(({ champion }) => champion)?.metrics ?? [];
  const quality = figures.find(({ values }) => QUALITY.metric in values)?.values[QUALITY.metric];
  const score =
    quality === undefined
      ? { message: 'not measured', color: 'lightgrey' }
      : { message: quality.toFixed(3), color: 'blue' };
  const badge = (name: string, { message, color }: Pick<Badge, 'message' | 'color'>): Badge => ({
    schemaVersion: 1,
    label: label(name),
    message,
    color,
  });
  return [
    { path: 'badges/health.json', document: badge('recommender', state) },
    { path: 'badges/quality.json', document: badge(QUALITY.name, score) },
  ];
}
