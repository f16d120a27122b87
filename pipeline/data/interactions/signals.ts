// The signals there are, and their numbers in a typed column. What each means is in data/README.md; what it weighs
// is in serving/signals.ts.

/** Every signal, in the order that settles two of the same instant: the later one in this list wins. */
export const SIGNALS = ['rating', 'love', 'thumb_up', 'thumb_down', 'not_interested', 'undo'] as const;

export type Signal = (typeof SIGNALS)[number];

const CODES = new Map<string, number>(SIGNALS.map((signal, code) => [signal, code]));

export function isSignal(text: string): text is Signal {
  return CODES.has(text);
}

/** A signal's place in SIGNALS, or undefined for any other text. */
export function signalCode(signal: string): number | undefined {
  return CODES.get(signal);
}

export const RATING_CODE = SIGNALS.indexOf('rating');
export const UNDO_CODE = SIGNALS.indexOf('undo');
