// The moment a command takes for now, so that one commit can be published to the same bytes twice.

import { InputError, quoted } from '../errors.ts';

/**
 * The seconds of SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) as epoch milliseconds, else the clock.
 * @throws InputError where the variable holds anything but whole seconds from 1970 on
 */
export function sourceDate(environment: NodeJS.ProcessEnv, clock: number): number {
  const given = environment.SOURCE_DATE_EPOCH;
  if (given === undefined || given === '') return clock;
  if (/^\d{1,11}$/.test(given)) return Number(given) * 1000;
  throw new InputError({
    place: 'SOURCE_DATE_EPOCH',
    problem: `${quoted(given)} is no moment.`,
    legal: 'Legal: whole seconds since 1970, as `git log -1 --format=%ct` prints them.',
  });
}
