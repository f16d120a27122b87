// A working tree of its own for one write, so that nothing of the folder people work in is touched: no reset there, no
// stray file committed. It lives inside .git and is gone afterwards; what a killed process left is cleared by the next.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode } from '../../pipeline/data/files.ts';
import { type Git, said } from './git.ts';

const FOLDER = 'showrunner';

/** Runs `work` in a fresh tree of a commit and removes it, whatever comes of it. */
export async function withTree<T>(git: Git, commit: string, work: (tree: string) => Promise<T>): Promise<T> {
  const folder = join(await gitFolder(git), FOLDER);
  await mkdir(folder, { recursive: true });
  await clearDead(git, folder);
  const tree = join(folder, `tree-${process.pid}-${trees++}`);
  await said(git, ['worktree', 'add', '--quiet', '--force', '--detach', tree, commit]);
  try {
    return await work(tree);
  } finally {
    await remove(git, tree);
  }
}

let trees = 0;

async function gitFolder(git: Git): Promise<string> {
  const top = await said(git, ['rev-parse', '--show-toplevel']);
  return resolve(top, await said(git, ['rev-parse', '--git-common-dir'], { cwd: top }));
}

async function clearDead(git: Git, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^tree-(\d+)-\d+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await remove(git, join(folder, name));
  }
}

async function remove(git: Git, tree: string): Promise<void> {
  await rm(tree, { recursive: true, force: true });
  await git(['worktree', 'prune']);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The tree as a commit has it, and nothing else in it. */
export async function resetTo(git: Git, tree: string, commit: string): Promise<void> {
  await said(git, ['reset', '--quiet', '--hard', commit], { cwd: tree });
  await said(git, ['clean', '--quiet', '-ffdx'], { cwd: tree });
}

/** Paths that differ from the commit, new ones included; ignored files are not. */
export async function changedPaths(git: Git, tree: string): Promise<string[]> {
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'];
  const entries = (await said(git, args, { cwd: tree })).split('\0').filter(Boolean);
  return entries.map((entry) => entry.slice(3));
}
