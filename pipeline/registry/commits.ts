// Which commit put a decision on record. Git knows; no file says it, because a file cannot name the commit it is in.

import { resolve } from 'node:path';
import { $ } from 'zx';
import { readTextFile } from '../data/files.ts';
import { DECISIONS } from './layout.ts';

/**
 * The commit that first added each decision, by the decision's id: 40 hex digits. What is not committed is not in it; so
 * is what a shallow clone cannot tell, and without Git, or outside of a repository, it is empty.
 */
export async function decisionCommits(root: string): Promise<ReadonlyMap<string, string>> {
  const git = $({ cwd: root, nothrow: true, quiet: true });
  const added = ['--no-renames', '--diff-filter=A', '--relative', '--name-only', '--format=commit %H'];
  const log = await git`git --no-optional-locks log ${added} -- ${DECISIONS}`;
  if (log.exitCode !== 0) return new Map();
  // The oldest commit of a shallow clone seems to add everything that was there before it.
  const where = await git`git rev-parse --git-path shallow`;
  const shallow = await readTextFile(resolve(root, where.stdout.trim()), 'shallow');
  const edges = new Set(shallow?.split('\n'));
  const found = new Map<string, string>();
  let commit = '';
  for (const line of log.stdout.split('\n')) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    const id = /([^/]+)\.json$/.exec(line)?.[1];
    // Newest first, so the last word is that of the first commit.
    if (id !== undefined) found.set(id, commit);
  }
  return new Map([...found].filter(([, sha]) => !edges.has(sha)));
}
