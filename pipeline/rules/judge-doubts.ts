// Reasons not to believe the figures at all: then nothing is concluded from them and a person looks.

import { count, percent } from './figures.ts';
import { comparisonOf, type Finding, type JudgeInput, known, mayRenew } from './judge-input.ts';
import { power } from './judge-sentences.ts';
import type { Comparison } from './outcomes.ts';
import { LOWER_IS_BETTER } from './policy-spec.ts';

/** Everything about the figures that is missing, impossible, contradictory or too good to be true. */
export function doubts(input: JudgeInput): Finding[] {
  return [
    ...nobodyJudged(input),
    ...leaks(input),
    ...contradictions(input),
    ...tooGood(input),
    ...tooFew(input),
  ].map((sentence) => ({ asks: 'investigate', sentence }));
}

function nobodyJudged({ metrics, policy }: JudgeInput): string[] {
  const { primary_metric } = policy.promotion;
  if (known(metrics.candidate, primary_metric) !== null) return [];
  return [
    `Nobody could be judged on ${primary_metric}: the split holds no person with a past and a liked film after it.`,
  ];
}

function leaks({ seen }: JudgeInput): string[] {
  if (!(seen.candidate > 0)) return [];
  return [
    `The candidate has learned from ${percent(seen.candidate)} of what judges it, so its figures flatter it.`,
  ];
}

/** Figures out of range, and tables that disagree with the comparisons made from them. */
function contradictions({ metrics, comparisons }: JudgeInput): string[] {
  const impossible = Object.entries(metrics.candidate)
    .filter(([metric, value]) => !Number.isFinite(value) || value < 0 || (boundedByOne(metric) && value > 1))
    .map(([metric, value]) => `${metric} of the candidate is ${value}, which cannot be.`);
  const odd = comparisons
    .filter((each) => !consistent(each))
    .map(({ metric, opponent }) => {
      return `The comparison of ${metric} with the ${opponent} contradicts itself: figures, difference and interval do not fit together.`;
    });
  return [...impossible, ...odd];
}

function boundedByOne(metric: string): boolean {
  return !LOWER_IS_BETTER.has(metric) && !metric.startsWith('novelty');
}

function consistent({ candidate, other, difference, low, high }: Comparison): boolean {
  if (![candidate, other, difference, low, high].every(Number.isFinite) || low > high) return false;
  const rounding = 1e-9 * Math.max(1, Math.abs(candidate), Math.abs(other));
  return Math.abs(candidate - other - difference) <= rounding;
}

function tooGood(input: JudgeInput): string[] {
  const { primary_metric, suspicious_gain, suspicious_score } = input.policy.promotion;
  const score = known(input.metrics.candidate, primary_metric);
  const sentences: string[] = [];
  if (score !== null && score > suspicious_score) {
    sentences.push(
      `${primary_metric} ${score.toFixed(4)} is above ${suspicious_score}, which over a whole catalogue is more often a leak than a triumph.`,
    );
  }
  const gain = comparisonOf(input, 'champion', primary_metric);
  // Shown to be that much better: among few people half a dozen hits more are soon twice as many.
  if (gain && gain.other > 0 && gain.low / gain.other > suspicious_gain) {
    sentences.push(
      `${primary_metric} is ${percent(gain.difference / gain.other)} above the champion's, more than the ${percent(suspicious_gain)} that is believed without a look.`,
    );
  }
  return sentences;
}

/** Too few people settle nothing about a champion, unless there is none, or it is so old that it need not be beaten. */
function tooFew(input: JudgeInput): string[] {
  const { primary_metric, minimum_users } = input.policy.promotion;
  const floor = comparisonOf(input, 'floor', primary_metric);
  if (mayRenew(input) || floor === undefined || floor.users >= minimum_users) return [];
  const needed = `where ${count(minimum_users)} are needed to change the champion`;
  const comparison = comparisonOf(input, 'champion', primary_metric) ?? floor;
  return [`Only ${count(floor.users)} people could be judged, ${needed}. ${power(comparison)}`];
}
