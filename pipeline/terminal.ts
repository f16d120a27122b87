// The reporter of a terminal: one stream for people. With --json that stream is stderr, so that stdout holds
// one document and nothing else.

import { chalk } from 'zx';
import type { Reporter } from './reporter.ts';

export interface Terminal extends Reporter {
  /** A stage's heading, before its work. */
  heading(text: string): void;
  /** A stage's result, after its work. */
  result(text: string): void;
  error(text: string): void;
}

interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How often a progress line is printed where it cannot be overwritten, in milliseconds. */
const plainInterval = 2000;

/**
 * @param stream where the lines go
 * @param clock epoch milliseconds; spaces out progress lines where the stream is not a terminal
 */
export function createTerminal(stream: TextStream, clock: () => number): Terminal {
  const overwrites = stream.isTTY === true;
  let unfinished = false;
  let lastPlain = clock();

  function clear(): void {
    if (unfinished) stream.write('\r\u001b[2K');
    unfinished = false;
  }
  function line(text: string): void {
    clear();
    stream.write(`${text}\n`);
  }
  return {
    heading: (text) => line(chalk.bold(text)),
    result: (text) => line(`  ${text}`),
    note: (text) => line(`  ${text}`),
    warn: (text) => line(`  ${chalk.yellow('!')} ${text}`),
    error: (text) => line(`${chalk.red('✗')} ${text}`),
    progress(text) {
      if (overwrites) {
        clear();
        stream.write(chalk.dim(`  ${text}`.slice(0, (stream.columns ?? 80) - 1)));
        unfinished = true;
      } else if (clock() - lastPlain >= plainInterval) {
        lastPlain = clock();
        line(chalk.dim(`  ${text}`));
      }
    },
  };
}
