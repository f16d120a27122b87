import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { $ } from 'zx';
import { decisionCommits } from './commits.ts';
import { inTemporaryFolder } from './registry.fixture.ts';

const FIRST = '20260501T060000Z-decision';
const SECOND = '20260502T060000Z-promotion';

/** A repository with a commit a decision, and one that is not committed. */
async function repository(root: string) {
  const git = $({ cwd: root, quiet: true });
  await git`git init -q -b main && git config user.name t && git config user.email t@example.org`;
  await mkdir(join(root, 'models/decisions'), { recursive: true });
  const shas: string[] = [];
  for (const id of [FIRST, SECOND]) {
    await writeFile(join(root, `models/decisions/${id}.json`), id);
    await git`git add . && git commit -q -m ${id}`;
    shas.push((await git`git rev-parse HEAD`).stdout.trim());
  }
  await writeFile(join(root, 'models/decisions/20260503T060000Z-decision.json'), 'new');
  return { git, shas };
}

describe('the commit of a decision', () => {
  it('is the one that added it; what is not committed has none', () =>
    inTemporaryFolder(async (root) => {
      const { git, shas } = await repository(root);
      expect([...(await decisionCommits(root))].sort()).toEqual([
        [FIRST, shas[0]],
        [SECOND, shas[1]],
      ]);
      await git`git revert --no-edit HEAD && git revert --no-edit HEAD`;
      expect((await decisionCommits(root)).get(SECOND)).toBe(shas[1]);
    }));

  it('is not known where a shallow clone cuts the history off', () =>
    inTemporaryFolder(async (root) => {
      const { shas } = await repository(join(root)).then(async ({ git, shas }) => {
        await git`git clone -q --depth 1 file://${root} ${join(root, 'shallow')}`;
        return { shas };
      });
      expect((await decisionCommits(join(root, 'shallow'))).size).toBe(0);
      await $({ cwd: join(root, 'shallow'), quiet: true })`git fetch -q --unshallow`;
      expect((await decisionCommits(join(root, 'shallow'))).get(FIRST)).toBe(shas[0]);
    }));

  it('is not known outside of a repository', () =>
    inTemporaryFolder(async (root) => {
      expect((await decisionCommits(root)).size).toBe(0);
    }));
});
