// The loop as a person runs it: real processes on a real folder.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDecision } from '../pipeline/registry/decisions.ts';
import { withLock } from '../pipeline/registry/lock.ts';
import { promote } from '../pipeline/registry/moves.ts';
import { copyOf, crowdWorkspace, showrunner } from './support/workspace.ts';

let root: string;

beforeAll(async () => {
  root = await crowdWorkspace();
  git('init', '--quiet');
  await writeFile(join(root, '.gitignore'), '/build/\n*.staging\n.staging-*/\n');
  commit('data');
});
afterAll(() => rm(root, { recursive: true, force: true }));

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
}
function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const latest = () => readFileSync(join(root, 'models/LATEST'), 'utf8').trim();
const runs = () => readdirSync(join(root, 'models')).filter((name) => name.startsWith('run_'));

describe('the loop', () => {
  it('turns from data to a champion and a site', async () => {
    const { code, stdout, stderr } = await showrunner(root, ['cycle']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    for (const stage of ['ingest', 'observe', 'decide', 'train', 'judge', 'promote', 'publish']) {
      expect(stdout).toMatch(new RegExp(`^${stage}$`, 'm'));
    }
    expect(latest()).toMatch(/^run_\d{8}_\d{6}$/);
    expect(readFileSync(join(root, 'build/site/index.html'), 'utf8')).toContain('<h1');
    expect(stdout).toContain('npm run preview');
    commit('first turn');
  });

  it('changes nothing that is committed when it turns again on the same data', async () => {
    const before = latest();
    const { code, stdout } = await showrunner(root, ['cycle', '--no-site']);
    expect(code).toBe(0);
    expect(latest()).toBe(before);
    expect(runs()).toHaveLength(1);
    expect(git('status', '--porcelain')).toBe('');
    expect(stdout).not.toMatch(/^train$/m);
  });

  it('makes a run again to the same bytes, at one thread and at two, here and in a copy', async () => {
    const copy = await copyOf(root);
    for (const [folder, threads] of [
      [root, '1'],
      [root, '2'],
      [copy, '2'],
    ]) {
      const { code, stdout } = await showrunner(folder, ['verify', '--threads', threads, '--json']);
      expect(code).toBe(0);
      const { result } = JSON.parse(stdout);
      expect(result.files.length).toBe(2);
      expect(result.equal).toBe(true);
    }
    await rm(copy, { recursive: true });
  });

  it('puts on record that a run was made again, once, and tells of it', async () => {
    const dry = await showrunner(root, ['verify', '--record', '--dry-run', '--json']);
    expect(JSON.parse(dry.stdout).result).toMatchObject({ equal: true, decision: null });
    const verified = await showrunner(root, ['verify', '--record', '--json']);
    expect(verified.code, verified.stdout).toBe(0);
    const { decision, run } = JSON.parse(verified.stdout).result;
    expect(decision).toMatch(/^\d{8}T\d{6}Z-verification$/);
    const again = await showrunner(root, ['verify', '--record', '--json']);
    expect(JSON.parse(again.stdout).result.decision).toBe(decision);
    const report = await showrunner(root, ['report', decision]);
    expect(report.stdout).toContain('Made again, byte for byte, by commit');
    const published = await showrunner(root, ['publish', '--no-site']);
    expect(published.code, published.stdout).toBe(0);
    const papers = JSON.parse(readFileSync(join(root, `build/public/api/v1/runs/${run}.json`), 'utf8'));
    expect(papers.verification).toMatchObject({ decision, equal: true });
  });

  it('publishes one commit to the same bytes twice, at a moment that is given', async () => {
    const publication = async (epoch: string) => {
      const { code, stdout } = await showrunner(root, ['publish', '--no-site'], {
        env: { SOURCE_DATE_EPOCH: epoch },
      });
      const folder = join(root, 'build/public');
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
      return { code, stdout, hashes: paths.map((path) => [path, sha256(readFileSync(path))]) };
    };
    const one = await publication('1780000000');
    const health = JSON.parse(readFileSync(join(root, 'build/public/api/v1/health.json'), 'utf8'));
    expect(health.generated_at).toBe('2026-05-28T20:26:40.000Z');
    // What is said of progress depends on how fast a machine is.
    const { code, hashes } = await publication('1780000000');
    expect({ code, hashes }).toEqual({ code: 0, hashes: one.hashes });
    const refused = await publication('yesterday');
    expect([refused.code, refused.stdout]).toEqual([2, expect.stringContaining('"yesterday" is no moment')]);
  });

  it('rolls back forward, holds, and goes on when the hold is lifted', async () => {
    const first = latest();
    const second = await anotherChampion(first);
    const back = await showrunner(root, ['rollback', '--to', 'previous', '--reason', 'people click less']);
    expect(back.code, back.stdout).toBe(0);
    expect(latest()).toBe(first);
    const held = await showrunner(root, ['cycle', '--no-site']);
    expect(held.code).toBe(0);
    expect(held.stdout).toMatch(/people click less/);
    expect(held.stdout).not.toMatch(/^train$/m);
    const lifted = await showrunner(root, ['rollback', '--lift', '--reason', 'it was the weather']);
    expect(lifted.code).toBe(0);
    const again = await showrunner(root, ['rollback', '--to', second, '--reason', 'the newer one after all']);
    expect(again.code).toBe(0);
    expect(latest()).toBe(second);
  });

  /** A run that replaces the champion on a verdict that says so; what the gate would say of it is not the point here. */
  async function anotherChampion(champion: string): Promise<string> {
    const trained = await showrunner(root, ['train', '--seed', '8', '--json']);
    const { run } = JSON.parse(trained.stdout).result;
    const judged = await showrunner(root, ['judge', run, '--json']);
    const { verdict } = JSON.parse(judged.stdout).result;
    const { id } = await writeDecision(root, Date.now() + 1000, { ...verdict, champion, verdict: 'promote' });
    await promote(root, { run, at: Date.now() + 2000, reason: 'for the test', verdict: id });
    expect(latest()).toBe(run);
    return run;
  }

  it('keeps one writer at a time', async () => {
    const other = await withLock(root, 'a long import', () => showrunner(root, ['decide']));
    expect(other.code).toBe(2);
    expect(other.stdout).toMatch(/"a long import" is writing/);
  });
});

describe('a turn that was cut short', () => {
  it.each([
    ['after training', [['train']]],
    ['after the verdict', [['train'], ['judge']]],
  ])('%s is completed with the run that is there', async (_when, commands) => {
    const folder = await crowdWorkspace(3000);
    for (const command of commands) expect((await showrunner(folder, command)).code).toBe(0);
    const { code, stdout } = await showrunner(folder, ['cycle', '--no-site']);
    expect(code).toBe(0);
    expect(stdout).toContain('would give the same bytes');
    const [run, ...others] = readdirSync(join(folder, 'models')).filter((name) => name.startsWith('run_'));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, 'models/LATEST'), 'utf8')).toBe(`${run}\n`);
    await rm(folder, { recursive: true });
  });
});

