// What a failed fetch or push means: try again from the new tip, or stop and say what to do. Pure: the words of Git
// and of GitHub's servers in, a conclusion out.

/** Why a push did not land. */
export type Refusal =
  | { kind: 'retry'; why: string }
  /** Trying again cannot help: a sentence about it, and what to do. */
  | { kind: 'stop'; why: string; todo: string };

interface Known {
  pattern: RegExp;
  why: string;
  /** What to do; null where the next try may help. */
  todo: string | null;
}

const PULL_REQUEST =
  'Set `delivery: pull-request` with the token of a GitHub App, or let that App push past the rule ' +
  '(docs/getting-started.md, "A protected branch").';

/** In order: what says most comes first, since GitHub repeats its codes in Git's own words. */
const KNOWN: readonly Known[] = [
  {
    pattern: /GH001|exceeds GitHub's file size limit/,
    why: 'A file is over the size limit of the server (GH001).',
    todo: 'Lower `budget.run_bytes` in thresholds.yaml and train a smaller model; nothing of it was pushed.',
  },
  {
    pattern: /GH006|[Pp]rotected branch/,
    why: 'The branch is protected (GH006).',
    todo: PULL_REQUEST,
  },
  {
    pattern: /GH013|[Rr]epository rule violations/,
    why: 'A rule of the repository forbids this push (GH013).',
    todo: PULL_REQUEST,
  },
  {
    pattern: /cannot lock ref|failed to update ref|incorrect old value|reference already exists/,
    why: 'Somebody else was writing at that moment.',
    todo: null,
  },
  {
    pattern: /fetch first|non-fast-forward|stale info|\[rejected\]/,
    why: 'Somebody else was faster.',
    todo: null,
  },
  {
    pattern: /hook declined/,
    why: 'A hook of the server refused the push.',
    todo: 'Its words are below: do what they ask, and run again.',
  },
  {
    pattern: /workflows? permission|refusing to allow/,
    why: 'The token may not write this.',
    todo: 'Give the job `permissions: contents: write`; workflow files need the token of an App.',
  },
  {
    pattern:
      /[Pp]ermission (to .* )?denied|error: 403|Authentication failed|could not read (Username|Password)|Invalid username/,
    why: 'The server does not let this token write.',
    todo: 'Give the job `permissions: contents: write` and hand its token to the action.',
  },
  {
    pattern: /[Rr]epository .*not found|does not appear to be a git repository|error: 404/,
    why: 'There is no such repository, or this token may not see it.',
    todo: 'Check the address with `git remote -v`, and the token.',
  },
];

/** @param output all that Git said */
export function classify(output: string): Refusal {
  const known = KNOWN.find(({ pattern }) => pattern.test(output));
  // What nobody has listed is most likely the network. Trying again is harmless: every try starts from the new tip.
  if (known === undefined) return { kind: 'retry', why: 'The server could not be reached, or broke off.' };
  const { why, todo } = known;
  return todo === null ? { kind: 'retry', why } : { kind: 'stop', why, todo };
}
