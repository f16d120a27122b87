// How the machine itself is, read from what is on record: batches, quarantine, catalogue and runs. Writes nothing.

import type { Interactions } from '../data/interactions.ts';
import { countQuarantined, describeQuality } from '../data/quality.ts';
import { arrivalHealth, type HealthFact, type TrainingRecord, trainingHealth } from '../monitoring/health.ts';
import { readManifest } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
import { count, percent } from '../rules/figures.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

/** Arrivals first, then the newest training. @param folded what the rows add up to, where it is at hand */
export async function observeHealth(
  { root }: Pick<Context, 'root'>,
  state: Pick<State, 'rows' | 'sessions' | 'catalogue'>,
  folded?: Interactions,
): Promise<HealthFact[]> {
  const { rows, sessions, catalogue } = state;
  const quality = describeQuality(rows, await countQuarantined(root), folded);
  const known = new Set(catalogue.films.map(({ item_id }) => item_id));
  const shown = sessions.shown.flat();
  const [first, last] = [quality.per_day[0]?.day, quality.per_day.at(-1)?.day];
  const days = first && last ? (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1 : 0;
  return [
    ...arrivalHealth({
      ...quality,
      unrated: Math.round(quality.pairs * (1 - (quality.share_rated ?? 1))),
      days,
      emptyDays: days - quality.per_day.length,
      shown: shown.length,
      unknownShown: shown.filter((id) => !known.has(id)).length,
    }),
    ...trainingHealth(await trainings(root)),
  ];
}

async function trainings(root: string): Promise<TrainingRecord[]> {
  const manifests = await Promise.all((await listRuns(root)).map((run) => readManifest(root, run)));
  return manifests.map(({ run, seconds, peak_memory_mb, heads }) => {
    return { run, seconds, peak_memory_mb, loss: { ranking: heads.ranking.loss, rating: heads.rating.loss } };
  });
}

/** A line a figure that is known, with what is usual and what is behind it. */
export function healthSaid(facts: readonly HealthFact[]): string[] {
  return facts.flatMap(({ title, unit, value, baseline, samples, counted }) => {
    if (value === null) return [];
    const shown = (figure: number) => shownIn(unit, figure);
    const usual = baseline === null ? '' : `, usually ${shown(baseline)}`;
    return [`${title}: ${shown(value)}${usual} (${count(samples)} ${counted})`];
  });
}

function shownIn(unit: HealthFact['unit'], value: number): string {
  if (unit === 'share') return percent(value);
  if (unit === 'megabytes') return `${count(value)} MB`;
  return unit === 'seconds' ? `${value.toFixed(1)} s` : value.toFixed(4);
}
