// What a repository made from this template needs on GitHub, as data: what is looked at, how it is mended through the
// API, and what to do by hand where it cannot be. The steps are carried out by setup.ts.

import type { Connection } from '../github/api.ts';
import { statusOf } from '../github/api.ts';

export interface Wanted {
  name: string;
  /** Null when it is as it should be; else what is missing, in a sentence. */
  missing(connection: Connection): Promise<string | null>;
  /** Null where only a person can. */
  mend: ((connection: Connection) => Promise<void>) | null;
  byHand: string;
}

/** Labels the workflows use. */
export const LABELS = [
  { name: 'feedback', color: '1f6feb', description: 'A reaction to a film, from the form' },
  { name: 'incident', color: 'b60205', description: 'A rule of thresholds.yaml fired' },
  { name: 'critical', color: 'd93f0b', description: 'Severity of an incident' },
  { name: 'scheduled', color: 'fbca04', description: 'Severity of an incident' },
  { name: 'investigate', color: '0e8a16', description: 'Severity of an incident' },
];

/** Keeps history as it is: nobody deletes or rewrites main. Pushes stay possible, since the workflows push. */
export const RULESET = {
  name: 'showrunner: history is kept',
  target: 'branch' as const,
  enforcement: 'active' as const,
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] as string[] } },
  rules: [{ type: 'deletion' as const }, { type: 'non_fast_forward' as const }],
};

/** The reply, or null where there is no such thing. */
async function found<T>(call: () => Promise<{ data: T }>): Promise<T | null> {
  try {
    return (await call()).data;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

export const WANTED: readonly Wanted[] = [
  {
    name: 'GitHub Pages',
    async missing({ api, owner, repo }) {
      const pages = await found(() => api.request('GET /repos/{owner}/{repo}/pages', { owner, repo }));
      if (pages === null) return 'Pages is off.';
      return pages.build_type === 'workflow'
        ? null
        : 'Pages is built from a branch; it must be built by a workflow.';
    },
    async mend({ api, owner, repo }) {
      const there = await found(() => api.request('GET /repos/{owner}/{repo}/pages', { owner, repo }));
      const method = there === null ? 'POST' : 'PUT';
      await api.request(`${method} /repos/{owner}/{repo}/pages`, { owner, repo, build_type: 'workflow' });
    },
    byHand: 'Settings, Pages, Source: GitHub Actions.',
  },
  {
    name: 'workflow permissions',
    async missing({ api, owner, repo }) {
      const { data } = await api.request('GET /repos/{owner}/{repo}/actions/permissions/workflow', {
        owner,
        repo,
      });
      return data.default_workflow_permissions === 'read' ? null : 'Workflows start with the right to write.';
    },
    async mend({ api, owner, repo }) {
      await api.request('PUT /repos/{owner}/{repo}/actions/permissions/workflow', {
        owner,
        repo,
        default_workflow_permissions: 'read',
        can_approve_pull_request_reviews: false,
      });
    },
    byHand: 'Settings, Actions, General, Workflow permissions: read. Each job asks for what it needs.',
  },
  {
    name: 'labels',
    async missing({ api, owner, repo }) {
      const there = await api.paginate(api.rest.issues.listLabelsForRepo, { owner, repo, per_page: 100 });
      const names = there.map(({ name }) => name);
      const absent = LABELS.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
      return absent.length === 0 ? null : `Labels are missing: ${absent.join(', ')}.`;
    },
    async mend({ api, owner, repo }) {
      const there = await api.paginate(api.rest.issues.listLabelsForRepo, { owner, repo, per_page: 100 });
      const names = there.map(({ name }) => name);
      for (const label of LABELS.filter(({ name }) => !names.includes(name))) {
        await api.rest.issues.createLabel({ owner, repo, ...label });
      }
    },
    byHand: 'Issues, Labels: make each of them.',
  },
  {
    name: 'ruleset',
    async missing({ api, owner, repo }) {
      const { data } = await api.request('GET /repos/{owner}/{repo}/rulesets', { owner, repo });
      return data.some(({ name }) => name === RULESET.name)
        ? null
        : 'Nothing keeps the history of the default branch.';
    },
    async mend({ api, owner, repo }) {
      await api.request('POST /repos/{owner}/{repo}/rulesets', { owner, repo, ...RULESET });
    },
    byHand:
      'Settings, Rules: a branch ruleset for the default branch that restricts deletions and blocks force pushes.',
  },
  {
    name: 'environment github-pages',
    async missing({ api, owner, repo }) {
      const environment = await found(() =>
        api.request('GET /repos/{owner}/{repo}/environments/{environment_name}', {
          owner,
          repo,
          environment_name: 'github-pages',
        }),
      );
      const isProtected = environment?.deployment_branch_policy?.protected_branches === false;
      return isProtected
        ? null
        : 'The environment github-pages takes deployments from any branch, or is not there.';
    },
    async mend({ api, owner, repo }) {
      const place = { owner, repo, environment_name: 'github-pages' };
      const policy = { protected_branches: false, custom_branch_policies: true };
      await api.request('PUT /repos/{owner}/{repo}/environments/{environment_name}', {
        ...place,
        deployment_branch_policy: policy,
      });
      const { data } = await api.request('GET /repos/{owner}/{repo}', { owner, repo });
      await api.request(
        'POST /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies',
        {
          ...place,
          name: data.default_branch,
        },
      );
    },
    byHand: 'Settings, Environments, github-pages: deployment branches, the default branch alone.',
  },
];
