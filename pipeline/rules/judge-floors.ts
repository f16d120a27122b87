// The floors: a ranking that does not beat the list of popular films, or ratings no better than user and item means,
// have learned nothing worth serving.

import { comparisonOf, type Finding, type JudgeInput, mayRenew } from './judge-input.ts';
import { power, told } from './judge-sentences.ts';
import type { Comparison } from './outcomes.ts';

/** Both heads against their floors. */
export function againstFloors(input: JudgeInput): Finding[] {
  const { primary_metric } = input.policy.promotion;
  return [
    floorOf(input, { metric: primary_metric, floor: 'the list of popular films', missing: 'investigate' }),
    floorOf(input, { metric: 'rmse', floor: 'user and item means', missing: null }),
  ];
}

interface Floor {
  metric: string;
  floor: string;
  /** What it asks for when nobody could be compared: ratings may be absent, a ranking may not. */
  missing: Finding['asks'];
}

function floorOf(input: JudgeInput, { metric, floor, missing }: Floor): Finding {
  const comparison = comparisonOf(input, 'floor', metric);
  if (comparison === undefined) {
    return {
      asks: missing,
      sentence: `${metric} could not be compared with its floor, ${floor}: nobody could be judged on it.`,
    };
  }
  switch (comparison.result) {
    case 'better':
      return { asks: 'promote', sentence: `Beats ${floor}: ${told(comparison)}.` };
    case 'worse':
      return { asks: 'reject', sentence: `Worse than ${floor}: ${told(comparison)}.` };
    case 'no difference shown':
      if (isFloorItself(comparison)) {
        return { asks: null, sentence: `Is ${floor} itself, which is the floor: ${told(comparison)}.` };
      }
      return mayRenew(input) ? notWorse(input, comparison, floor) : notShown(comparison, floor);
  }
}

function notShown(comparison: Comparison, floor: string): Finding {
  return {
    asks: 'hold',
    sentence: `Not shown to beat ${floor}: ${told(comparison)}${open(comparison)}. ${power(comparison)} ${cure(comparison)}`,
  };
}

/** A recipe may choose user and item means as its rating head; a ranking has to win all the same. */
function isFloorItself({ head, low, high, candidate, other }: Comparison): boolean {
  return head === 'rating' && candidate === other && low === 0 && high === 0;
}

/** Something must serve, and not for ever: a first run goes live when it is not shown to be worse, and says that this is all. */
function notWorse({ champion }: JudgeInput, comparison: Comparison, floor: string): Finding {
  const figures = `${told(comparison)}${open(comparison)}. ${power(comparison)}`;
  const shown = `Not shown to beat ${floor}, and not shown to be worse: ${figures}`;
  const why =
    champion === null
      ? 'As the first run it goes live all the same, because nothing else serves.'
      : 'That does not keep an old champion.';
  return { asks: champion === null ? 'promote' : null, sentence: `${shown} ${why} ${cure(comparison)}` };
}

/** Why a difference does not count: it may be chance, or there are too few people for its interval to be believed. */
function open({ low, high }: Comparison): string {
  return low <= 0 && high >= 0
    ? '; the interval holds 0'
    : '; too few people for that interval to be believed';
}

function cure({ users }: Comparison): string {
  return users < 1000 ? 'More judged people would tell.' : 'Another recipe may.';
}
