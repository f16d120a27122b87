// Every action against its contract: as a process, with the runner's environment and nothing replaced.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { YAML } from 'zx';
import { crowdWorkspace, showrunner } from '../tests/support/workspace.ts';

const actions = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(actions, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

interface Contract {
  inputs?: Record<string, { description: string; default?: string }>;
  outputs?: Record<string, { description: string }>;
  runs: { using: string; main: string };
}
const contractOf = (name: string): Contract =>
  YAML.parse(readFileSync(join(actions, name, 'action.yml'), 'utf8'));

let root: string;
let scratch: string;
beforeAll(async () => {
  root = await crowdWorkspace(3000);
  scratch = await mkdtemp(join(tmpdir(), 'showrunner-action-'));
  const first = await showrunner(root, ['cycle', '--no-site']);
  expect(first.code, first.stdout + first.stderr).toBe(0);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
});

/** Runs an action as the runner does: inputs and files through the environment. */
async function run(name: string, inputs: Record<string, string>) {
  const [output, summary] = [join(scratch, `${name}-output`), join(scratch, `${name}-summary`)];
  await writeFile(output, '');
  await writeFile(summary, '');
  const defaults = Object.entries(contractOf(name).inputs ?? {}).map(([key, value]) => [
    key,
    value.default ?? '',
  ]);
  const given = Object.entries({ ...Object.fromEntries(defaults), ...inputs });
  const env = {
    PATH: process.env.PATH,
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...Object.fromEntries(given.map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
  };
  const main = join(actions, name, contractOf(name).runs.main);
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    execFile(process.execPath, [main], { env }, (error, text) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout: text });
    });
  });
  const outputs = Object.fromEntries(
    [...readFileSync(output, 'utf8').matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [
      match[1],
      match[3],
    ]),
  );
  return { code, stdout, outputs, summary: readFileSync(summary, 'utf8') };
}

describe('every action', () => {
  it.each(names)('%s reads and writes what its contract says', (name) => {
    const contract = contractOf(name);
    const code = readFileSync(join(actions, name, 'main.ts'), 'utf8');
    const named = (pattern: RegExp) =>
      [...new Set([...code.matchAll(pattern)].map((match) => match[1]))].sort();
    expect(named(/core\.get\w*Input\('([^']+)'/g)).toEqual(Object.keys(contract.inputs ?? {}).sort());
    expect(named(/core\.setOutput\('([^']+)'/g)).toEqual(Object.keys(contract.outputs ?? {}).sort());
    expect(contract.runs).toEqual({ using: 'node24', main: 'main.ts' });
    expect(readFileSync(join(actions, 'README.md'), 'utf8')).toContain(`\`${name}\``);
  });
});

describe('decide-retraining', () => {
  it('says what to do and why', async () => {
    const { code, outputs, summary } = await run('decide-retraining', { 'dry-run': 'true' });
    expect(code).toBe(0);
    expect(Object.keys(outputs).sort()).toEqual(['decision', 'outcome', 'retrain']);
    expect(summary).toMatch(new RegExp(`^## ${outputs.outcome}\n`));
    expect(summary).toContain('Interaction volume');
  });
});

describe('verify-model', () => {
  it('passes a run that is made again', async () => {
    const { code, outputs } = await run('verify-model', {});
    expect(code).toBe(0);
    expect(outputs).toEqual({ run: readFileSync(join(root, 'models/LATEST'), 'utf8').trim(), equal: 'true' });
  });

  it('refuses a run id with a path, with a message on the step', async () => {
    const { code, stdout } = await run('verify-model', { run: '../escape' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error::.*"\.\.\/escape" is not a run/m);
  });
});
