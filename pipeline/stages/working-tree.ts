// What a command changed, as git sees it.

import { $ } from 'zx';

export interface WorkingTree {
  added: number;
  changed: number;
  removed: number;
  /** The first few, as `git status --short` prints them. */
  shown: string[];
}

const SHOWN = 8;

/** The state of data/ and models/ against the last commit; null outside a git repository. */
export async function workingTree(root: string): Promise<WorkingTree | null> {
  const git = $({ cwd: root, nothrow: true, quiet: true });
  const status =
    await git`git --no-optional-locks status --porcelain=v1 --untracked-files=all -- data models`;
  if (status.exitCode !== 0) return null;
  const lines = status.stdout.split('\n').filter(Boolean);
  const having = (pattern: RegExp) => lines.filter((line) => pattern.test(line.slice(0, 2))).length;
  return {
    added: having(/\?|A/),
    changed: having(/M|R/),
    removed: having(/D/),
    shown: lines.slice(0, SHOWN),
  };
}
