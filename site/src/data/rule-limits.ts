// Both limits of a rule. A reading names the one nearer to its value; within two, they lie evenly around the baseline.

import type { RuleReading } from './types.ts';

/** The limits in the unit of the value, lowest first: none, one, or two. */
export function limitsOf({
  limit,
  baseline,
  healthy_side,
}: Pick<RuleReading, 'limit' | 'baseline' | 'healthy_side'>): number[] {
  if (limit === null) return [];
  if (healthy_side !== 'within' || baseline === null) return [limit];
  return [limit, 2 * baseline - limit].sort((a, b) => a - b);
}
