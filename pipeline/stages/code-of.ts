// What code is at work, as manifests and verifications keep it.

import { $ } from 'zx';
import type { RunManifest } from '../registry/manifest.ts';

/** The commit the code and data are at. Outside a repository, or before its first commit, there is none. */
export async function codeOf(root: string): Promise<RunManifest['code']> {
  const node = process.version;
  const git = $({ cwd: root, nothrow: true, quiet: true });
  const commit = await git`git rev-parse --verify HEAD`;
  if (commit.exitCode !== 0) return { commit: null, modified: false, node };
  const status =
    await git`git --no-optional-locks status --porcelain -- pipeline models/recipe.yaml thresholds.yaml package-lock.json`;
  return { commit: commit.stdout.trim(), modified: status.stdout.trim() !== '', node };
}
