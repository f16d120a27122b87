// Feedback as issues: found, acknowledged, closed. What counts is decided in collect-feedback.

import { type Connection, settle } from './api.ts';

export interface FeedbackIssue {
  number: number;
  /** The account's number, not its name. */
  account: number;
  /** Epoch milliseconds. */
  createdAt: number;
  body: string | null;
}

export interface IssueOutcome {
  number: number;
  kind: 'taken' | 'known' | 'refused';
  /** A sentence for whoever opened it; our own words, nothing of theirs. */
  said: string;
}

/** Every open issue with the label, as it reads now. */
export async function openFeedback(
  { api, owner, repo }: Connection,
  label: string,
): Promise<FeedbackIssue[]> {
  const issues = await api.paginate(api.rest.issues.listForRepo, {
    owner,
    repo,
    state: 'open',
    labels: label,
    per_page: 100,
  });
  return issues
    .filter((issue) => !issue.pull_request && issue.user)
    .map(({ number, user, created_at, body }) => ({
      number,
      account: user?.id ?? 0,
      createdAt: Date.parse(created_at),
      body: body ?? null,
    }));
}

/** Says what became of an issue and closes it. Once it is closed it is never looked at again. */
export async function acknowledge(
  { api, owner, repo }: Connection,
  { number, kind, said }: IssueOutcome,
): Promise<void> {
  const issue = { owner, repo, issue_number: number };
  const state_reason = kind === 'refused' ? 'not_planned' : 'completed';
  await settle(async () => {
    const { data } = await api.rest.issues.get(issue);
    if (data.state === 'closed') return;
    await api.rest.issues.createComment({ ...issue, body: said });
    await api.rest.issues.update({ ...issue, state: 'closed', state_reason });
  });
}
