// The one way to write: a change is derived on the newest commit, committed with explicit paths, and pushed; a push
// that loses a race is derived again from the new tip, never rebased. What a change is, its caller says.

import { InputError } from '../../pipeline/errors.ts';
import { type Git, said } from './git.ts';
import { formatMessage, type Message } from './message.ts';
import { proposedAlready } from './proposal.ts';
import { classify, type Refusal } from './refusals.ts';
import { changedPaths, resetTo, withTree } from './tree.ts';

/** What a change did in the tree it was given. */
export interface Change {
  /** Folders and files it may have touched, ending in "/" or exact. Anything else in the tree is a fault. */
  paths: readonly string[];
  message: Message;
}

/** Does its work in `tree`, which is the newest commit; null when there is nothing to do. Called again at every try. */
export type Derive = (tree: string, tip: string) => Promise<Change | null>;

/** A place in the loop; a test may end the process there. */
export type Step = 'fetched' | 'derived' | 'committed' | 'pushed';

export interface Writing {
  /** Git in the clone, with identity and credentials. */
  git: Git;
  remote: string;
  /** Without "refs/heads/". */
  branch: string;
  derive: Derive;
  /** Names the request where doing it twice would do something else, as "previous" does; else null. */
  request: string | null;
  /** Where the commit goes: onto the branch, or onto another one that a pull request asks to merge. */
  target: string;
  /** Derive and commit, and push nothing. */
  dryRun: boolean;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
  watch(step: Step, note: string): Promise<void> | void;
}

export type Written =
  /** `commit` is on the target branch. */
  | { outcome: 'pushed'; commit: string; message: Message; tries: number }
  /** There was nothing to do, or it had been done; `commit` is the tip, or what did it. */
  | { outcome: 'unchanged'; commit: string; message: null; tries: number }
  /** A dry run: what would have been pushed. */
  | { outcome: 'would-push'; commit: string; message: Message; tries: number };

export const MOST_TRIES = 10;

/**
 * Writes one change to the branch.
 * @throws InputError when the server refuses what no further try can mend, or ten tries lost
 */
export async function write(writing: Writing): Promise<Written> {
  const { git, branch } = writing;
  await checkBranch(git, branch);
  await checkBranch(git, writing.target);
  const first = await fetchTip(writing, await said(git, ['rev-parse', '--show-toplevel']), 1);
  return withTree(git, first, (tree) => compareAndSwap(writing, tree, first));
}

async function compareAndSwap(writing: Writing, tree: string, first: string): Promise<Written> {
  const { git, sleep, random, watch } = writing;
  let mine: string | null = null;
  let last = '';
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const started = performance.now();
    const tip = tries === 1 ? first : await fetchTip(writing, tree, tries);
    await watch('fetched', `try ${tries} of ${MOST_TRIES} on ${tip.slice(0, 12)}`);
    // The reply to a push may be lost after the push has landed.
    if (mine !== null && (await isAncestor(git, mine, tip))) return landed(git, mine, tries - 1);
    const made = await makeCommit(writing, tree, tip);
    if (typeof made === 'string') return { outcome: 'unchanged', commit: made, message: null, tries };
    if (writing.dryRun) return { outcome: 'would-push', ...made, tries };
    const there =
      writing.target === writing.branch
        ? null
        : await proposedAlready(git, { ...writing, commit: made.commit });
    if (there !== null) return { outcome: 'pushed', ...made, commit: there, tries };
    const failure = await push(writing, made.commit);
    if (failure === null) {
      await watch('pushed', made.commit.slice(0, 12));
      return { outcome: 'pushed', ...made, tries };
    }
    mine = made.commit;
    last = failure;
    const refusal = classify(failure);
    if (refusal.kind === 'stop') throw stopped(writing, refusal, failure);
    await watch('fetched', `try ${tries} of ${MOST_TRIES} lost: ${refusal.why}`);
    // Twice the room at every try, in measures of how long one takes: slow machines wait longer.
    if (tries < MOST_TRIES)
      await sleep(random() * Math.min(60_000, (performance.now() - started) * 2 ** tries));
  }
  throw exhausted(writing, last);
}

async function landed(git: Git, commit: string, tries: number): Promise<Written> {
  const subject = await said(git, ['log', '-1', '--format=%s', commit]);
  return { outcome: 'pushed', commit, message: { subject, body: [], trailers: {} }, tries };
}

