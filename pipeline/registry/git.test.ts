// The registry's files in a real repository: history is the archive and revert is a button.

import { execFile } from 'node:child_process';
import { copyFile, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { readDecisions } from './decisions.ts';
import { readHold } from './hold.ts';
import { readLatest } from './latest.ts';
import { retire, rollback } from './moves.ts';
import { readRun } from './read-run.ts';
import {
  inTemporaryFolder,
  MINUTE,
  NOON,
  RUN_A,
  RUN_B,
  RUN_C,
  samplePromotion,
  sampleRun,
  treeOf,
} from './registry.fixture.ts';

const run = promisify(execFile);

/** Runs git in a repository, untouched by the machine's own settings. */
async function git(root: string, ...args: string[]): Promise<string> {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const { stdout } = await run('git', [...identity, ...args], { cwd: root, env });
  return stdout.trim();
}

async function commitAll(root: string, message: string): Promise<string> {
  await git(root, 'add', '-A');
  await git(root, 'commit', '-q', '-m', message);
  return git(root, 'rev-parse', 'HEAD');
}

/** A repository in which A was promoted in one commit and B in the next; returns B's commit. */
async function promotedTwice(root: string): Promise<string> {
  await git(root, 'init', '-q', '-b', 'main');
  await sampleRun(root, RUN_A);
  await samplePromotion(root, RUN_A, null, NOON);
  await commitAll(root, 'Promote A');
  await sampleRun(root, RUN_B, 1);
  await samplePromotion(root, RUN_B, RUN_A, NOON + MINUTE);
  return commitAll(root, 'Promote B');
}

async function stateOf(root: string) {
  const tree = await treeOf(join(root, 'models'));
  return {
    tree,
    latest: await readLatest(root),
    hold: await readHold(root),
    decisions: await readDecisions(root),
  };
}

describe('in a Git repository', () => {
  it('a plain revert of a promotion, with other commits since, ends where the promotion began', () =>
    inTemporaryFolder(async (root) => {
      const promotion = await promotedTwice(root);
      await writeFile(join(root, 'feedback.jsonl'), 'something else happened\n');
      await commitAll(root, 'Take in feedback');
      await git(root, 'revert', '--no-edit', promotion);

      const reverted = await stateOf(root);
      await git(root, 'checkout', '-q', `${promotion}^`);
      expect(reverted).toEqual(await stateOf(root));
      expect(reverted.latest).toBe(RUN_A);
      expect(reverted.hold).toBeNull();
      expect((await readRun(root, RUN_A)).manifest.run).toBe(RUN_A);
    }));

  it('a plain revert of a rollback brings the champion back and ends the hold', () =>
    inTemporaryFolder(async (root) => {
      await promotedTwice(root);
      await rollback(root, { to: RUN_A, at: NOON + 2 * MINUTE, reason: 'Clicks fell.' });
      const commit = await commitAll(root, 'Roll back');
      await git(root, 'revert', '--no-edit', commit);
      expect(await readLatest(root)).toBe(RUN_B);
      expect(await readHold(root)).toBeNull();
    }));

  it('the command in the message brings back a run that a commit removed', () =>
    inTemporaryFolder(async (root) => {
      await promotedTwice(root);
      await rm(join(root, 'models', RUN_A), { recursive: true });
      await commitAll(root, 'Retention');
      await writeFile(join(root, 'later'), 'x');
      await commitAll(root, 'Later');
      await followMessage(root);
      await rollback(root, { to: RUN_A, at: NOON + 2 * MINUTE, reason: 'Clicks fell.' });
      expect(await readLatest(root)).toBe(RUN_A);
    }));

  it('the command in the message brings back a run that is only missing in the working tree', () =>
    inTemporaryFolder(async (root) => {
      await promotedTwice(root);
      await retire(root, { at: NOON + 2 * MINUTE, reason: 'Imported.' });
      await followMessage(root);
      expect((await readRun(root, RUN_A)).manifest.run).toBe(RUN_A);
    }));

  it('nothing unfinished is ever taken into a commit', () =>
    inTemporaryFolder(async (root) => {
      await promotedTwice(root);
      await copyFile(new URL('../../.gitignore', import.meta.url), join(root, '.gitignore'));
      await writeFile(join(root, 'models', '.lock.staging'), '{}');
      await writeFile(join(root, 'models', 'decisions', '20260501T120000Z-rollback.json.staging'), '{}');
      await cp(join(root, 'models', RUN_A), join(root, 'models', `.staging-${RUN_A}`), { recursive: true });
      await cp(join(root, 'models', RUN_A), join(root, 'models', RUN_C), { recursive: true });
      const untracked = await git(root, 'ls-files', '--others', '--exclude-standard', '--directory');
      expect(untracked.split('\n')).toEqual(['.gitignore', `models/${RUN_C}/`]);
    }));
});

/** Asks for run A, expects a refusal, and does what its message says. */
async function followMessage(root: string): Promise<void> {
  const error = await readRun(root, RUN_A).then(
    () => null,
    (reason: unknown) => reason,
  );
  const command = error instanceof InputError ? /git checkout .*$/.exec(error.message)?.[0] : undefined;
  expect(command).toBeDefined();
  await run('sh', ['-c', command ?? 'false'], { cwd: root });
}
