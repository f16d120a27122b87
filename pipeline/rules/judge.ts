// The stage "judge": what the comparisons on one frozen split allow to conclude about a candidate. Pure. Computes no
// metric and no interval (evaluation/ does) and moves no pointer (registry/ does).

import { withinBudgets } from './judge-budgets.ts';
import { againstChallengers } from './judge-challengers.ts';
import { againstChampion } from './judge-champion.ts';
import { doubts } from './judge-doubts.ts';
import { againstFloors } from './judge-floors.ts';
import type { Finding, JudgeInput } from './judge-input.ts';
import { collapsedSlices } from './judge-slices.ts';
import type { Verdict } from './outcomes.ts';

export type { Finding, JudgeInput } from './judge-input.ts';

/**
 * The verdict, with every finding as a reason. In order of weight: doubts about the figures → investigate; worse than
 * a floor or than the champion, or over a budget → reject; not enough shown, or a challenger shown to be better → hold; otherwise promote.
 */
export function judge(input: JudgeInput): Verdict {
  const findings = [
    ...doubts(input),
    ...againstFloors(input),
    ...againstChampion(input),
    ...collapsedSlices(input),
    ...withinBudgets(input),
    ...againstChallengers(input),
  ];
  const verdict = heaviest(findings);
  const rank = (asks: Finding['asks']) => (asks === verdict ? 0 : asks === null ? 2 : 1);
  const ordered = findings.toSorted((a, b) => rank(a.asks) - rank(b.asks));
  return {
    kind: 'verdict',
    verdict,
    candidate: input.candidate,
    champion: input.champion,
    protocols: input.protocols,
    ground_sha256: input.ground_sha256,
    as_of: input.as_of,
    metrics: input.metrics,
    comparisons: [...input.comparisons],
    slices: [...input.slices],
    costs: { ...input.costs },
    asked: askedOf(input.policy.promotion),
    challengers: [...input.challengers],
    reasons: [summary(verdict, input), ...ordered.map(({ sentence }) => sentence)],
  };
}

/** A metric that is guarded by nothing is left out. */
function askedOf({ primary_metric, guarded }: JudgeInput['policy']['promotion']): Verdict['asked'] {
  const margins = Object.entries(guarded).flatMap(([metric, margin]) =>
    margin === undefined ? [] : [[metric, margin] as const],
  );
  return { primary_metric, guarded: Object.fromEntries(margins) };
}

const WEIGHT = ['investigate', 'reject', 'hold', 'promote'] as const;

function heaviest(findings: readonly Finding[]): Verdict['verdict'] {
  return WEIGHT.find((verdict) => findings.some(({ asks }) => asks === verdict)) ?? 'hold';
}

function summary(verdict: Verdict['verdict'], { candidate, champion }: JudgeInput): string {
  const stays = champion === null ? 'nothing goes live' : `${champion} stays`;
  switch (verdict) {
    case 'promote':
      return champion === null
        ? `${candidate} goes live as the first champion.`
        : `${candidate} replaces ${champion}.`;
    case 'hold':
      return `${candidate} waits: not enough is shown, so ${stays}.`;
    case 'reject':
      return `${candidate} is rejected, so ${stays}.`;
    case 'investigate':
      return `A person should look at ${candidate} before anything moves: ${stays}.`;
  }
}
