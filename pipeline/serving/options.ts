// What may be chosen about a list, as one value: how personal, how varied, how new, how long. Not the scores and not
// the lists; recommend.ts makes those. Nothing of this is learned, so nothing of it is in a model.

import { InputError, quoted, suggestion } from '../errors.ts';

export interface ServingOptions {
  /** α, 0 to 1: the personal score's part of a list's order; the rest is what is popular. */
  readonly personalShare: number;
  /** How many preferences earn half of α: with n of them α·n / (n + evidence) is personal; 0 = α from the first on. */
  readonly evidence: number;
  /** 0 to 1: how much being unlike the films before it counts for a film's place, against its score. */
  readonly diversity: number;
  /** 0 to 1: how much the film's year counts, against all the rest. */
  readonly recency: number;
  /** Whether films somebody told us about stay out. What they asked not to be shown always does. */
  readonly hideSeen: boolean;
  /** Films in a list, at least 1. */
  readonly length: number;
}

/** What a visitor gets who chooses nothing. The first two were chosen for newcomers: docs/methods.md, Newcomers. */
export const DEFAULT_OPTIONS: ServingOptions = {
  personalShare: 0.8,
  evidence: 5,
  diversity: 0,
  recency: 0,
  hideSeen: true,
  length: 20,
};

/** The model's own order and nothing else: what the gate judges and what is published of people (docs/adr/0024). */
export const AS_JUDGED: ServingOptions = { ...DEFAULT_OPTIONS, personalShare: 1, evidence: 0 };

const RANGES = {
  personalShare: { max: 1, whole: false },
  evidence: { max: 1e6, whole: false },
  diversity: { max: 1, whole: false },
  recency: { max: 1, whole: false },
  length: { max: 1000, whole: true },
} as const;

/**
 * The options of `base` with those given in their place.
 * @param given may come from outside: an address, a form, a file.
 * @throws InputError naming the option, its value and what is legal.
 */
export function resolveOptions(
  given: Partial<ServingOptions>,
  base: ServingOptions = DEFAULT_OPTIONS,
): ServingOptions {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(base, name)) {
      const problem = `there is no option ${quoted(name)}.`;
      throw new InputError({ place: 'serving options', problem, legal: suggestion(name, Object.keys(base)) });
    }
    const legal = legalUnless(name, value);
    if (legal === null) continue;
    const problem = `${name} is ${quoted(value)}.`;
    throw new InputError({ place: 'serving options', problem, legal: `Legal: ${legal}.` });
  }
  return { ...base, ...given };
}

/** What would be legal, or null where the value is. */
function legalUnless(name: string, value: unknown): string | null {
  if (!isNumeric(name)) return typeof value === 'boolean' ? null : 'true, false';
  const { max, whole } = RANGES[name];
  const least = whole ? 1 : 0;
  const inRange = typeof value === 'number' && value >= least && value <= max;
  if (inRange && (!whole || Number.isInteger(value))) return null;
  return `a ${whole ? 'whole ' : ''}number from ${least} to ${max}`;
}

function isNumeric(name: string): name is keyof typeof RANGES {
  return Object.hasOwn(RANGES, name);
}