describe('data that are away', () => {
  it('never take the models with them', async () => {
    const folder = await copyOf(root);
    await rm(join(folder, 'data/interactions'), { recursive: true });
    const { code } = await showrunner(folder, ['ingest']);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'models/LATEST'), 'utf8').trim()).toBe(latest());
    await rm(folder, { recursive: true });
  });
});

describe('a dry run', () => {
  it('of any command leaves every file as it was, and refuses what the real one would', async () => {
    const folder = await copyOf(root);
    const csv = join(folder, 'more.csv');
    await writeFile(csv, 'user,item,rating,timestamp\nu1,i1,4,1600000000\nu2,i2,2,1600000001\n');
    const before = hashOf(folder);
    const runs = readdirSync(join(folder, 'models')).filter((name) => name.startsWith('run_'));
    const serving = readFileSync(join(folder, 'models/LATEST'), 'utf8').trim();
    const expected: [string[], number][] = [
      [['cycle'], 0],
      [['ingest'], 0],
      [['decide'], 0],
      [['train'], 0],
      [['judge'], 0],
      [['publish'], 0],
      [['import', csv, '--replace'], 0],
      [['simulate', '--fresh'], 0],
      [['rollback', '--to', runs.find((run) => run !== serving) ?? '', '--reason', 'a trial'], 0],
      [['rollback', '--to', serving, '--reason', 'a trial'], 2],
      [['rollback', '--lift', '--reason', 'a trial'], 0],
      [['promote', serving], 2],
    ];
    for (const [command, code] of expected) {
      const ran = await showrunner(folder, [...command, '--dry-run']);
      expect(ran.code, `${command.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(code);
      expect(hashOf(folder), command.join(' ')).toBe(before);
    }
    await rm(folder, { recursive: true });
  });

  function hashOf(folder: string): string {
    const hash = createHash('sha256');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(file));
    return hash.digest('hex');
  }
});

describe('a kill', () => {
  it('at any moment of a turn leaves a state that the next turn completes', async () => {
    const base = await crowdWorkspace(3000);
    for (const moment of [100, 200, 300, 450, 650, 900]) {
      const folder = await copyOf(base);
      await showrunner(folder, ['cycle', '--no-site'], { killAfter: moment });
      const next = await showrunner(folder, ['cycle', '--no-site']);
      expect(next.code, `killed after ${moment} ms: ${next.stdout}${next.stderr}`).toBe(0);
      expect(readFileSync(join(folder, 'models/LATEST'), 'utf8')).toMatch(/^run_/);
      const left = readdirSync(join(folder, 'models')).filter((name) => name.includes('staging'));
      expect(left).toEqual([]);
      await rm(folder, { recursive: true });
    }
    await rm(base, { recursive: true });
  });
});
