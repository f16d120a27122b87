// "Safe by construction" as functions over the parsed workflows: each rule takes a workflow and says what is wrong with
// it. policy.test.ts holds every workflow of the repository to all of them, and breaks each rule once.

import { YAML } from 'zx';

export interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
  if?: string;
}
export interface Job {
  'timeout-minutes'?: number;
  permissions?: Record<string, string> | string;
  concurrency?: Record<string, unknown>;
  steps?: Step[];
  uses?: string;
  [key: string]: unknown;
}
export interface Workflow {
  /** The file's text: comments are part of the policy. */
  text: string;
  on: Record<string, unknown>;
  permissions?: unknown;
  concurrency?: Record<string, unknown>;
  jobs: Record<string, Job>;
}

/** Sentences about what is wrong; empty when nothing is. */
export type Rule = (workflow: Workflow) => string[];

export function parseWorkflow(text: string): Workflow {
  return { ...YAML.parse(text), text };
}

const jobsOf = ({ jobs }: Workflow) => Object.entries(jobs);
const stepsOf = (job: Job) => job.steps ?? [];
const rights = (job: Job) => (typeof job.permissions === 'object' ? Object.entries(job.permissions) : []);
const mayWriteContents = (job: Job) =>
  rights(job).some(([key, value]) => key === 'contents' && value === 'write');
const runsOurCode = (step: Step) => step.uses?.startsWith('./') || /\b(npm|npx|node)\b/.test(step.run ?? '');

const DEFAULT_BRANCH = /^\$\{\{ github\.event\.repository\.default_branch \}\}$/;

/** Fields of an event that a stranger fills in. */
const UNTRUSTED =
  /github\.(head_ref|event\.(issue|comment|review|discussion|pages|commits|head_commit|client_payload)\b(?!\.(number|labels\.\*\.name))|event\.pull_request\.(title|body|head\.(ref|label|repo))|event\.workflow_run\.(head_branch|head_commit|display_title|pull_requests))/;

