// How much memory this process needed at its peak. Not that of the processes it started.

import { readFileSync } from 'node:fs';

/**
 * In MB. On Linux from /proc: the counter that Node reads starts, in a process that was forked, at what its parent held
 * at that moment, and would show a small model as large as whoever started it. Elsewhere from Node.
 */
export function peakMemoryMb(): number {
  const kilobytes = fromProc() ?? process.resourceUsage().maxRSS;
  return Math.round(kilobytes / 1024);
}

/** The high-water mark of the resident set in kB, or null where there is no /proc that tells. */
function fromProc(): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
