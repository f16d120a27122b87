// Candidate against champion: the primary metric must become better, and no guarded one worse than its margin allows
// (non-inferiority). A difference counts only as far as its interval reaches.

import { percent, plural } from './figures.ts';
import { comparisonOf, type Finding, type JudgeInput, known, mayRenew } from './judge-input.ts';
import { power, signed, told } from './judge-sentences.ts';
import type { Comparison } from './outcomes.ts';
import { LOWER_IS_BETTER } from './policy-spec.ts';

/** Nothing for a first run. */
export function againstChampion(input: JudgeInput): Finding[] {
  if (input.champion === null) return [];
  const guarded = Object.entries(input.policy.promotion.guarded);
  return [
    ...flattered(input),
    primary(input),
    ...guarded.flatMap(([metric, margin]) => (margin === undefined ? [] : [guard(input, metric, margin)])),
  ];
}

/** The champion's head start makes a win harder, so it is told and not held against anyone. */
function flattered({ seen }: JudgeInput): Finding[] {
  if (!(seen.champion > 0)) return [];
  const share = percent(seen.champion);
  return [
    {
      asks: null,
      sentence: `The champion has learned from ${share} of what judges here, so its figures flatter it.`,
    },
  ];
}

function primary(input: JudgeInput): Finding {
  const { primary_metric } = input.policy.promotion;
  const comparison = comparisonOf(input, 'champion', primary_metric);
  if (comparison === undefined) {
    return { asks: 'investigate', sentence: `${primary_metric} could not be compared with the champion's.` };
  }
  switch (comparison.result) {
    case 'better':
      return { asks: 'promote', sentence: `Better than the champion: ${told(comparison)}.` };
    case 'worse':
      return { asks: 'reject', sentence: `Worse than the champion: ${told(comparison)}.` };
    case 'no difference shown':
      return undecided(input, comparison);
  }
}

/** A young champion stays; an old one gives way, for it knows nothing of what came since. */
function undecided(input: JudgeInput, comparison: Comparison): Finding {
  const sentence = `No difference to the champion is shown: ${told(comparison)}. ${power(comparison)}`;
  if (!mayRenew(input)) return { asks: 'hold', sentence };
  const { renew_after_days } = input.policy.promotion;
  const why = `The champion's data are ${plural(input.championAge ?? 0, 'day')} old; from ${renew_after_days} on, not worse is enough.`;
  return { asks: 'promote', sentence: `${sentence} ${why}` };
}

function guard(input: JudgeInput, metric: string, margin: number): Finding {
  const comparison = comparisonOf(input, 'champion', metric);
  return comparison === undefined
    ? guardByFigures(input, metric, margin)
    : guardByInterval(comparison, margin, mayRenew(input));
}

/** Within the margin for certain, beyond it for certain, or open: the worse end of the interval tells. */
function guardByInterval(comparison: Comparison, margin: number, renews: boolean): Finding {
  const allowed = margin * Math.abs(comparison.other);
  const gains = comparison.higher_is_better
    ? { least: comparison.low, middle: comparison.difference }
    : { least: -comparison.high, middle: -comparison.difference };
  const limit = `may lose ${allowed.toFixed(4)} (${percent(margin)})`;
  if (gains.least >= -allowed) {
    return { asks: null, sentence: `Guarded, kept: ${told(comparison)}; ${limit}.` };
  }
  if (comparison.result === 'worse' && gains.middle < -allowed) {
    return { asks: 'reject', sentence: `Guarded, lost: ${told(comparison)}; ${limit}.` };
  }
  const open = `Guarded, open: ${told(comparison)}; ${limit}, and the interval reaches beyond that`;
  return renews
    ? { asks: null, sentence: `${open}, which does not keep an old champion.` }
    : { asks: 'hold', sentence: `${open}, so more judged people are needed. ${power(comparison)}` };
}

/** Metrics that belong to all lists together, such as coverage, have no interval: the figures themselves count. */
function guardByFigures({ metrics }: JudgeInput, metric: string, margin: number): Finding {
  const [mine, theirs] = [known(metrics.candidate, metric), known(metrics.champion, metric)];
  if (mine === null || theirs === null) {
    return { asks: null, sentence: `Guarded, not measured: ${metric} is not known of both models.` };
  }
  const gain = LOWER_IS_BETTER.has(metric) ? theirs - mine : mine - theirs;
  const allowed = margin * Math.abs(theirs);
  const figures = `${metric} ${mine.toFixed(4)} against ${theirs.toFixed(4)}: ${signed(mine - theirs)}`;
  const limit = `may lose ${allowed.toFixed(4)} (${percent(margin)})`;
  return gain >= -allowed
    ? { asks: null, sentence: `Guarded, kept: ${figures}; ${limit}.` }
    : { asks: 'reject', sentence: `Guarded, lost: ${figures}; ${limit}.` };
}
