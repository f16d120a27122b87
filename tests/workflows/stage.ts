// What people and GitHub do in the story: dispatch, propose, merge, revert. Each is done for real in the small world.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Git, said } from '../../actions/committing/git.ts';
import { showrunner } from '../support/workspace.ts';
import type { RunResult, World } from './world.ts';

/** Told line by line, as it happens. */
export type Tell = (line: string) => void;

export interface Proposal {
  number: number;
  branch: string;
  run: string;
  base: string;
  head: string;
}

export interface Stage {
  /** Runs a workflow that must succeed. */
  run(workflow: string, event: string, payload: object): Promise<void>;
  champion(): Promise<string>;
  /** What the deployed site says of people: file by file. */
  lists(): Record<string, string>;
  /** A branch with another recipe and the run it gives, and a pull request for it. */
  propose(branch: string, recipe: string): Promise<Proposal>;
  /** validate-model, then comment-report. */
  examine(proposal: Proposal, expected: 'passes' | 'fails'): Promise<void>;
  merge(proposal: Proposal): Promise<void>;
  /** Plain git revert of the newest commit with this subject, pushed by a person. */
  revert(subject: string): Promise<void>;
  /** A person changes a file on main. */
  edit(file: string, change: (text: string) => string, subject: string): Promise<void>;
}

export function stageIn(world: World, tell: Tell): Stage {
  const { api } = world;
  const onMain = async (work: (root: string, git: Git) => Promise<void>) => {
    const { root, git } = await world.clone();
    await work(root, git);
    await said(git, ['push', '--quiet', 'origin', 'HEAD:main']);
  };
  const started = async (workflow: string, event: string, payload: object, ref?: string) => {
    tell(`\n$ act ${event} --workflows .github/workflows/${workflow}`);
    const result = await world.run(workflow, event, payload, { ref });
    for (const line of headings(result)) tell(`  ${line}`);
    tell(`  ${result.succeeded ? 'succeeded' : 'failed'}`);
    return result;
  };
  const stage: Stage = {
    async run(workflow, event, payload) {
      world.clearArtifacts();
      const { succeeded, log } = await started(workflow, event, payload);
      assert.ok(succeeded, log.slice(-6000));
    },
    champion: () => said(world.remote, ['show', 'main:models/LATEST']),
    lists() {
      const folder = join(world.folder, 'pages/api/v1/people');
      return Object.fromEntries(
        readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      );
    },
    async propose(branch, recipe) {
      const { root, git } = await world.clone();
      const base = await said(git, ['rev-parse', 'HEAD']);
      await said(git, ['switch', '--quiet', '--create', branch]);
      writeFileSync(join(root, 'models/recipe.yaml'), recipe);
      const trained = await showrunner(root, ['train', '--json']);
      assert.equal(trained.code, 0, trained.stderr);
      const { run } = JSON.parse(trained.stdout).result;
      await said(git, ['add', '--all', 'models']);
      await said(git, ['commit', '--quiet', `--message=Propose ${run}`]);
      await said(git, ['push', '--quiet', 'origin', branch]);
      const head = await said(git, ['rev-parse', 'HEAD']);
      const number = 100 + api.pulls.length;
      api.pulls.push({
        number,
        html_url: '',
        title: branch,
        body: '',
        head: { ref: branch, sha: head },
        base: { ref: 'main' },
      });
      api.open({ number, body: '', title: branch });
      tell(`$ git push origin ${branch}    # ${run}, a pull request`);
      return { number, branch, run, base, head };
    },
    async examine({ number, base, head }, expected) {
      world.clearArtifacts();
      const payload = { pull_request: { number, base: { sha: base }, head: { sha: head } } };
      const { succeeded, log } = await started('validate-model.yml', 'pull_request', payload, head);
      assert.equal(succeeded, expected === 'passes', log.slice(-6000));
      const workflow_run = { event: 'pull_request', head_sha: head, id: 1 };
      const { succeeded: commented, log: why } = await started('comment-report.yml', 'workflow_run', {
        workflow_run,
      });
      assert.ok(commented, why.slice(-6000));
      const comments = api.issues.find((issue) => issue.number === number)?.comments ?? [];
      assert.equal(comments.length, 1);
      tell(`  comment on #${number}: ${comments[0].body.split('\n').find((line) => line.startsWith('## '))}`);
    },
    async merge({ branch, number, head }) {
      api.pulls.splice(0, api.pulls.length, ...api.pulls.filter((one) => one.head.sha !== head));
      tell(`$ git merge ${branch}    # a person merges #${number}`);
      await onMain(async (_root, git) => {
        await said(git, ['cherry-pick', `origin/${branch}`]);
      });
    },
    async revert(subject) {
      const commit = await said(world.remote, [
        'log',
        '-1',
        '--format=%H',
        '--fixed-strings',
        `--grep=${subject}`,
        'main',
      ]);
      tell(`$ git revert --no-edit ${commit.slice(0, 7)} && git push`);
      await onMain(async (_root, git) => {
        await said(git, ['revert', '--no-edit', commit]);
      });
    },
    async edit(file, change, subject) {
      await onMain(async (root, git) => {
        const text = readFileSync(join(root, file), 'utf8');
        assert.notEqual(change(text), text, `${file}: nothing to change`);
        writeFileSync(join(root, file), change(text));
        await said(git, ['commit', '--quiet', '--all', `--message=${subject}`]);
      });
      tell(`$ git commit -am '${subject}' && git push`);
    },
  };
  return stage;
}

/** The first line of each job's summary, and what was said to be wrong. */
function headings({ log }: RunResult): string[] {
  const found = [...log.matchAll(/^\[\S+?\/(\S+)\s*\].*?(Summary - ## (.*)|::error::(.*))$/gm)];
  return found.map(
    ([, job, , heading, error]) =>
      `${job.split('/').at(-1)?.padEnd(9)} ${heading ?? `error: ${decodeURIComponent(error)}`}`,
  );
}
