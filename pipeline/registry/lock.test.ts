import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLock } from './lock.ts';
import { recover } from './recover.ts';
import { inTemporaryFolder } from './registry.fixture.ts';

const HOLDER = fileURLToPath(new URL('./lock-holder.fixture.ts', import.meta.url));

/** Another process that has the lock. */
async function holder(root: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, root], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout ?? child, 'data');
  return child;
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await exit;
}

const take = (root: string) => withLock(root, 'showrunner rollback', async () => 'done');

async function leaveLock(root: string, content: string): Promise<void> {
  await mkdir(join(root, 'models'), { recursive: true });
  await writeFile(join(root, 'models', '.lock.staging'), content);
}

/** The lock of a process that cannot be there: its number is above what Linux and macOS hand out. */
const DEAD = JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: null, command: 'dead' });

describe('the lock', () => {
  it('gives the result of the action and is gone afterwards, also when the action fails', () =>
    inTemporaryFolder(async (root) => {
      expect(await take(root)).toBe('done');
      const failing = withLock(root, 'x', async () => Promise.reject(new Error('inside')));
      await expect(failing).rejects.toThrow('inside');
      expect(await readdir(join(root, 'models'))).toEqual([]);
    }));

  it('refuses a second process with the name and the number of the first, until that has ended', () =>
    inTemporaryFolder(async (root) => {
      const child = await holder(root);
      await expect(take(root)).rejects.toThrow(
        `models/.lock.staging: "showrunner cycle" is writing (process ${child.pid}). Wait until it has ended.`,
      );
      await ended(child);
      expect(await take(root)).toBe('done');
    }));

  it('is taken over from a process that was killed', () =>
    inTemporaryFolder(async (root) => {
      const child = await holder(root);
      await ended(child, 'SIGKILL');
      expect(await readdir(join(root, 'models'))).toEqual(['.lock.staging']);
      expect(await take(root)).toBe('done');
      expect(await readdir(join(root, 'models'))).toEqual([]);
    }));

  it('is taken over by one only of many that find it stale', () =>
    inTemporaryFolder(async (root) => {
      await leaveLock(root, DEAD);
      let inside = 0;
      let most = 0;
      const enter = () =>
        withLock(root, 'x', async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 20));
          inside--;
        });
      const results = await Promise.allSettled(Array.from({ length: 12 }, enter));
      expect(most).toBe(1);
      expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
      expect(await readdir(join(root, 'models'))).toEqual([]);
    }));

  it('says what to do when a command was killed while it took over', () =>
    inTemporaryFolder(async (root) => {
      await leaveLock(root, DEAD);
      await writeFile(join(root, 'models', '.lock.takeover.staging'), DEAD);
      await expect(take(root)).rejects.toThrow(/\.lock\.takeover\.staging: .*Remove this file and run again/);
    }));

  it('is not believed of a process whose number another one has now', () =>
    inTemporaryFolder(async (root) => {
      const started = process.platform === 'linux' ? '1' : null;
      const pid = process.platform === 'linux' ? process.pid : 2 ** 22 + 1;
      await leaveLock(root, JSON.stringify({ pid, host: hostname(), started, command: 'before' }));
      expect(await take(root)).toBe('done');
    }));

  it('of another machine is never taken over', () =>
    inTemporaryFolder(async (root) => {
      await leaveLock(
        root,
        JSON.stringify({ pid: 2 ** 22 + 1, host: 'elsewhere', started: null, command: 'cycle' }),
      );
      await expect(take(root)).rejects.toThrow(
        /on "elsewhere"\)\. Wait until it has ended; if it has, remove this file\./,
      );
    }));

  it('that is no lock is refused with its name', () =>
    inTemporaryFolder(async (root) => {
      await leaveLock(root, 'hello');
      await expect(take(root)).rejects.toThrow(
        /models\/\.lock\.staging: This is not JSON.*Remove it if no command/,
      );
      expect(await readFile(join(root, 'models', '.lock.staging'), 'utf8')).toBe('hello');
    }));

  it('is left alone by recovery, while drafts of dead processes are cleared', () =>
    inTemporaryFolder(async (root) => {
      await withLock(root, 'showrunner cycle', async () => {
        const draft = `.lock.${2 ** 22 + 1}.0123abcd.staging`;
        await writeFile(join(root, 'models', draft), '{}');
        expect(await recover(root)).toEqual([`Removed models/${draft}, an unfinished file.`]);
        expect(await readdir(join(root, 'models'))).toEqual(['.lock.staging']);
      });
    }));
});
