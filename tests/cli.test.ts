// The command line as a contract: exit codes, one JSON document, help for every command.

import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../pipeline/commands.ts';
import { emptyWorkspace, showrunner } from './support/workspace.ts';

let root: string;
beforeAll(async () => {
  root = await emptyWorkspace();
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the command line', () => {
  it('has a command for every stage that is promised', () => {
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(
      'benchmark cycle decide import ingest judge observe promote publish replay report rollback simulate train tune verify'.split(
        ' ',
      ),
    );
  });

  it('offers a dry run wherever it writes', () => {
    const reading = ['benchmark', 'observe', 'replay', 'report'];
    const without = COMMANDS.filter(({ options }) => !options.some(({ name }) => name === 'dry-run'));
    expect(without.map(({ name }) => name).sort()).toEqual(reading);
  });

  it('explains itself and each command', async () => {
    const { code, stdout } = await showrunner(root, ['--help']);
    expect(code).toBe(0);
    for (const { name, about } of COMMANDS) expect(stdout).toContain(`${name.padEnd(9)}  ${about}`);
    const one = await showrunner(root, ['rollback', '--help']);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('--reason TEXT');
  });

  it.each([
    [['cicle'], '"cicle" is not a command. Did you mean "cycle"?'],
    [['train', '--sed', '1'], 'train has no option "--sed". Did you mean "--seed"?'],
    [['train', '--seed', '1.5'], '--seed "1.5" is not a whole number'],
    [['train', '--threads', '0'], '--threads "0" is not a whole number from 1'],
    [['observe', 'extra'], 'observe does not take the argument "extra"'],
    [['rollback', '--to', 'previous'], '--reason is missing'],
    [['import'], 'import needs one source'],
    [['import', 'x.csv', '--time', 'second'], '--time "second" is not legal. Did you mean "seconds"?'],
    [['train', '--root', 'nowhere'], 'there is no thresholds.yaml here'],
  ])('answers %j with exit code 2 and what is legal', async (args, message) => {
    const { code, stdout } = await showrunner(root, args);
    expect(stdout).toContain(message);
    expect(code).toBe(2);
  });

  it('prints one JSON document on stdout and everything else on stderr', async () => {
    const { code, stdout, stderr } = await showrunner(root, ['ingest', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'ingest', ok: true, result: { files: 0 } });
    expect(stderr).toContain('nothing waits');
  });

  it('prints a JSON document for bad input, too', async () => {
    const { code, stdout } = await showrunner(root, ['observe', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'observe',
      ok: false,
      error: { kind: 'input', file: 'data/interactions' },
    });
  });
});
