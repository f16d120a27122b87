// What publishing says of the machine's condition, read from where it stands: quarantine, runs, Git's history. The rest is
// computed by publishing/. Writes nothing.

import { foldInteractions, type Interactions } from '../data/interactions.ts';
import { readQuarantined } from '../data/quality.ts';
import { DAY_MS } from '../data/time.ts';
import { driftFile } from '../publishing/drift.ts';
import { freshnessOf } from '../publishing/freshness.ts';
import type { MonitoringPapers } from '../publishing/publication.ts';
import { qualityFile } from '../publishing/quality.ts';
import { incidents, lastFired } from '../publishing/rule-record.ts';
import type { StoredDecision } from '../registry/decisions.ts';
import type { Context } from './context.ts';
import { lastWholeDay } from './observe.ts';
import { observeHealth } from './observe-health.ts';
import { servedRun } from './served-run.ts';
import { genresOf, type State } from './state.ts';

/** What of the state it is made from. */
export type MonitoredState = Pick<
  State,
  'asOf' | 'card' | 'catalogue' | 'rows' | 'sessions' | 'champion' | 'policy' | 'batches'
>;

/** @param stored decisions, newest first; @param interactions what the state's rows add up to */
export async function monitoringPapers(
  context: Context,
  state: MonitoredState,
  stored: readonly StoredDecision[],
  interactions: Interactions,
): Promise<MonitoringPapers> {
  const { rows, sessions, policy, champion, card, asOf, batches } = state;
  const day = lastWholeDay(asOf, context.now);
  const until = Date.parse(day) + DAY_MS - 1;
  const byThen = rows.newest <= until ? interactions : foldInteractions(rows, { until });
  const genres = genresOf(state.catalogue);
  const told = rows.timestamps;
  const started = sessions.started_at;
  const oldest = started.reduce((least, at) => Math.min(least, at), rows.oldest);
  return {
    lastFired: lastFired(stored),
    incidents: incidents(stored),
    freshness: freshnessOf({
      kind: card.kind,
      rule: policy.rules.days_since_data,
      newest: asOf,
      instants: both(told, started),
    }),
    drift: driftFile({
      interactions: byThen,
      genres,
      policy,
      asOf: day,
      champion: champion && servedRun(champion),
    }),
    quality: qualityFile({
      interactions,
      told,
      started,
      oldest,
      newest: asOf,
      batches,
      quarantined: await readQuarantined(context.root),
      figures: await observeHealth(context, state, interactions),
      limits: policy.data_quality,
    }),
  };
}

function* both(one: Float64Array, other: Float64Array): Generator<number> {
  yield* one;
  yield* other;
}
