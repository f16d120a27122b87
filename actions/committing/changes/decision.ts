// The change "a decision goes on record": observe and decide on the newest commit.

import type { Facts } from '../../../pipeline/monitoring/facts.ts';
import type { RetrainingDecision } from '../../../pipeline/rules/outcomes.ts';
import type { Context } from '../../../pipeline/stages/context.ts';
import { decide } from '../../../pipeline/stages/decide.ts';
import { exclusively } from '../../../pipeline/stages/exclusively.ts';
import { observe } from '../../../pipeline/stages/observe.ts';
import { groundOf, readState } from '../../../pipeline/stages/state.ts';
import type { Change } from '../write.ts';

export interface DecidedNow {
  decision: RetrainingDecision;
  facts: Facts;
  /** Id of the record that says so; null in a dry run. */
  record: string | null;
}

/** @param justification why a person asked for it; stands in the commit */
export async function deriveDecision(
  context: Context,
  justification: string,
): Promise<{ change: Change | null; decided: DecidedNow }> {
  return exclusively(context, 'decide', async () => {
    const state = await readState(context.root);
    const facts = await observe(context, state, groundOf(state));
    const { decision, record, written } = await decide(context, state, facts);
    const decided = { decision, facts, record };
    if (!written) return { change: null, decided };
    const change: Change = {
      paths: ['models/decisions/'],
      message: {
        subject: `Decide about ${decision.as_of}: ${decision.outcome}`,
        body: [decision.why, justification && `Asked for because: ${justification}`].filter(Boolean),
        trailers: { Decision: record, Run: decision.champion },
      },
    };
    return { change, decided };
  });
}