/** A commit on the tip; or, as a string, the commit that makes another one needless. */
async function makeCommit(
  { git, derive, request, watch }: Writing,
  tree: string,
  tip: string,
): Promise<{ commit: string; message: Message } | string> {
  const earlier = request === null ? null : await findRequest(git, tip, request);
  if (earlier !== null) return earlier;
  await resetTo(git, tree, tip);
  const change = await derive(tree, tip);
  await watch('derived', change?.message.subject ?? 'nothing to do');
  if (change === null) return tip;
  const paths = await changedPaths(git, tree);
  if (paths.length === 0) return tip;
  refuseOthers(paths, change.paths);
  const trailers = { ...change.message.trailers, Request: request };
  const message = { ...change.message, trailers };
  const listed = paths.map((path) => `${path}\0`).join('');
  await said(git, ['add', '--all', '--pathspec-from-file=-', '--pathspec-file-nul'], {
    cwd: tree,
    input: listed,
  });
  await said(git, ['commit', '--quiet', '--cleanup=verbatim', '--file=-'], {
    cwd: tree,
    input: formatMessage(message),
  });
  const commit = await said(git, ['rev-parse', 'HEAD'], { cwd: tree });
  await watch('committed', commit.slice(0, 12));
  return { commit, message };
}

function refuseOthers(found: readonly string[], allowed: readonly string[]): void {
  const isAllowed = (path: string) =>
    allowed.some((one) => path === one || (one.endsWith('/') && path.startsWith(one)));
  const others = found.filter((path) => !isAllowed(path));
  if (others.length > 0) throw new Error(`A change touched what it had not named: ${others.join(', ')}`);
}

/** The commit that carried a request out, read from its trailers: words in a message do not count. */
async function findRequest(git: Git, tip: string, request: string): Promise<string | null> {
  const format = '--format=%H%x00%(trailers:key=Request,valueonly,separator=%x2C)';
  const found = await said(git, ['log', format, '--fixed-strings', `--grep=Request: ${request}`, tip]);
  const commits = found.split('\n').map((line) => line.split('\0'));
  return commits.find(([, requests]) => requests?.split(',').includes(request))?.[0] ?? null;
}

async function fetchTip(writing: Writing, folder: string, tries: number): Promise<string> {
  const { git, remote, branch, sleep, random } = writing;
  const { code, stderr } = await git(
    ['fetch', '--quiet', '--no-tags', '--refmap=', '--end-of-options', remote, `refs/heads/${branch}`],
    { cwd: folder },
  );
  if (code === 0) return said(git, ['rev-parse', 'FETCH_HEAD'], { cwd: folder });
  const refusal = classify(stderr);
  if (refusal.kind === 'stop') throw stopped(writing, refusal, stderr);
  if (/couldn't find remote ref/.test(stderr) || tries >= MOST_TRIES) throw exhausted(writing, stderr);
  await sleep(random() * 1000 * 2 ** tries);
  return fetchTip(writing, folder, tries + 1);
}

/** What Git said when it was refused; null when the commit is there. */
async function push({ git, remote, branch, target }: Writing, commit: string): Promise<string | null> {
  // A branch that only carries a pull request is made anew at every try; the branch itself only ever moves forward.
  const force = target === branch ? '' : '+';
  const ref = `${force}${commit}:refs/heads/${target}`;
  const { code, stdout, stderr } = await git(['push', '--porcelain', '--end-of-options', remote, ref]);
  return code === 0 ? null : `${stdout}\n${stderr}`;
}

async function isAncestor(git: Git, commit: string, tip: string): Promise<boolean> {
  return (await git(['merge-base', '--is-ancestor', commit, tip])).code === 0;
}

async function checkBranch(git: Git, branch: string): Promise<void> {
  const { code } = await git(['check-ref-format', `refs/heads/${branch}`]);
  if (code === 0 && !branch.startsWith('-')) return;
  throw new InputError({
    place: 'branch',
    problem: `${JSON.stringify(branch)} is not the name of a branch.`,
  });
}

function stopped({ branch }: Writing, { why, todo }: Refusal & { kind: 'stop' }, output: string): InputError {
  return new InputError({
    place: branch,
    problem: `${why} Nothing was lost: the next run starts from the same state.`,
    legal: `${todo} The server said: ${serverWords(output)}`,
  });
}

function exhausted({ branch }: Writing, output: string): InputError {
  return new InputError({
    place: branch,
    problem: `${MOST_TRIES} tries did not get through. Nothing was lost: the next run starts from the same state.`,
    legal: `Run again. The last words were: ${serverWords(output)}`,
  });
}

/** What the server said, in one line and not too much of it. */
function serverWords(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^remote:\s*/, '').trim());
  const telling = lines.filter(
    (line) => !/^(|!.*|hint:.*|To .*|Done|-+|error: failed to push.*)$/.test(line),
  );
  return (telling.join(' / ') || output.trim()).slice(0, 500) || 'nothing';
}
