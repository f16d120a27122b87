// The one error that means "your input": every room throws it, and only the edge (`cli.ts`, an action's
// `main.ts`) catches it. Anything else that is thrown is our fault.

export interface InputProblem {
  /** The file, as the person knows it (relative to the repository where it can be). */
  file?: string;
  /** Where in the file: "line 3", "line 14, column 5", "row 812, column rating", "byte 4096". */
  place?: string;
  /** What is wrong, with the offending value. */
  problem: string;
  /** What would be legal, or what to do next. */
  legal?: string;
  cause?: unknown;
}

/** Bad input from outside, said so that a person can mend it: file, place, value, what is legal. */
export class InputError extends Error {
  readonly file: string | undefined;
  readonly place: string | undefined;
  readonly problem: string;
  readonly legal: string | undefined;

  constructor({ file, place, problem, legal, cause }: InputProblem) {
    const where = [file, place].filter(Boolean).join(', ');
    super(`${where ? `${where}: ` : ''}${problem}${legal ? ` ${legal}` : ''}`, { cause });
    this.name = 'InputError';
    this.file = file;
    this.place = place;
    this.problem = problem;
    this.legal = legal;
  }
}

/** A value from outside, shortened and quoted for a message: control characters are escaped. */
export function quoted(value: unknown, limit = 60): string {
  const text = typeof value === 'string' ? value : String(value);
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return JSON.stringify(cut);
}

/** The name in `legal` nearest to `name` by edit distance, or null when none is near enough to suggest. */
export function nearestName(name: string, legal: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(name.length / 2)) + 1;
  for (const candidate of legal) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** "Did you mean …? Legal: …" for an unknown name. */
export function suggestion(name: string, legal: readonly string[]): string {
  const nearest = nearestName(name, legal);
  return `${nearest ? `Did you mean ${JSON.stringify(nearest)}? ` : ''}Legal: ${legal.join(', ')}.`;
}

/** Levenshtein distance, two rows at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length];
}
