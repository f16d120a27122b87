// One comment that is kept up to date, however often it is written. Only a comment that a bot made is ever changed.

import { type Connection, settle } from './api.ts';

/** GitHub's own limit, in characters. */
const LONGEST = 65_536;

export interface Stuck {
  id: number;
  outcome: 'created' | 'updated' | 'unchanged';
}

/** @param marker an HTML comment that the body begins with; it tells this comment from all others */
export function stick(
  { api, owner, repo }: Connection,
  { number, marker, text }: { number: number; marker: string; text: string },
): Promise<Stuck> {
  const body = cut(`${marker}\n${text}`);
  return settle(async () => {
    const comments = await api.paginate(api.rest.issues.listComments, {
      owner,
      repo,
      issue_number: number,
      per_page: 100,
    });
    const mine = comments.find((one) => one.user?.type === 'Bot' && one.body?.startsWith(marker));
    if (mine === undefined) {
      const { data } = await api.rest.issues.createComment({ owner, repo, issue_number: number, body });
      return { id: data.id, outcome: 'created' };
    }
    if (mine.body === body) return { id: mine.id, outcome: 'unchanged' };
    await api.rest.issues.updateComment({ owner, repo, comment_id: mine.id, body });
    return { id: mine.id, outcome: 'updated' };
  });
}

function cut(body: string): string {
  const characters = [...body];
  if (characters.length <= LONGEST) return body;
  return `${characters.slice(0, LONGEST - 100).join('')}\n\n… cut here: the job summary has the rest.`;
}
