// The figure each run is first known by, of either head, with the protocol and the ground it was measured under.

import type { RunColumns } from '#pipeline/publishing/contract.ts';

export type Head = 'ranking' | 'rating';
type Protocol = RunColumns['protocols'][number];

/** The metric that stands for a head. */
export const PRIMARY: Readonly<Record<Head, string>> = { ranking: 'ndcg_at_10', rating: 'rmse' };

const RATING_METRICS: ReadonlySet<string> = new Set(['rmse', 'mae']);

/** Which head metrics judge. */
export const headOf = (metrics: readonly string[]): Head =>
  metrics.some((metric) => RATING_METRICS.has(metric)) ? 'rating' : 'ranking';

/** One entry a run, by its place. */
export interface Figures {
  /** NaN where the run was not judged on this head. */
  readonly values: Float64Array;
  /** Place of the protocol in `columns.protocols`; −1 where there is no value. */
  readonly protocols: Int32Array;
}

/** Of a run that was judged under several protocols, the figure of the first. */
export function primaryFigures({ runs, protocols }: RunColumns, head: Head): Figures {
  const values = new Float64Array(runs.length).fill(Number.NaN);
  const places = new Int32Array(runs.length).fill(-1);
  for (const [place, protocol] of protocols.entries()) {
    if (headOf(Object.keys(protocol.values)) !== head) continue;
    for (const [at, row] of protocol.rows.entries()) {
      const value = protocol.values[PRIMARY[head]]?.[at] ?? null;
      if (value === null || places[row] !== -1) continue;
      values[row] = value;
      places[row] = place;
    }
  }
  return { values, protocols: places };
}

/** Everything one run scored: by protocol, its ground and its figures. */
export function scoresOf(
  { protocols, grounds }: RunColumns,
  row: number,
): { protocol: Protocol; place: number; ground: string; values: Record<string, number> }[] {
  return protocols.flatMap((protocol, place) => {
    const at = protocol.rows.indexOf(row);
    if (at === -1) return [];
    const scored = Object.entries(protocol.values).flatMap(([metric, values]) => {
      const value = values[at];
      return value === null ? [] : [[metric, value] as const];
    });
    const ground = grounds[protocol.grounds[at]];
    return [{ protocol, place, ground, values: Object.fromEntries(scored) }];
  });
}
