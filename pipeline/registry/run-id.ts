// The name of a run: run_YYYYMMDD_HHMMSS, the UTC second it was made in. The name is also a folder, so nothing else
// may ever pass for one: every name from outside goes through `parseRunId`.

import { InputError, quoted } from '../errors.ts';

const FORM = /^run_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})$/;

/**
 * A run id from outside.
 * @param shownAs where the text came from, for the message: "--to", "models/LATEST"
 * @throws InputError for anything but run_YYYYMMDD_HHMMSS with a real date and time
 */
export function parseRunId(text: string, shownAs: string): string {
  if (isRunId(text)) return text;
  throw new InputError({
    place: shownAs,
    problem: `${quoted(text)} is not a run.`,
    legal: 'Legal: run_YYYYMMDD_HHMMSS, as the folders under models/ are named.',
  });
}

/** Whether a text is a run id. */
export function isRunId(text: string): boolean {
  const parts = FORM.exec(text);
  return parts !== null && runIdAt(timeOf(parts)) === text;
}

/** The run id of an instant (epoch milliseconds, UTC). */
export function runIdAt(at: number): string {
  const digits = new Date(at).toISOString().replaceAll(/[-:]/g, '');
  return `run_${digits.slice(0, 8)}_${digits.slice(9, 15)}`;
}

/** The instant in a run id, epoch milliseconds. */
export function runTime(run: string): number {
  const parts = FORM.exec(parseRunId(run, 'run'));
  return parts === null ? Number.NaN : timeOf(parts);
}

// Date.UTC bends what is out of range (30 February is 2 March); the round trip in `isRunId` refuses that.
function timeOf(parts: RegExpExecArray): number {
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
