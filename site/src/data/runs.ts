// Runs by the protocol they were judged under and, within it, by ground: only on one ground do figures compare.

import type { RunSummary } from '#pipeline/publishing/contract.ts';
import { type Head, headOf } from '../runs/figures.ts';
import { inMetricOrder, metricLabel } from '../words/labels.ts';
import type { MetricTable } from './types.ts';

export interface JudgedRun {
  readonly run: RunSummary;
  readonly values: MetricTable;
}

export interface ProtocolGroup {
  readonly protocol: string;
  /** Which head it judges, told from the metrics it has. */
  readonly head: Head;
  /** Metric keys in reading order. */
  readonly metrics: readonly string[];
  /** In the order in which the runs name them. */
  readonly grounds: readonly { readonly sha256: string; readonly rows: readonly JudgedRun[] }[];
}

/** One group for each protocol, in the order in which the runs name them. */
export function metricsByProtocol(runs: readonly RunSummary[]): ProtocolGroup[] {
  const protocols = new Map<string, Map<string, JudgedRun[]>>();
  for (const run of runs) {
    for (const { protocol, ground_sha256, values } of run.metrics) {
      const grounds = protocols.get(protocol) ?? new Map<string, JudgedRun[]>();
      protocols.set(protocol, grounds);
      grounds.set(ground_sha256, [...(grounds.get(ground_sha256) ?? []), { run, values }]);
    }
  }
  return [...protocols].map(([protocol, grounds]) => {
    const metrics = inMetricOrder([...grounds.values()].flat().flatMap(({ values }) => Object.keys(values)));
    return {
      protocol,
      head: headOf(metrics),
      metrics,
      grounds: [...grounds].map(([sha256, rows]) => ({ sha256, rows })),
    };
  });
}

/** The best value of a metric on one ground; null where there are fewer than two to choose from. */
export function bestOnGround(rows: readonly JudgedRun[], metric: string): number | null {
  const values = rows.flatMap(({ values }) => values[metric] ?? []);
  if (values.length < 2) return null;
  return metricLabel(metric).higherIsBetter ? Math.max(...values) : Math.min(...values);
}
