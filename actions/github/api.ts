// GitHub's API: the real octokit, patient with what passes. No knowledge of what is asked; the modules beside this one
// have that.

import { setTimeout as pause } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { InputError, quoted } from '../../pipeline/errors.ts';

export type Api = ReturnType<typeof getOctokit>;

/** A repository as the API names it. */
export interface Repository {
  owner: string;
  repo: string;
}

/** A connection to GITHUB_API_URL, with which a call is made again where that can help. */
export interface Connection extends Repository {
  api: Api;
}

const MOST_TRIES = 5;
const LONGEST_PAUSE = 60_000;

/**
 * @param repository "owner/name"
 * @throws InputError without a token
 */
export function connect(token: string, repository: string): Connection {
  const [owner, repo, extra] = repository.split('/');
  if (!owner || !repo || extra !== undefined) {
    throw new InputError({ place: 'GITHUB_REPOSITORY', problem: `${quoted(repository)} is not owner/name.` });
  }
  if (token === '') {
    throw new InputError({
      place: 'token',
      problem: 'a token is needed to speak to GitHub.',
      legal: 'Hand on the job’s own: `token: $' + '{{ github.token }}`.',
    });
  }
  const api = getOctokit(token);
  api.hook.wrap('request', async (request, options) => {
    for (let tries = 1; ; tries++) {
      try {
        return await request(options);
      } catch (error) {
        const wait = pauseBefore(error, options.method, tries);
        if (wait === null || tries === MOST_TRIES) throw error;
        await pause(wait);
      }
    }
  });
  return { api, owner, repo };
}

/** Milliseconds until the same call may be made again; null when it must not be. */
export function pauseBefore(error: unknown, method: string, tries: number): number | null {
  const status = statusOf(error);
  const headers = headersOf(error);
  const limited = status === 429 || (status === 403 && isLimit(error, headers));
  if (limited) {
    const after = Number(headers['retry-after'] ?? 2 ** tries);
    return Number.isFinite(after) && after * 1000 <= LONGEST_PAUSE ? after * 1000 : null;
  }
  // What was asked for may have been done although the reply says otherwise: a POST is for the caller to look into.
  if (method === 'POST' || status === null || status < 500) return null;
  return Math.random() * 500 * 2 ** tries;
}

function isLimit(error: unknown, headers: Record<string, unknown>): boolean {
  return 'retry-after' in headers || (error instanceof Error && /rate limit/i.test(error.message));
}

/** The HTTP status of a failed call; null when it was no reply at all. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : null;
}

function headersOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error) || !('response' in error)) return {};
  const { response } = error as { response?: { headers?: Record<string, unknown> } };
  return response?.headers ?? {};
}

/**
 * Does something that may have been done before: looks, then acts; and looks again when acting failed, because a reply
 * may be lost or somebody may have been there meanwhile.
 */
export async function settle<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const status = statusOf(error);
      const passes = status === 404 || status === 409 || status === 410 || (status !== null && status >= 500);
      if (!passes || tries === 3) throw error;
      await pause(Math.random() * 500 * 2 ** tries);
    }
  }
}
