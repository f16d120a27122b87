// The faults that the tests of writing inject: hooks for the server, in the words real servers use, or somebody else
// who writes meanwhile.

import { firstTimes, type Remote } from './remote.fixture.ts';
import { write } from './write.ts';
import { ingestion, writingWith } from './writers.fixture.ts';

export interface Fault {
  /** For people: a row of docs/committing.md. */
  name: string;
  hooks: Record<string, string>;
  /** Happens between our commit and our push. */
  meanwhile?: (server: Remote) => Promise<void>;
  /** What the row must hold. */
  expected?: string;
}

const refuse = (...lines: string[]) => `${lines.map((line) => `echo '${line}' >&2`).join('\n')}\nexit 1`;

/** Somebody else lands a commit, `times` times. */
function otherWriter(times: number): (server: Remote) => Promise<void> {
  let left = times;
  return async (server) => {
    if (left-- <= 0) return;
    await write(writingWith((await server.clone()).git, ingestion(`other-${left}`)));
  };
}

export const FAULTS: readonly Fault[] = [
  { name: 'none', hooks: {}, expected: 'pushed, 1 try |' },
  {
    name: 'the server is slow',
    hooks: { 'pre-receive': 'sleep 0.5' },
    expected: 'pushed, 1 try |',
  },
  {
    name: 'somebody else pushes first, once',
    hooks: {},
    meanwhile: otherWriter(1),
    expected: 'pushed, 2 tries |',
  },
  {
    name: 'somebody else pushes first, three times',
    hooks: {},
    meanwhile: otherWriter(3),
    expected: 'pushed, 4 tries |',
  },
  {
    name: 'the branch is locked by another push, twice',
    hooks: {
      'pre-receive': `${firstTimes(2, 'locked')}\n${refuse('error: cannot lock ref refs/heads/main: is at 1a2b but expected 3c4d')}`,
    },
    expected: 'pushed, 3 tries |',
  },
  {
    name: 'the connection breaks before the push has landed',
    hooks: { 'pre-receive': `${firstTimes(1, 'broken')}\nkill -9 $PPID` },
    expected: 'pushed, 2 tries |',
  },
  {
    name: 'the push lands and its reply is lost',
    // Called once the branch has moved, before the server answers.
    hooks: {
      'reference-transaction': `[ "$1" = committed ] || exit 0\n${firstTimes(1, 'lost')}\nkill -9 $PPID`,
    },
    expected: 'pushed, 1 try |',
  },
  {
    name: 'the branch is locked for good',
    hooks: { 'pre-receive': refuse('error: cannot lock ref refs/heads/main') },
    expected: 'stopped |',
  },
  {
    name: 'a file is too large (GH001)',
    hooks: {
      'pre-receive': refuse(
        'error: GH001: Large files detected. You may want to try Git Large File Storage.',
        'error: File models/run_20260501_110000/item_factors.parquet is 120.00 MB; this exceeds GitHub size limit of 100.00 MB',
      ),
    },
    expected: 'stopped |',
  },
  {
    name: 'the branch is protected (GH006)',
    hooks: {
      'pre-receive': refuse(
        'error: GH006: Protected branch update failed for refs/heads/main.',
        'error: Changes must be made through a pull request.',
      ),
    },
    expected: 'stopped |',
  },
  {
    name: 'a ruleset forbids it (GH013)',
    hooks: {
      'pre-receive': refuse(
        'error: GH013: Repository rule violations found for refs/heads/main.',
        '- Required status check "validate-model" is expected.',
      ),
    },
    expected: 'stopped |',
  },
  {
    name: 'a hook of the server declines',
    hooks: { 'pre-receive': refuse('Commits need a ticket number.') },
    expected: 'stopped |',
  },
];
