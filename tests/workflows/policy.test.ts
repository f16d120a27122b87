// Every workflow against every rule of "safe by construction", and every rule broken once: a rule that cannot fail
// guards nothing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { YAML } from 'zx';
import { HEADING } from '../../actions/collect-feedback/form.ts';
import { contractOf, names } from '../../actions/process.fixture.ts';
import { LABELS } from '../../actions/setup/wanted.ts';
import { repository } from '../support/workspace.ts';
import { parseWorkflow, RULES } from './policy.ts';

const folder = join(repository, '.github/workflows');
const files = readdirSync(folder);
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

describe.each(Object.entries(RULES))('%s', (name, rule) => {
  it.each(files)('holds in %s', (file) => {
    expect(rule(parseWorkflow(textOf(file)))).toEqual([]);
  });

  it('is broken by what it forbids', () => {
    const [from, to, file] = BREAKS[name];
    const text = textOf(file);
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(rule(parseWorkflow(broken))).not.toEqual([]);
  });
});

const RETRAIN = 'retrain.yml';
/** For each rule a change that breaks it: what is replaced, by what, and where. */
const BREAKS: Record<string, [from: string | RegExp, to: string, file: string]> = {
  'no permission at the top': ['permissions: {}', 'permissions: read-all', RETRAIN],
  'every job names its permissions': [/ {4}permissions:\n.*\n/, '', RETRAIN],
  'every permission says why': [' # to push the batch', '', RETRAIN],
  'every action is pinned to a commit, with its version beside it': [/@[0-9a-f]{40} # v/, '@v', RETRAIN],
  'no expression in a script': ['"$MODEL"', '"$' + '{{ steps.site.outputs.model }}"', 'publish.yml'],
  'no text of strangers in an expression': [
    'github.event.pull_request.base.sha',
    'github.event.pull_request.title',
    'validate-model.yml',
  ],
  "no free text of an input but as an action's input": [
    'steps.site.outputs.model }}\n',
    'inputs.model }}\n',
    'publish.yml',
  ],
  'a checkout keeps no credentials': ['persist-credentials: false', 'persist-credentials: true', RETRAIN],
  'no cache in a job that writes or publishes': ['package-manager-cache: false', 'cache: npm', RETRAIN],
  'packages are installed without their scripts': ['npm ci --ignore-scripts', 'npm ci', RETRAIN],
  'no pull_request_target': ['pull_request:', 'pull_request_target:', 'validate-model.yml'],
  'every job ends in time': [/ {4}timeout-minutes: \d+\n/, '', RETRAIN],
  'jobs on a pull request only read': ['contents: read #', 'contents: write #', 'validate-model.yml'],
  'a job that proves who it is runs no code of the repository': [
    'attestations: read # to look',
    'id-token: write # to look',
    'publish.yml',
  ],
  'a run on workflow_run checks out nothing of the pull request': [
    'ref: $' + '{{ github.event.repository.default_branch }}',
    'ref: $' + '{{ github.event.workflow_run.head_sha }}',
    'comment-report.yml',
  ],
  'writers wait for one another and are never cancelled': ['queue: max', 'queue: single', RETRAIN],
  'every workflow says what happens to runs that meet': [
    /concurrency:\n {2}group: retrain\n.*\n/,
    '',
    RETRAIN,
  ],
  'what has effects is cancelled by nobody': [
    /(group: retrain\n {2}cancel-in-progress: )false/,
    '$1true',
    RETRAIN,
  ],
  'no logic in a script': ['run: npm ci --ignore-scripts', 'run: npm ci --ignore-scripts || true', RETRAIN],
  "no secret but the job's own token": ['$' + '{{ github.token }}', '$' + '{{ secrets.TOKEN }}', RETRAIN],
};

describe('the workflows', () => {
  it('use the actions by the inputs and outputs they have', () => {
    const problems: string[] = [];
    for (const file of files) {
      for (const [job, { steps = [] }] of Object.entries(parseWorkflow(textOf(file)).jobs)) {
        for (const { uses, with: given = {} } of steps) {
          const name = /^\.\/actions\/([\w-]+)$/.exec(uses ?? '')?.[1];
          if (name === undefined) continue;
          const { inputs = {} } = contractOf(name);
          const strange = Object.keys(given).filter((key) => !(key in inputs));
          const absent = Object.keys(inputs).filter((key) => inputs[key].required && !(key in given));
          if (strange.length + absent.length > 0)
            problems.push(`${file}, ${job}: ${name}: ${[...strange, ...absent]}`);
        }
      }
    }
    expect(problems).toEqual([]);
  });

  it('leave no action without a workflow', () => {
    const all = files.map(textOf).join('');
    // verify-model is what examine-pull-request does to each run, for use by hand and in workflows of one's own.
    expect(names.filter((name) => !all.includes(`./actions/${name}\n`))).toEqual(['verify-model']);
  });

  it('keep their schedules off, but the analysis of the code', () => {
    expect(files.filter((file) => 'schedule' in parseWorkflow(textOf(file)).on)).toEqual(['codeql.yml']);
  });
});

describe('the feedback form', () => {
  const form = YAML.parse(readFileSync(join(repository, '.github/ISSUE_TEMPLATE/feedback.yml'), 'utf8'));

  it('has the heading that is read, its text as code, and a label that is made', () => {
    const [field, ...others] = form.body;
    expect([field.attributes.label, field.attributes.render, others]).toEqual([HEADING, 'text', []]);
    expect(LABELS.map(({ name }) => name)).toContain(form.labels[0]);
  });
});
