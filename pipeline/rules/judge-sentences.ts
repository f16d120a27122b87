// How a comparison is told: "ndcg_at_10 0.1042 against 0.0981: +0.0061 (95% interval +0.0012 to +0.0110, 812 people)";
// and, where nothing is shown, how much would have been.

import { FEWEST_USERS } from '../evaluation/compare.ts';
import { count } from './figures.ts';
import type { Duel } from './outcomes.ts';

/** Figures, difference and interval of a comparison. */
export function told({ metric, candidate, other, difference, low, high, users }: Duel): string {
  const interval = `95% interval ${signed(low)} to ${signed(high)}, ${peopleOf(users)}`;
  return `${metric} ${candidate.toFixed(4)} against ${other.toFixed(4)}: ${signed(difference)} (${interval})`;
}

/** Standard errors between 0 and a difference whose 95 % interval leaves 0 out four times in five: 1.96 + 0.84. */
const SEEN_FOUR_TIMES_IN_FIVE = 1.96 + 0.8416;

/**
 * The smallest true difference that these people would have shown with a power of 80 % at 5 % (Cohen 1988): 2.8 standard
 * errors of the paired difference. The width of its interval, 3.92 of them, says how large one is.
 */
export function smallestSeen({ low, high }: Pick<Duel, 'low' | 'high'>): number {
  return (SEEN_FOUR_TIMES_IN_FIVE * (high - low)) / (2 * 1.96);
}

/** How much the comparison could have shown, in a sentence. */
export function power(comparison: Pick<Duel, 'low' | 'high' | 'users'>): string {
  const { users } = comparison;
  if (users < FEWEST_USERS) {
    return `With ${peopleOf(users)} no difference counts as shown; that takes ${FEWEST_USERS} people.`;
  }
  const smallest = smallestSeen(comparison);
  // Models that give everybody the same: more people would show nothing else.
  if (smallest === 0) return 'The two do not differ for anybody.';
  return `With ${peopleOf(users)} a difference below ${smallest.toFixed(4)} could not be told from luck.`;
}

function peopleOf(users: number): string {
  return users === 1 ? '1 person' : `${count(users)} people`;
}

/** +0.0061, -0.0061, 0.0000 */
export function signed(value: number): string {
  const text = value.toFixed(4);
  if (Number(text) === 0) return '0.0000';
  return value > 0 ? `+${text}` : text;
}
