// Several candidates in one recipe, from the command line to the manifest: real processes on a real folder.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialRecord } from '../pipeline/experiments/tuning/trial.ts';
import type { RunManifest } from '../pipeline/registry/manifest.ts';
import { copyOf, crowdWorkspace, repository, showrunner } from './support/workspace.ts';

const RECIPE = `seed: 7
trials: 3
ranking:
  factors:
    algorithm: ials
    parameters: { k: [4, 8, 12], sweeps: 3 }
  shallow:
    algorithm: ease
  impossible:
    algorithm: ials
    parameters: { regularisation: 1.0e-9, unobserved_weight: 0, k: 64, sweeps: 1 }
rating:
  mean:
    algorithm: bias
`;

const door = join(repository, 'pipeline/bin/showrunner.js');
const figures = ({ candidate, share, metrics }: TrialRecord) => [candidate, share, metrics];

let root: string;
beforeAll(async () => {
  root = await crowdWorkspace();
  await writeFile(join(root, 'models/recipe.yaml'), RECIPE);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function trained(folder: string, ...args: string[]): Promise<RunManifest> {
  const { code, stdout, stderr } = await showrunner(folder, ['train', ...args, '--json']);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout).result;
}

describe('a recipe of several candidates', () => {
  it('trains the best by a slice of train, records every trial, and the run is made again to the byte', async () => {
    const { run, selection, heads } = await trained(root);
    expect(selection?.rating).toBeNull();
    const { trials, chosen, metric, protocol } = selection!.ranking!;
    expect(trials.map(({ candidate }) => candidate)).toEqual([
      'factors',
      'factors',
      'factors',
      'shallow',
      'impossible',
    ]);
    expect(metric).toBe('ndcg_at_10');
    expect(protocol).toMatch(/^global-time\/v1;test=0\.1;mask=train;/);
    expect(trials[4]).toMatchObject({ status: 'failed', metrics: {} });
    expect(trials[4].message).toMatch(/have no solution in float32/);
    expect(heads.ranking).toMatchObject({
      algorithm: trials[chosen].algorithm,
      parameters: trials[chosen].parameters,
    });
    const verified = await showrunner(root, ['verify', run, '--threads', '1', '--json']);
    expect(JSON.parse(verified.stdout).result.equal).toBe(true);
  });

  it('says the trials in the report, once the run is judged, and does not train it again', async () => {
    const { code, stdout } = await showrunner(root, ['cycle', '--no-site']);
    expect(code, stdout).toBe(0);
    const [run, ...others] = readdirSync(join(root, 'models')).filter((name) => name.startsWith('run_'));
    expect(others).toEqual([]);
    expect(stdout).toContain('would give the same bytes');
    const report = readFileSync(join(root, 'models', run, 'report.md'), 'utf8');
    expect(report).toContain('## How it was chosen');
    expect(report).toMatch(/\| 5 \| `impossible` \| .* failed: ials: the equations of /);
  });

  it('chooses the same with other threads', async () => {
    const parts = ({ heads, files, selection }: RunManifest) => [
      heads.ranking.algorithm,
      heads.ranking.parameters,
      files,
      selection?.ranking?.trials.map(figures),
    ];
    const copy = await copyOf(root);
    const one = await trained(copy, '--threads', '1');
    expect(parts(await trained(copy, '--threads', '3'))).toEqual(parts(one));
    await rm(copy, { recursive: true });
  });

  it('stops when every trial fails, with what became of them', async () => {
    const copy = await copyOf(root);
    const lost = RECIPE.replace(/ {2}factors:[\s\S]* {2}impossible:/, '  impossible:').replace(
      'k: 64',
      'k: [64, 32]',
    );
    await writeFile(join(copy, 'models/recipe.yaml'), lost);
    const { code, stdout } = await showrunner(copy, ['train']);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /none of 2 ranking trials came to a figure. The first: failed, ials: the equations of /,
    );
    await rm(copy, { recursive: true });
  });

  it('leaves nothing half-written when it is killed at any moment', async () => {
    const copy = await copyOf(root);
    const before = readdirSync(join(copy, 'models')).sort();
    for (const moment of [300, 700, 1500]) {
      await showrunner(copy, ['train', '--seed', '8'], { killAfter: moment });
      const left = readdirSync(join(copy, 'models'))
        .filter((name) => !name.endsWith('.staging'))
        .sort();
      expect(left.filter((name) => !name.startsWith('.staging')).slice(0, before.length)).toEqual(before);
    }
    await trained(copy, '--seed', '8');
    expect(readdirSync(join(copy, 'models')).filter((name) => name.includes('staging'))).toEqual([]);
    await rm(copy, { recursive: true });
  });
});

