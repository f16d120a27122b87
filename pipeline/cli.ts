// The edge on a laptop: reads the command line and the machine once, runs one command, prints, catches.
// No knowledge of recommenders or rules; what a command does is in commands.ts and stages/.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseCommandLine, wholeNumber } from './commands/arguments.ts';
import type { Command, OptionValues } from './commands/command.ts';
import { sourceDate } from './commands/source-date.ts';
import { COMMANDS } from './commands.ts';
import { InputError, quoted, suggestion } from './errors.ts';
import { commandHelp, generalHelp } from './help.ts';
import { refuseWithoutSimd } from './recommenders/kernels/pool.ts';
import type { Context } from './stages/context.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Done, our fault, your input. A verdict is a result, whatever it says: exit code 0. */
const EXIT = { done: 0, fault: 1, input: 2 } as const;

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 our fault, 2 your input
 */
export async function main(argv: readonly string[]): Promise<number> {
  const asJson = argv.includes('--json');
  const terminal = createTerminal(asJson ? process.stderr : process.stdout, Date.now);
  const started = performance.now();
  const [name] = argv;
  // Whoever reads our output may have seen enough (`| head`): that is no error of anybody's.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    if (name === undefined || name.startsWith('-') || name === 'help') {
      printHelp(generalHelp(COMMANDS), 'help', asJson);
      return EXIT.done;
    }
    const command = findCommand(name);
    const args = parseCommandLine(command, argv.slice(1));
    if (args.values.help) {
      printHelp(commandHelp(command), name, asJson);
      return EXIT.done;
    }
    refuseWithoutSimd();
    const { result, said, isDocument } = await command.run(
      contextFrom(args.values, terminal),
      args,
      terminal,
    );
    for (const line of said) terminal.result(line);
    if (asJson)
      printDocument({
        command: name,
        ok: true,
        ...usage(started),
        said,
        ...(isDocument ? result : { result }),
      });
    return EXIT.done;
  } catch (error) {
    if (asJson) printDocument({ command: name, ok: false, ...usage(started), error: describe(error) });
    return reportError(error, terminal);
  }
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    const names = COMMANDS.map((candidate) => candidate.name);
    throw new InputError({ problem: `${quoted(name)} is not a command.`, legal: suggestion(name, names) });
  }
  return command;
}

function contextFrom(values: OptionValues, terminal: Terminal): Context {
  const start = typeof values.root === 'string' ? resolve(values.root) : process.cwd();
  return {
    root: findRoot(start, typeof values.root === 'string'),
    now: sourceDate(process.env, Date.now()),
    reporter: terminal,
    threads: wholeNumber(values, 'threads', { min: 1, max: 256 }) ?? availableParallelism(),
    seed: wholeNumber(values, 'seed', { min: 0, max: 2 ** 32 - 1 }),
    dryRun: values['dry-run'] === true,
  };
}

/** The nearest folder upwards that holds thresholds.yaml. */
function findRoot(start: string, given: boolean): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'thresholds.yaml'))) return folder;
    if (given || folder === dirname(folder)) {
      throw new InputError({
        file: start,
        problem: 'there is no thresholds.yaml here, so this is not a Showrunner repository.',
        legal: 'Run the command inside a clone, or name one with --root FOLDER.',
      });
    }
  }
}

function usage(started: number) {
  return {
    seconds: Math.round(performance.now() - started) / 1000,
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function printHelp(help: string, command: string, asJson: boolean): void {
  if (asJson) printDocument({ command, ok: true, help });
  else process.stdout.write(help);
}

function printDocument(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

function describe(error: unknown) {
  if (error instanceof InputError) {
    const { file, place, problem, legal, message } = error;
    return { kind: 'input', message, file, place, problem, legal };
  }
  return { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
}

function reportError(error: unknown, terminal: Terminal): number {
  if (error instanceof InputError) {
    terminal.error(error.message);
    return EXIT.input;
  }
  terminal.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  terminal.note('This is a fault of Showrunner, not of your input. Please report it with the lines above.');
  return EXIT.fault;
}
