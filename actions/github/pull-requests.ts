// Pull requests: opened for a branch, and found by the commit they are about.

import { type Connection, settle } from './api.ts';

export interface Proposal {
  head: string;
  base: string;
  title: string;
  body: string;
}

/** Opens a pull request, unless one is open for this branch. @returns its address */
export function propose({ api, owner, repo }: Connection, proposal: Proposal): Promise<string> {
  return settle(async () => {
    const head = `${owner}:${proposal.head}`;
    const { data: open } = await api.rest.pulls.list({
      owner,
      repo,
      state: 'open',
      head,
      base: proposal.base,
    });
    const mine = open.find((one) => one.head.ref === proposal.head);
    if (mine) return mine.html_url;
    const { data } = await api.rest.pulls.create({ owner, repo, ...proposal });
    return data.html_url;
  });
}

/** The open pull request whose newest commit this is; null when there is none any more. Forks' are among them. */
export async function findByHead({ api, owner, repo }: Connection, sha: string): Promise<number | null> {
  const pages = api.paginate.iterator(api.rest.pulls.list, { owner, repo, state: 'open', per_page: 100 });
  for await (const { data } of pages) {
    const found = data.find((one) => one.head.sha === sha);
    if (found) return found.number;
  }
  return null;
}
