// A branch that carries a pull request: whether what stands on it is what would be put there again.

import { type Git, said } from './git.ts';

/**
 * The commit on the target branch, when it makes the same change to the same parent as `commit` does: a repeat then
 * leaves the pull request, and whoever is reading it, in peace. Null otherwise.
 */
export async function proposedAlready(
  git: Git,
  { remote, target, commit }: { remote: string; target: string; commit: string },
): Promise<string | null> {
  const ref = `refs/heads/${target}`;
  const { code } = await git(['fetch', '--quiet', '--no-tags', '--refmap=', '--end-of-options', remote, ref]);
  if (code !== 0) return null;
  const there = await said(git, ['rev-parse', 'FETCH_HEAD']);
  // The records of one change differ in their second, so the trees may: parent and first line tell the change.
  const format = '--format=%P %s';
  const describe = (one: string) => said(git, ['log', '-1', format, one]);
  return (await describe(there)) === (await describe(commit)) ? there : null;
}
