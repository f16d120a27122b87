// What every action that writes has in common: its inputs about writing, the one way to write, and its outputs about
// what came of it. What is written, each action says.

import { setTimeout as pause } from 'node:timers/promises';
import * as core from '@actions/core';
import { InputError, quoted, suggestion } from '../pipeline/errors.ts';
import type { Context } from '../pipeline/stages/context.ts';
import { credentials, type Git, gitIn } from './committing/git.ts';
import { type Change, type Written, write } from './committing/write.ts';
import { actionContext, environment } from './edge.ts';
import { connect } from './github/api.ts';
import { propose } from './github/pull-requests.ts';

const MODES = ['push', 'pull-request'] as const;

export interface Delivery {
  mode: (typeof MODES)[number];
  token: string;
  branch: string;
  dryRun: boolean;
}

/** The inputs about writing, checked. */
export function deliveryInputs(): Delivery {
  const given = core.getInput('delivery');
  const mode = MODES.find((one) => one === given);
  if (mode === undefined) {
    throw new InputError({
      place: 'delivery',
      problem: `${quoted(given)} is no way to deliver.`,
      legal: suggestion(given, MODES),
    });
  }
  return {
    mode,
    token: core.getInput('token'),
    branch: core.getInput('branch'),
    dryRun: core.getBooleanInput('dry-run'),
  };
}

export interface Delivered<T> {
  written: Written;
  /** Of the last derivation; null when a request had been carried out before. */
  result: T | null;
  /** Address of the pull request; empty without one. */
  pullRequest: string;
}

export interface Task<T> {
  /** Names the branch of a pull request: letters, digits, dashes. */
  slug: string;
  /** Set where doing it twice would do something else. */
  request: string | null;
  derive(context: Context, git: Git): Promise<{ change: Change | null; result: T }>;
}

/** Writes what `derive` makes of the newest commit, onto the branch or as a pull request. */
export async function deliver<T>(
  delivery: Delivery,
  { slug, request, derive }: Task<T>,
): Promise<Delivered<T>> {
  const { mode, token, branch, dryRun } = delivery;
  const { root, server, repository } = environment();
  const git = gitIn(root, { ...IDENTITY, ...credentials(server, token) });
  const target = mode === 'push' ? branch : `showrunner/${slug}`;
  let result: T | null = null;
  const written = await write({
    git,
    remote: 'origin',
    branch,
    target,
    request,
    dryRun,
    sleep: pause,
    random: Math.random,
    watch: (step, note) => core.info(`${step}: ${note}`),
    async derive(tree) {
      const derived = await derive({ ...actionContext({ dryRun: false }), root: tree }, git);
      result = derived.result;
      return derived.change;
    },
  });
  if (mode === 'push' || written.outcome !== 'pushed') return { written, result, pullRequest: '' };
  const { subject, body } = written.message;
  const proposal = { head: target, base: branch, title: subject, body: body.join('\n\n') };
  return { written, result, pullRequest: await propose(connect(token, repository), proposal) };
}

/** The bot's own name and address on GitHub. */
const NAME = 'github-actions[bot]';
const ADDRESS = '41898282+github-actions[bot]@users.noreply.github.com';
const IDENTITY = {
  GIT_AUTHOR_NAME: NAME,
  GIT_AUTHOR_EMAIL: ADDRESS,
  GIT_COMMITTER_NAME: NAME,
  GIT_COMMITTER_EMAIL: ADDRESS,
};

/** The outputs about writing. */
export function setDelivered({ written, pullRequest }: Delivered<unknown>): void {
  core.setOutput('written', written.outcome);
  core.setOutput('commit', written.commit);
  core.setOutput('pull-request', pullRequest);
}

/** One sentence about it, for a summary. */
export function saidOfDelivery({ written, pullRequest }: Delivered<unknown>): string {
  const commit = `\`${written.commit.slice(0, 12)}\``;
  const tries = written.tries === 1 ? '' : ` after ${written.tries} tries`;
  if (pullRequest !== '') return `Proposed as ${pullRequest}.`;
  if (written.outcome === 'pushed') return `Committed as ${commit}${tries}.`;
  if (written.outcome === 'would-push') return 'Dry run: nothing was pushed.';
  return `Nothing to commit; the branch is at ${commit}.`;
}
