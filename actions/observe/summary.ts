// The facts as a job summary. Text only.

import { FACT_NAMES, type Fact, type Facts } from '../../pipeline/monitoring/facts.ts';
import { prose, table } from '../../pipeline/registry/markdown.ts';
import { paragraphs, trendChart } from '../summary.ts';

/** Markdown: a row a fact, newest reading, then the course of the click-through rate. */
export function summary({ as_of, champion, facts }: Facts): string {
  const rows = FACT_NAMES.map((name) => rowOf(facts[name]));
  const { title, series } = facts.click_through_rate;
  return paragraphs(
    `## Facts about ${as_of}`,
    `${prose(champion ?? 'No champion')} serves.`,
    table(['fact', 'value', 'interval', 'observations', 'window'], rows),
    trendChart({ title, limit: null, trend: series }),
  );
}

function rowOf({ title, unit, series, window_days, counted }: Fact): string[] {
  const newest = series.at(-1);
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : String(Number(value.toPrecision(4)));
  const low = newest?.low ?? null;
  return [
    prose(title),
    newest?.value === null || newest === undefined ? 'no data' : `${shown(newest.value)} ${unit}`,
    low === null ? '–' : `${shown(low)} to ${shown(newest?.high)}`,
    `${newest?.samples ?? 0} ${prose(counted)}`,
    `${window_days} d`,
  ];
}
