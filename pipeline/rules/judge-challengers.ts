// The other candidates of the same training. One that is shown to be better should be judged first, so this one waits;
// one that could not go live itself keeps nobody back.

import { percent } from './figures.ts';
import { isAffordable } from './judge-budgets.ts';
import type { Finding, JudgeInput } from './judge-input.ts';
import { power, told } from './judge-sentences.ts';
import type { Challenger } from './outcomes.ts';

/** A finding for each: who else was there, and how it did. */
export function againstChallengers(input: JudgeInput): Finding[] {
  return input.challengers.map((challenger) => findingOn(challenger, input));
}

function findingOn(challenger: Challenger, input: JudgeInput): Finding {
  const { run, comparison } = challenger;
  if (comparison === null) {
    const { primary_metric } = input.policy.promotion;
    return {
      asks: null,
      sentence: `The challenger ${run} could not be compared: nobody was judged on ${primary_metric}.`,
    };
  }
  switch (comparison.result) {
    case 'better':
      return { asks: null, sentence: `Better than the challenger ${run}: ${told(comparison)}.` };
    case 'no difference shown': {
      const sentence = `No difference to the challenger ${run} is shown: ${told(comparison)}. ${power(comparison)}`;
      return { asks: null, sentence };
    }
    case 'worse': {
      const sentence = `Worse than the challenger ${run}: ${told(comparison)}.`;
      const but = outOfTheRunning(challenger, input);
      return but === null
        ? { asks: 'hold', sentence: `${sentence} Judge that one first.` }
        : { asks: null, sentence: `${sentence} That keeps nobody back: ${but}.` };
    }
  }
}

/** Why a challenger could not go live itself, or null. */
function outOfTheRunning({ cost, seen }: Challenger, input: JudgeInput): string | null {
  if (seen > 0) return `it has learned from ${percent(seen)} of what judges here`;
  return isAffordable(cost, input) ? null : 'it is over budget itself';
}
