// The runbooks hold what they say: each has its five parts, every command exists with its options, links lead somewhere,
// and what only reads is run on the embedded data.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../pipeline/commands/arguments.ts';
import { COMMANDS } from '../pipeline/commands.ts';
import { RUNBOOKS, TROUBLE_NAMES, TROUBLES } from '../pipeline/reporting/runbooks.ts';
import { repository, showrunner } from './support/workspace.ts';

const folder = 'docs/runbooks';
const pages = readdirSync(join(repository, folder)).filter((name) => name.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(repository, folder, page), 'utf8');

/** Command lines of indented blocks and of code inside sentences, without their comments. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/^ {4,}(\S.*)$/gm)].map(([, line]) => line);
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, line]) => line);
  const lines = [...blocks, ...inline].flatMap((line) => line.replace(/\s+#\s.*$/, '').split(' && '));
  return lines.filter((line) => /^(npx|npm|git|cat|ls|node|gh) /.test(line));
}

/** Words as a shell splits them, quotes taken off. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, bare]) => inQuotes ?? bare);
}

/** Parsed as the command line is; throws for what it would refuse. */
function checkShowrunner(line: string): void {
  const [, , name, ...args] = wordsOf(line);
  // Not in the table: it is an action's, behind the same door.
  if (name === 'init' && args.join(' ') === '--check') return;
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) throw new Error(`${line}: there is no such command`);
  const { values } = parseCommandLine(command, args);
  const { incident, 'what-if': policy } = values;
  if (incident !== undefined) expect([...Object.keys(RUNBOOKS), ...TROUBLE_NAMES], line).toContain(incident);
  if (policy !== undefined) expect(['specification', 'other.yaml'], line).toContain(policy);
}

const everyLine = pages.flatMap((page) =>
  commandsOf(textOf(page)).map((line): [string, string] => [page, line]),
);
const ours = everyLine.filter(([, line]) => line.startsWith('npx showrunner '));

describe('the runbooks', () => {
  it('are there for every rule and every trouble, and the index knows each page', () => {
    const wanted = [...Object.values(RUNBOOKS), ...TROUBLE_NAMES.map((name) => TROUBLES[name].runbook)];
    expect([...new Set(wanted)].filter((page) => !pages.includes(page))).toEqual([]);
    const index = textOf('README.md');
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
    for (const [rule, page] of Object.entries(RUNBOOKS)) expect(textOf(page), page).toContain(`\`${rule}\``);
  });

  it.each(pages.filter((page) => !['README.md', 'rollback.md'].includes(page)))(
    '%s has its five parts in order',
    (page) => {
      const headings = [...textOf(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual([
        'What it means',
        'See it',
        'First five minutes',
        'Causes, likeliest first',
        'Over when',
      ]);
    },
  );

  it.each(ours)('%s: %s', (_page, line) => checkShowrunner(line));

  it('would not let a wrong command through', () => {
    expect(ours.length).toBeGreaterThan(40);
    for (const wrong of [
      'npx showrunner decise',
      'npx showrunner report --weak',
      'npx showrunner report --incident ctr',
    ]) {
      expect(() => checkShowrunner(wrong), wrong).toThrow();
    }
  });

  it('name no npm script that is not there', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const run = everyLine.flatMap(([, line]) => /^npm run (\S+)/.exec(line)?.[1] ?? []);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('link to files that are there', () => {
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, to]) => join(folder, to)),
    );
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((path) => !path.includes('://') && !existsSync(join(repository, path)))).toEqual([]);
    expect(dirname(links[0])).toBe(folder);
  });

  /** One of each kind: a process takes its time, and another rule is the same code. */
  const reading = new Map(
    ours
      .filter(([, line]) => /showrunner (report|observe)\b|ingest --dry-run/.test(line))
      .map(([, line]) => [line.replaceAll(/"[^"]*"|[a-z]+_[a-z_]+/g, '…'), line]),
  );
  it.each([...reading.values()])('reads and says something: %s', async (line) => {
    const { code, stdout } = await showrunner(repository, wordsOf(line).slice(2));
    expect(code, stdout).toBe(0);
    expect(stdout.trim().length).toBeGreaterThan(20);
  });
});
