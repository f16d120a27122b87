// Changed thresholds, tried on today's facts: what they would have decided, beside what the present ones decide.

import { decide } from '../../pipeline/rules/decide.ts';
import { POLICY_FILE, parsePolicy } from '../../pipeline/rules/policy.ts';
import type { Context } from '../../pipeline/stages/context.ts';
import { observe } from '../../pipeline/stages/observe.ts';
import { groundOf, type State } from '../../pipeline/stages/state.ts';
import { type Git, said } from '../committing/git.ts';
import type { PullRequestReport } from '../pull-request/report.ts';

/** @param base the commit whose thresholds are in force */
export async function whatIf(
  context: Context,
  git: Git,
  state: State,
  base: string,
): Promise<PullRequestReport['what_if']> {
  const present = parsePolicy(await said(git, ['show', `${base}:${POLICY_FILE}`]), POLICY_FILE);
  const before = await decided(context, { ...state, policy: present });
  const after = await decided(context, state);
  const changed = after.rules.flatMap((reading) => {
    const was = before.rules.find(({ rule }) => rule === reading.rule);
    const isSame = was?.state === reading.state && was.limit === reading.limit;
    return isSame ? [] : [{ rule: reading.rule, before: shown(was), after: shown(reading) }];
  });
  return { before: before.outcome, after: after.outcome, rules: changed };
}

async function decided(context: Context, state: State) {
  const facts = await observe(context, state, groundOf(state));
  const metrics = state.champion && {
    run: state.champion.manifest.run,
    metrics: state.champion.manifest.metrics,
  };
  return decide(facts, state.policy, { champion: metrics, hold: state.hold, asOf: facts.as_of });
}

function shown(reading: { state: string; limit: number | null } | undefined): string {
  if (reading === undefined) return 'none';
  const limit = reading.limit === null ? '' : ` at ${Number(reading.limit.toPrecision(3))}`;
  return `${reading.state}${limit}`.slice(0, 20);
}
