// What a run may cost whoever serves it. Counted, not timed (ADR 0039), so being over is a fact and not a suspicion: it
// rejects, with the figure, also a first run and one that replaces an old champion.

import { COUNTED_HISTORY, type ServingCost } from '../evaluation/serving-cost.ts';
import { count } from './figures.ts';
import type { Finding, JudgeInput } from './judge-input.ts';

/** A finding for each budget the policy sets. */
export function withinBudgets({ costs, policy }: JudgeInput): Finding[] {
  const { max_model_mb, max_list_operations } = policy.promotion;
  const beside = (told: (cost: ServingCost) => string) =>
    costs.champion === null ? '' : ` (the champion: ${told(costs.champion)})`;
  const findings: Finding[] = [];
  if (max_model_mb !== null) {
    const [is, may] = [sizeOf(costs.candidate), `${max_model_mb} MB`];
    const isOver = costs.candidate.bytes > max_model_mb * 1e6;
    findings.push(finding(isOver, `the models take ${is} while they serve${beside(sizeOf)}`, may));
  }
  if (max_list_operations !== null) {
    const [is, may] = [operationsOf(costs.candidate), count(max_list_operations)];
    const isOver = costs.candidate.list_operations > max_list_operations;
    const whose = `a list for a person with ${COUNTED_HISTORY} preferences takes ${is} multiply-adds`;
    findings.push(finding(isOver, `${whose}${beside(operationsOf)}`, may));
  }
  return findings;
}

/** Whether a run could go live at all: what may not serve keeps nobody else from serving. */
export function isAffordable(cost: ServingCost, { policy }: Pick<JudgeInput, 'policy'>): boolean {
  const { max_model_mb, max_list_operations } = policy.promotion;
  return (
    cost.bytes <= (max_model_mb ?? Number.POSITIVE_INFINITY) * 1e6 &&
    cost.list_operations <= (max_list_operations ?? Number.POSITIVE_INFINITY)
  );
}

function finding(isOver: boolean, what: string, may: string): Finding {
  return isOver
    ? { asks: 'reject', sentence: `Over budget: ${what}, where ${may} are allowed.` }
    : { asks: null, sentence: `Within budget: ${what}; ${may} are allowed.` };
}

/** In bytes as well: 100.0 MB may be over 100 MB. */
function sizeOf({ bytes }: ServingCost): string {
  return `${(bytes / 1e6).toFixed(1)} MB, ${count(bytes)} bytes`;
}

function operationsOf({ list_operations }: ServingCost): string {
  return count(list_operations);
}
