// What a build says of itself: what Astro says, but for the line of each page, of which there may be ten thousand.

import type { AstroLoggerDestination, AstroLoggerMessage } from 'astro';
import terminal from 'astro/logger/node';

/** Pages between two words about how many there are. */
const EACH = 500;

/** Astro begins a page's line with its file and ends it, once it is written, with how long it took. */
const isBegun = ({ level, newLine }: AstroLoggerMessage): boolean => level === 'info' && !newLine;
const isDone = ({ label, message }: AstroLoggerMessage): boolean =>
  label === 'SKIP_FORMAT' && message.includes('(+');

export default function buildLog(): AstroLoggerDestination {
  const log = terminal();
  let pages = 0;
  return {
    write: (said) => {
      if (isBegun(said)) return;
      if (!isDone(said)) log.write(said);
      else if (++pages % EACH === 0)
        log.write({ label: 'build', level: 'info', message: `${pages} pages so far`, newLine: true });
    },
  };
}
