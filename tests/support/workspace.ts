// Throw-away repositories for tests, and the command line as a real process.

import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../pipeline/random.ts';
import { crowdCsv, crowdOf } from '../../pipeline/simulation/crowd.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const door = join(repository, 'pipeline/bin/showrunner.js');

/** Small enough to train in a moment, large enough that people differ. */
const RECIPE = `seed: 7
ranking:
  ials:
    algorithm: ials
    parameters: { k: 8, sweeps: 3 }
rating:
  bias:
    algorithm: bias
`;

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs `showrunner` with these arguments in `root`. @param killAfter milliseconds until it is killed, -9 */
export function showrunner(
  root: string,
  args: readonly string[],
  { killAfter, env = {} }: { killAfter?: number; env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [door, ...args], { cwd: root, env: { ...process.env, ...env } });
    const ran: Ran = { code: null, signal: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      ran.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      ran.stderr += text;
    });
    const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (timer) clearTimeout(timer);
      resolve({ ...ran, code, signal });
    });
  });
}

/** An empty repository: the policy and a recipe, no data. */
export async function emptyWorkspace(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
  await mkdir(join(root, 'models'));
  await mkdir(join(root, 'data'));
  await cp(join(repository, 'thresholds.yaml'), join(root, 'thresholds.yaml'));
  await writeFile(join(root, 'models/recipe.yaml'), RECIPE);
  return root;
}

/** A repository with a few thousand imported interactions of people with tastes. */
export async function crowdWorkspace(interactions = 6000): Promise<string> {
  const root = await emptyWorkspace();
  const csv = join(root, 'crowd.csv');
  await writeFile(csv, [...crowdCsv(crowdOf(interactions), createRandom(3))].join(''));
  const { code, stderr, stdout } = await showrunner(root, ['import', csv]);
  if (code !== 0) throw new Error(`the crowd could not be imported: ${stdout}${stderr}`);
  await rm(csv);
  return root;
}

/** A copy to spoil. */
export async function copyOf(workspace: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
  await cp(workspace, root, { recursive: true });
  return root;
}