export const RULES: Record<string, Rule> = {
  'no permission at the top'({ permissions }) {
    const isEmpty =
      typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0;
    return isEmpty ? [] : ['permissions at the top must be {}'];
  },
  'every job names its permissions'(workflow) {
    return jobsOf(workflow).flatMap(([name, { permissions }]) =>
      typeof permissions === 'object' ? [] : [`${name} must list its permissions`],
    );
  },
  'every permission says why'({ text }) {
    const lines = text.split('\n').filter((line) => /^ {6}[a-z-]+: (read|write)\b/.test(line));
    return lines.filter((line) => !/# \S/.test(line)).map((line) => `no reason beside "${line.trim()}"`);
  },
  'every action is pinned to a commit, with its version beside it'({ text }) {
    const uses = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line) && !/uses: \.\//.test(line));
    return uses
      .filter((line) => !/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      .map((line) => `not pinned: ${line.trim()}`);
  },
  'no expression in a script'(workflow) {
    return jobsOf(workflow).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(({ run }) => run?.includes('${{'))
        .map(({ run }) => `${name} expands an expression in: ${run}`),
    );
  },
  'no text of strangers in an expression'({ text }) {
    const found = [...text.matchAll(/\$\{\{[\s\S]*?\}\}|^ +if: .*$/gm)].map(([expression]) => expression);
    return found.filter((one) => UNTRUSTED.test(one)).map((one) => `a stranger's text in ${one}`);
  },
  "no free text of an input but as an action's input"(workflow) {
    return jobsOf(workflow).flatMap(([name, job]) =>
      stepsOf(job)
        .filter((step) => `${step.run ?? ''}${JSON.stringify(step.env ?? {})}`.includes('inputs.'))
        .map(() => `${name} hands an input to a script or its environment`),
    );
  },
  'a checkout keeps no credentials'(workflow) {
    return jobsOf(workflow).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
        .filter((step) => step.with?.['persist-credentials'] !== false)
        .map(() => `${name} checks out with credentials`),
    );
  },
  'no cache in a job that writes or publishes'(workflow) {
    return jobsOf(workflow).flatMap(([name, job]) => {
      const writes = rights(job).some(([, value]) => value === 'write');
      const caches = stepsOf(job).some(
        ({ uses, with: given }) =>
          uses?.startsWith('actions/cache') ||
          (uses?.startsWith('actions/setup-node@') &&
            (given?.cache || given?.['package-manager-cache'] !== false)),
      );
      return writes && caches ? [`${name} writes and restores a cache`] : [];
    });
  },
  'packages are installed without their scripts'({ text }) {
    const installs = text.match(/npm (ci|i|install)\b.*/g) ?? [];
    return installs
      .filter((line) => line !== 'npm ci --ignore-scripts')
      .map((line) => `install with scripts: ${line}`);
  },
  'no pull_request_target'({ on }) {
    return 'pull_request_target' in on ? ["pull_request_target runs strangers' code with our rights"] : [];
  },
  'every job ends in time'(workflow) {
    return jobsOf(workflow)
      .filter(([, job]) => job.uses === undefined)
      .filter(([, job]) => !(Number(job['timeout-minutes']) > 0 && Number(job['timeout-minutes']) <= 180))
      .map(([name]) => `${name} has no timeout-minutes up to 180`);
  },
  'jobs on a pull request only read'(workflow) {
    if (!('pull_request' in workflow.on)) return [];
    return jobsOf(workflow).flatMap(([name, job]) =>
      rights(job)
        .filter(([key, value]) => value === 'write' && key !== 'security-events')
        .map(([key]) => `${name} may write ${key} on a pull request`),
    );
  },
  'a job that proves who it is runs no code of the repository'(workflow) {
    return jobsOf(workflow)
      .filter(([, job]) => rights(job).some(([key, value]) => key === 'id-token' && value === 'write'))
      .filter(([, job]) => stepsOf(job).some(runsOurCode))
      .map(([name]) => `${name} has id-token: write and runs code`);
  },
  'a run on workflow_run checks out nothing of the pull request'(workflow) {
    if (!('workflow_run' in workflow.on)) return [];
    return jobsOf(workflow).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
        .filter((step) => !DEFAULT_BRANCH.test(String(step.with?.ref)))
        .map(() => `${name} checks out something else than the default branch`),
    );
  },
  'writers wait for one another and are never cancelled'(workflow) {
    return jobsOf(workflow)
      .filter(([, job]) => mayWriteContents(job))
      .filter(([, { concurrency: group }]) => {
        const isOurs = group?.group === 'showrunner-writes' && group.queue === 'max';
        return !isOurs || group['cancel-in-progress'] !== false;
      })
      .map(([name]) => `${name} writes outside the group of writers`);
  },
  'every workflow says what happens to runs that meet'({ concurrency, on }) {
    if (Object.keys(on).join() === 'workflow_call') return [];
    const says =
      typeof concurrency?.group === 'string' && typeof concurrency['cancel-in-progress'] === 'boolean';
    return says ? [] : ['no concurrency group at the top'];
  },
  'what has effects is cancelled by nobody'(workflow) {
    const writes = jobsOf(workflow).some(([, job]) =>
      rights(job).some(([key, value]) => value === 'write' && key !== 'security-events'),
    );
    return writes && workflow.concurrency?.['cancel-in-progress'] !== false
      ? ['a run that writes may be cancelled']
      : [];
  },
  'no logic in a script'(workflow) {
    return jobsOf(workflow).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(
          ({ run }) => run !== undefined && (/[\n;|&`]|\$\(|\bif\b/.test(run.trim()) || run.length > 100),
        )
        .map(({ run }) => `${name} has logic in: ${run}`),
    );
  },
  "no secret but the job's own token"({ text }) {
    return /secrets\.|secrets: inherit/.test(text) ? ['a secret is handed on'] : [];
  },
};