describe('candidates trained by jobs of their own', () => {
  it('are picked from by what they have on record, as if all had been compared in one place', async () => {
    const folder = await copyOf(root);
    const recipe = RECIPE.replace(/ {2}impossible:[\s\S]*(?=rating:)/, '');
    await writeFile(join(folder, 'models/recipe.yaml'), recipe);
    const together = await trained(folder, '--dry-run');
    const shared = join(folder, 'candidates');
    for (const name of ['factors', 'shallow']) {
      const job = await copyOf(folder);
      const { run, selection } = await trained(job, '--candidate', name);
      expect(new Set(selection?.ranking?.trials.map(({ candidate }) => candidate))).toEqual(new Set([name]));
      expect(selection?.rating).toBeNull();
      await mkdir(join(shared, name), { recursive: true });
      await cp(join(job, 'models', run), join(shared, name), { recursive: true });
      await rm(job, { recursive: true });
    }
    const picked = await trained(folder, '--pick', shared);
    expect(picked.heads.ranking.parameters).toEqual(together.heads.ranking.parameters);
    expect(picked.selection?.candidates_sha256).toBe(together.selection?.candidates_sha256);
    expect(picked.selection?.ranking?.trials.map(figures)).toEqual(
      together.selection?.ranking?.trials.map(figures),
    );
    const verified = await showrunner(folder, ['verify', picked.run, '--json']);
    expect(JSON.parse(verified.stdout).result.equal).toBe(true);
    const other = await showrunner(folder, ['train', '--pick', shared, '--seed', '8']);
    expect(other.stdout).toContain('selection.ranking: its seed is 7. Legal: 8, as for this training.');
    await writeFile(join(folder, 'models/recipe.yaml'), recipe.replace('shallow:', 'flat:'));
    const renamed = await showrunner(folder, ['train', '--pick', shared]);
    expect(renamed.stdout).toContain('shallow with ease is no candidate of the recipe.');
    expect([other.code, renamed.code]).toEqual([2, 2]);
    await rm(folder, { recursive: true });
  });

  it('are refused when there are none, or when they were measured on other data', async () => {
    const folder = await crowdWorkspace(3000);
    await writeFile(join(folder, 'models/recipe.yaml'), RECIPE);
    const none = await showrunner(folder, ['train', '--pick', join(folder, 'data')]);
    expect(none.stdout).toContain('there is no run with trials on record');
    const elsewhere = await showrunner(folder, ['train', '--pick', join(root, 'models')]);
    expect(elsewhere.stdout).toMatch(
      /its trials were measured on ground [0-9a-f]{12}, and the data here give/,
    );
    const nowhere = await showrunner(folder, ['train', '--pick', join(folder, 'nowhere')]);
    expect(nowhere.stdout).toContain('this folder cannot be read');
    expect([none.code, elsewhere.code, nowhere.code]).toEqual([2, 2, 2]);
    await rm(folder, { recursive: true });
  });
});

describe('a recipe of one candidate a head', () => {
  it('compares nothing, and its manifest says nothing of trials', async () => {
    const copy = await copyOf(root);
    await writeFile(
      join(copy, 'models/recipe.yaml'),
      'seed: 7\nranking:\n  p:\n    algorithm: popularity\nrating:\n  b:\n    algorithm: bias\n',
    );
    const { run, selection } = await trained(copy);
    expect(selection).toBeUndefined();
    expect(readFileSync(join(copy, 'models', run, 'model.json'), 'utf8')).not.toContain('selection');
    await rm(copy, { recursive: true });
  });
});

describe('a Node that may start no threads', () => {
  it('compares one trial after another, and chooses the same', async () => {
    const copy = await copyOf(root);
    const usual = await trained(copy, '--dry-run');
    const rights = ['--permission', '--allow-fs-read=*', '--allow-fs-write=*', '--allow-child-process'];
    const args = [...rights, door, 'train', '--dry-run', '--threads', '1', '--json'];
    const stdout = execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
    const { result } = JSON.parse(stdout);
    expect(result.selection.ranking.chosen).toBe(usual.selection?.ranking?.chosen);
    expect(result.selection.ranking.trials.map(figures)).toEqual(
      usual.selection?.ranking?.trials.map(figures),
    );
    await rm(copy, { recursive: true });
  });
});
