// The words of --help, made from the command table, so that help and parsing cannot drift apart.

import type { Command } from './commands/command.ts';

/** `showrunner --help` */
export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const rows = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.about}`);
  return [
    'showrunner <command> [options]: a movie recommender that runs itself in a Git repository',
    '',
    ...rows,
    `  ${'init'.padEnd(width)}  Make a copy of the template work on GitHub: Pages, permissions, labels, rules.`,
    '',
    'showrunner <command> --help explains one. Exit codes: 0 done (a verdict is a result, whatever it says),',
    '1 our fault, 2 your input.',
    '',
  ].join('\n');
}

/** `showrunner <command> --help` */
export function commandHelp(command: Command): string {
  const { argument } = command;
  const head = `showrunner ${command.name}${argument ? ` [${argument.name}]` : ''} [options]`;
  const label = (option: Command['options'][number]) =>
    `--${option.name}${option.value === null ? '' : ` ${option.value}`}`;
  const width = Math.max(...command.options.map((option) => label(option).length));
  const rows = command.options.map((option) => `  ${label(option).padEnd(width)}  ${option.about}`);
  return [
    head,
    '',
    command.about,
    ...(argument ? ['', `  ${argument.name}  ${argument.about}`] : []),
    '',
    ...rows,
    '',
  ].join('\n');
}
