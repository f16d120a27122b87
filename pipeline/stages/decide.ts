// The stage "decide": thresholds.yaml applied to the facts, and the decision on file.

import type { Facts } from '../monitoring/facts.ts';
import { writeDecision } from '../registry/decisions.ts';
import { decide as conclude } from '../rules/decide.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

export interface Decided {
  decision: RetrainingDecision;
  /** Id of the record in models/decisions/; null in a dry run. */
  record: string | null;
  /** False when the newest decision on file says the same already. */
  written: boolean;
}

/** Decides about the facts' day. A dry run records nothing. */
export async function decide(context: Context, state: State, facts: Facts): Promise<Decided> {
  const decision = conclude(facts, state.policy, {
    champion: championOf(state),
    hold: state.hold,
    asOf: facts.as_of,
    earlier: state.earlier,
  });
  if (context.dryRun) return { decision, record: null, written: false };
  const { id, written } = await writeDecision(context.root, context.now, decision);
  return { decision, record: id, written };
}

/** The champion as the rules see it: its name, and its figures when it was judged. */
function championOf({ champion }: State) {
  return champion && { run: champion.manifest.run, metrics: champion.manifest.metrics };
}
