// Accuracy figures of earlier days, from the decisions on file: so that "seen twice in a row" does not need the past
// to be computed again. Reads values; opens no file.

import { SCORED_FACTS, type ScoredFact, type ScoredFigure } from '../monitoring/accuracy.ts';
import type { RetrainingDecision } from './outcomes.ts';

/**
 * What earlier decisions measured of a run. A day decided twice keeps the later decision's figure, and nothing of
 * `before` (a day, YYYY-MM-DD) or later is taken: today is measured, not remembered.
 */
export function figuresOnFile(
  decisions: readonly RetrainingDecision[],
  { run, before }: { run: string; before: string },
): ScoredFigure[] {
  const figures = new Map<string, ScoredFigure>();
  for (const { champion, rules } of decisions) {
    if (champion !== run) continue;
    for (const { rule, value, interval, measured_on, protocol, samples } of rules) {
      if (!isScored(rule) || value === null || measured_on === null || protocol === null) continue;
      if (measured_on >= before) continue;
      const { low, high } = interval ?? { low: null, high: null };
      // A decision does not record people apart from samples; for these facts nothing asks for them.
      const figure = {
        day: measured_on,
        run,
        metric: rule,
        protocol,
        value,
        low,
        high,
        samples,
        people: samples,
      };
      figures.set(`${rule} ${measured_on}`, figure);
    }
  }
  return [...figures.values()];
}

function isScored(rule: string): rule is ScoredFact {
  return (SCORED_FACTS as readonly string[]).includes(rule);
}
