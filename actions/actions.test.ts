// The actions of the loop in order, as processes on a real repository with a real remote: what a workflow does, without
// the runner.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowdWorkspace, repository } from '../tests/support/workspace.ts';
import { gitIn, said } from './committing/git.ts';
import { IDENTITY, type Remote, remoteAt } from './committing/remote.fixture.ts';
import { startApi } from './github/api-server.fixture.ts';
import { runAction } from './process.fixture.ts';

/** What a workflow would replace, were it in the wrong place. */
const EXPRESSION = ['$', '{{ secrets.X }}'].join('');

let server: Remote;
let root: string;

beforeAll(async () => {
  const seed = await crowdWorkspace(3000);
  cpSync(join(repository, '.gitignore'), join(seed, '.gitignore'));
  const git = gitIn(seed, IDENTITY);
  const folder = `${seed}-remote`;
  const path = join(folder, 'remote.git');
  mkdirSync(folder);
  await said(git, ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  await said(git, ['init', '--quiet', '--initial-branch=main']);
  mkdirSync(join(seed, 'data/feedback'));
  writeFileSync(
    join(seed, 'data/feedback/one.jsonl'),
    '{"event_id":"e1","user_id":"u1","item_id":"i1","signal":"love","timestamp":"2026-01-31T20:15:00Z"}\n{"broken\n',
  );
  await said(git, ['add', '--all']);
  await said(git, ['commit', '--quiet', '--message=Start']);
  await said(git, ['push', '--quiet', path, 'main']);
  rmSync(seed, { recursive: true });
  server = remoteAt(folder, path);
  root = (await server.clone()).root;
});
afterAll(() => server.remove());

/** The checkout of the next job. */
async function checkOut(): Promise<void> {
  const git = gitIn(root, IDENTITY);
  await said(git, ['fetch', '--quiet', 'origin', 'main']);
  await said(git, ['reset', '--quiet', '--hard', 'FETCH_HEAD']);
}
const act = (name: string, inputs: Record<string, string> = {}) => runAction(name, inputs, { root });

let decision: string;
let run: string;

describe('the actions of the loop', () => {
  it('ingest-feedback commits a batch and sets a bad line aside', async () => {
    const { code, outputs, summary, stdout } = await act('ingest-feedback');
    expect(code, stdout).toBe(0);
    expect(outputs).toMatchObject({ written: 'pushed', kept: '1', refused: '1' });
    expect(outputs.batch).toMatch(/^20260131-[0-9a-f]{16}\.parquet$/);
    expect(summary).toMatch(/^## 1 new interaction from 1 feedback file/);
    expect(summary).toContain('```mermaid');
    expect(await server.log()).toEqual(['Take in 1 interaction from 1 feedback file', 'Start']);
    const again = await act('ingest-feedback');
    expect(again.outputs).toMatchObject({ written: 'unchanged', commit: outputs.commit });
  });

  it('observe writes the facts to a file below the repository, and nowhere else', async () => {
    await checkOut();
    const { code, outputs, summary, stdout } = await act('observe');
    expect(code, stdout).toBe(0);
    expect(outputs.champion).toBe('');
    expect(JSON.parse(readFileSync(join(root, outputs.facts), 'utf8')).as_of).toBe(outputs['as-of']);
    expect(summary).toContain('Click-through rate');
    const escaped = await act('observe', { facts: '../facts.json' });
    expect(escaped.code).toBe(1);
    expect(escaped.stdout).toMatch(/^::error::facts: "..\/facts.json" is not a path/m);
  });

  it('decide-retraining commits the decision and says whether to train', async () => {
    const { code, outputs, summary, stdout } = await act('decide-retraining', {
      commit: 'true',
      reason: `The first model.\n::add-mask::x ${EXPRESSION}`,
    });
    expect(code, stdout).toBe(0);
    expect(outputs).toMatchObject({ written: 'pushed', outcome: 'scheduled', retrain: 'true', fired: '[]' });
    expect(summary).toMatch(/^## scheduled\n/);
    const body = await said(server.git, ['log', '-1', '--format=%B', 'main']);
    expect(body).toContain(`Asked for because: The first model. ::add-mask::x ${EXPRESSION}`);
    expect(body).toContain(`Decision: ${outputs.decision}`);
    decision = outputs.decision;
  });

  it('train-model makes a candidate, and finds it again', async () => {
    await checkOut();
    const { code, outputs, summary, stdout } = await act('train-model');
    expect(code, stdout).toBe(0);
    expect(outputs).toEqual({
      run: expect.stringMatching(/^run_/),
      folder: `models/${outputs.run}`,
      known: 'false',
    });
    expect(summary).toContain('loss by sweep');
    expect((await act('train-model')).outputs).toEqual({ ...outputs, known: 'true' });
    run = outputs.run;
    // As the next job gets it: an artifact beside the checkout.
    cpSync(join(root, 'models', run), join(root, 'build/candidates/models', run), { recursive: true });
    rmSync(join(root, 'models', run), { recursive: true });
  });

  it('judge-model names the best, and writes nothing down', async () => {
    const { code, outputs, summary, stdout } = await act('judge-model', {
      candidates: 'build/candidates/models',
    });
    expect(code, stdout).toBe(0);
    expect(outputs.best).toBe(run);
    expect(JSON.parse(outputs.verdicts)).toEqual({ [run]: outputs.verdict });
    expect(summary).toMatch(new RegExp(`^## ${outputs.verdict}: \`${run}\``));
  });

  it('promote-model judges on the branch and commits, once', async () => {
    await checkOut();
    const inputs = { run, candidates: 'build/candidates/models', decision };
    const { code, outputs, summary, stdout } = await act('promote-model', inputs);
    expect(code, stdout).toBe(0);
    expect(outputs).toMatchObject({ written: 'pushed', verdict: 'promote', promoted: 'true' });
    expect(summary).toMatch(new RegExp(`^## \`${run}\` serves now`));
    expect(await said(server.git, ['show', 'main:models/LATEST'])).toBe(run);
    expect((await act('promote-model', inputs)).outputs).toMatchObject({
      written: 'unchanged',
      promoted: 'true',
    });
    expect((await server.log())[0]).toBe(`Promote ${run}`);
  });

  it('promote-model refuses a candidate that was tampered with', async () => {
    await checkOut();
    const other = 'run_20260101_000000';
    cpSync(join(root, 'models', run), join(root, 'build/candidates/models', other), { recursive: true });
    const { code, stdout } = await act('promote-model', {
      run: other,
      candidates: 'build/candidates/models',
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error::.*run_20260101_000000/m);
  });

  it('verify-model makes the champion again, and refuses a run id with a path', async () => {
    await checkOut();
    const { code, outputs } = await act('verify-model');
    expect(code).toBe(0);
    expect(outputs).toEqual({ run, equal: 'true' });
    const escaped = await act('verify-model', { run: '../escape' });
    expect(escaped.code).toBe(1);
    expect(escaped.stdout).toMatch(/^::error::.*"\.\.\/escape" is not a run/m);
  });

  it.each([
    [{ to: 'previous', reason: 'x', confirmation: 'previuos' }, /is not what stands under "to"/],
    [{ to: 'previous', reason: 'x', confirmation: 'previous' }, /no champion before this one/],
    [{ to: 'lift', reason: 'x', confirmation: 'lift' }, /No hold stands/],
    [{ to: '--exec=x', reason: 'x', confirmation: '--exec=x' }, /"--exec=x" is not a run/],
    [
      { to: 'run_20250101_000000', reason: 'x', confirmation: 'run_20250101_000000' },
      /neither in the tree nor/,
    ],
  ])('rollback-model refuses %j', async (inputs, message) => {
    const { code, stdout } = await act('rollback-model', inputs);
    expect(code).toBe(1);
    expect(stdout).toMatch(message);
  });

  it('promote-model proposes where it may not push: one branch, one pull request, however often it is asked', async () => {
    const api = await startApi();
    const before = await said(server.git, ['rev-parse', 'main']);
    const seed = { seed: '11' };
    await checkOut();
    const { run: other } = (await act('train-model', seed)).outputs;
    cpSync(join(root, 'models', other), join(root, 'build/candidates/models', other), { recursive: true });
    await checkOut();
    const inputs = {
      run: other,
      candidates: 'build/candidates/models',
      delivery: 'pull-request',
      token: 't',
    };
    const [first, second] = [
      await runAction('promote-model', inputs, { root, api: api.url }),
      await runAction('promote-model', inputs, { root, api: api.url }),
    ];
    await api.close();
    expect(first.code, first.stdout).toBe(0);
    expect(first.outputs['pull-request']).toMatch(/^https:.*pull/);
    expect(second.outputs).toEqual(first.outputs);
    expect(api.pulls).toHaveLength(1);
    expect(api.pulls[0]).toMatchObject({
      head: { ref: `showrunner/promote-${other}` },
      base: { ref: 'main' },
    });
    expect(await said(server.git, ['rev-parse', 'main'])).toBe(before);
    expect(await said(server.git, ['rev-parse', `showrunner/promote-${other}~1`])).toBe(before);
  });

  it('train-model measures candidates apart, and trains the best by what is on record', async () => {
    await checkOut();
    const recipe = readFileSync(join(root, 'models/recipe.yaml'), 'utf8');
    const two = recipe.replace('ranking:\n', 'ranking:\n  popular:\n    algorithm: popularity\n');
    writeFileSync(join(root, 'models/recipe.yaml'), two);
    const decided = await act('decide-retraining', { 'dry-run': 'true' });
    expect(decided.outputs).toMatchObject({ several: 'true', candidates: '["popular","ials","bias"]' });
    for (const candidate of ['popular', 'ials']) {
      const { code, outputs, stdout } = await act('train-model', { candidate });
      expect(code, stdout).toBe(0);
      cpSync(join(root, outputs.folder, 'model.json'), join(root, 'build/trials', candidate, 'model.json'));
      rmSync(join(root, outputs.folder), { recursive: true });
    }
    const { code, outputs, stdout } = await act('train-model', { pick: 'build/trials' });
    expect(code, stdout).toBe(0);
    const { heads } = JSON.parse(readFileSync(join(root, outputs.folder, 'model.json'), 'utf8'));
    expect(heads.ranking.algorithm).toBe('ials');
    const unknown = await act('decide-retraining', { 'dry-run': 'true', candidate: 'ialz' });
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringMatching(/Did you mean "ials"/)]);
    rmSync(join(root, outputs.folder), { recursive: true });
  });

  it('publish-site leaves an older commit alone', async () => {
    const commit = await said(server.git, ['rev-parse', 'main^']);
    const inputs = { branch: 'main' };
    const { code, outputs, summary } = await runAction('publish-site', inputs, { root, commit });
    expect([code, outputs.newest]).toEqual([0, 'false']);
    expect(summary).toContain('Left alone');
  });

  it('publish-site does not show an invented audience as if it were real', async () => {
    const card = join(root, 'data/dataset.json');
    const simulated = readFileSync(card, 'utf8').replace('"imported"', '"simulated"');
    writeFileSync(card, simulated);
    const { code, stdout } = await act('publish-site');
    expect(code).toBe(1);
    expect(stdout).toMatch(/is the invented audience of the template.*DEMONSTRATION/);
    await checkOut();
  });
});
