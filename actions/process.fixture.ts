// An action as the runner runs it: a process with its inputs and files in the environment, nothing replaced.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { YAML } from 'zx';

export const ACTIONS = fileURLToPath(new URL('.', import.meta.url));

export interface Contract {
  name: string;
  description: string;
  inputs?: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs?: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

/** Where Node keeps what stripping the types gave: the second process starts in half the time. */
export const COMPILED = join(tmpdir(), 'showrunner-compiled');

/** Every action's folder. */
export const names = readdirSync(ACTIONS).filter((name) => existsSync(join(ACTIONS, name, 'action.yml')));

export function contractOf(name: string): Contract {
  return YAML.parse(readFileSync(join(ACTIONS, name, 'action.yml'), 'utf8'));
}

/** The source of an action: main.ts and what it imports within actions/. */
export function sourcesOf(name: string): string {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || relative(ACTIONS, file).startsWith('..')) return;
    seen.add(file);
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      visit(resolve(dirname(file), specifier));
    }
  };
  visit(join(ACTIONS, name, 'main.ts'));
  return [...seen].map((file) => readFileSync(file, 'utf8')).join('\n');
}

export interface RanAction {
  code: number;
  stdout: string;
  outputs: Record<string, string>;
  summary: string;
}

export interface Surroundings {
  /** GITHUB_WORKSPACE. */
  root: string;
  /** GITHUB_API_URL. */
  api?: string;
  /** The event's payload. */
  event?: object;
  /** GITHUB_RUN_ID. */
  run?: string;
  /** GITHUB_SHA. */
  commit?: string;
}

/** Runs an action; inputs that are not given have their contract's default. */
export function runAction(
  name: string,
  inputs: Record<string, string>,
  { root, api = '', event = {}, run = '1', commit = '' }: Surroundings,
): Promise<RanAction> {
  const scratch = mkdtempSync(join(tmpdir(), 'showrunner-action-'));
  const file = (part: string, text: string) => {
    writeFileSync(join(scratch, part), text);
    return join(scratch, part);
  };
  const contract = contractOf(name);
  const defaults = Object.entries(contract.inputs ?? {}).map(([key, value]) => [key, value.default ?? '']);
  const given = Object.entries({ ...Object.fromEntries(defaults), ...inputs });
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: COMPILED,
    HOME: scratch,
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: file('output', ''),
    GITHUB_STEP_SUMMARY: file('summary', ''),
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_REPOSITORY: 'someone/showrunner',
    GITHUB_SERVER_URL: 'https://github.invalid',
    GITHUB_API_URL: api,
    GITHUB_RUN_ID: run,
    GITHUB_SHA: commit,
    ...Object.fromEntries(given.map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
  };
  const main = join(ACTIONS, name, contract.runs.main);
  return new Promise((done) => {
    execFile(process.execPath, [main], { env, cwd: root }, (error, stdout) => {
      const outputs = Object.fromEntries(
        [...readFileSync(join(scratch, 'output'), 'utf8').matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(
          (match) => [match[1], match[3]],
        ),
      );
      const code = typeof error?.code === 'number' ? error.code : 0;
      const summary = readFileSync(join(scratch, 'summary'), 'utf8');
      rmSync(scratch, { recursive: true, force: true });
      done({ code, stdout, outputs, summary });
    });
  });
}
