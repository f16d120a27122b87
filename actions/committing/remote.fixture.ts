// A real remote for the tests of writing: a bare repository on disk, clones of it, and server hooks that inject
// faults. The commits in it are of a small Showrunner repository with a champion and films to react to.

import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFeedback } from '../../pipeline/data/feedback.ts';
import { NOON, RUN_A, samplePromotion, sampleRun } from '../../pipeline/registry/registry.fixture.ts';
import { silent } from '../../pipeline/reporter.ts';
import { emptyWorkspace, repository } from '../../tests/support/workspace.ts';
import { type Git, gitIn, said } from './git.ts';

export const IDENTITY = {
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export interface Remote {
  /** Of everything: remote, clones, counters. */
  folder: string;
  /** The bare repository. */
  path: string;
  /** Git in the bare repository. */
  git: Git;
  clone(): Promise<{ root: string; git: Git }>;
  /** Installs hooks; each is the body of a shell script. */
  hooks(bodies: Record<string, string>): Promise<void>;
  /** The branch's commits, newest first, as "subject". */
  log(): Promise<string[]>;
  remove(): Promise<void>;
}

const CATALOGUE = ['item_id,title,year,genres,added']
  .concat([1, 2, 3, 4, 5].map((n) => `film_${n},Film ${n},1999,Drama,`))
  .join('\n');
const CARD = {
  format: 1,
  name: 'five-films',
  title: 'Five films',
  kind: 'imported',
  notice: 'Made for a test.',
  licence: null,
  source: 'a test',
  rating_scale: { min: 0.5, max: 5, step: 0.5 },
};

/** A remote whose branch main has run A as its champion. */
export async function makeRemote(): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-remote-'));
  const path = join(folder, 'remote.git');
  const seed = await fiveFilms();
  const git = gitIn(seed, IDENTITY);
  await said(git, ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  await said(git, ['init', '--quiet', '--initial-branch=main']);
  await said(git, ['add', '--all']);
  await said(git, ['commit', '--quiet', '--message=Start with five films']);
  await said(git, ['push', '--quiet', path, 'main']);
  await rm(seed, { recursive: true });
  return remoteAt(folder, path);
}

/** A remote that is there. */
export function remoteAt(folder: string, path: string): Remote {
  const git = gitIn(path, IDENTITY);
  let clones = 0;
  return {
    folder,
    path,
    git,
    async clone() {
      const root = join(folder, `clone-${process.pid}-${clones++}`);
      await said(git, ['clone', '--quiet', path, root]);
      return { root, git: gitIn(root, IDENTITY) };
    },
    async hooks(bodies) {
      await rm(join(path, 'hooks'), { recursive: true, force: true });
      await mkdir(join(path, 'hooks'));
      for (const [name, body] of Object.entries(bodies)) {
        await writeFile(join(path, 'hooks', name), `#!/bin/sh\n${body}\n`);
        await chmod(join(path, 'hooks', name), 0o755);
      }
    },
    log: async () => (await said(git, ['log', '--format=%s', 'main'])).split('\n'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function fiveFilms(): Promise<string> {
  const root = await emptyWorkspace();
  await writeFile(join(root, '.gitignore'), await readFile(join(repository, '.gitignore')));
  await writeFile(join(root, 'data/catalogue.csv'), `${CATALOGUE}\n`);
  await writeFile(join(root, 'data/dataset.json'), `${JSON.stringify(CARD, null, 2)}\n`);
  await sampleRun(root, RUN_A);
  await samplePromotion(root, RUN_A, null, NOON);
  await mkdir(join(root, 'data/feedback'));
  await writeFile(join(root, 'data/feedback/first.jsonl'), thumb('first'));
  await ingestFeedback(root, { now: Date.UTC(2026, 4, 1), dryRun: false, reporter: silent });
  return root;
}

/** A line of feedback. */
export function thumb(event: string): string {
  return `${JSON.stringify({
    event_id: event,
    user_id: 'p1',
    item_id: 'film_1',
    signal: 'thumb_up',
    timestamp: '2026-01-31T20:15:00Z',
  })}\n`;
}

/** A hook's beginning: what follows happens the first `times` times, and then no more. */
export function firstTimes(times: number, name: string): string {
  return `n=$(cat "$GIT_DIR/${name}" 2>/dev/null || echo 0)
[ "$n" -lt ${times} ] || exit 0
echo $((n + 1)) > "$GIT_DIR/${name}"`;
}
