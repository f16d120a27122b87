// Git as a child process: arguments as a list, never through a shell, its words in English so that a refusal can be
// told from a hiccup. Not a library of Git's commands: whoever needs one spells it.

import { spawn } from 'node:child_process';

export interface GitResult {
  /** Exit code; null when it was killed, by the time limit for one. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface GitOptions {
  /** What Git reads on its standard input. */
  input?: string;
  /** Milliseconds until it is killed; two minutes by default. */
  timeout?: number;
  /** Folder to run in, in place of the usual one. */
  cwd?: string;
}

/** Runs Git in a folder. Never throws for an exit code: a refused push is a result. */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<GitResult>;

const TWO_MINUTES = 120_000;

/**
 * Git in a folder.
 * @param environment added to this process's own: identity, credentials
 */
export function gitIn(folder: string, environment: Record<string, string> = {}): Git {
  const env = {
    ...process.env,
    // English, never a question, never a pager, and every path as it is spelt: no "*" or ":(magic)".
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_LITERAL_PATHSPECS: '1',
    ...environment,
  };
  return (args, { input, timeout = TWO_MINUTES, cwd = folder } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn('git', args, { cwd, env, timeout, killSignal: 'SIGKILL' });
      const result: GitResult = { code: null, stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text) => {
        result.stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        result.stderr += text;
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ ...result, code }));
      // Git may end before it has read everything; then its exit code says so, not a broken pipe.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input ?? '');
    });
}

/** Its output, without the last line end. @throws Error when Git says no */
export async function said(git: Git, args: readonly string[], options?: GitOptions): Promise<string> {
  const { code, stdout, stderr } = await git(args, options);
  if (code === 0) return stdout.replace(/\n$/, '');
  throw new Error(`git ${args.join(' ')}: ${stderr.trim() || `exit code ${code}`}`);
}

/**
 * Credentials for one server, as environment: they stand in no file and no argument list.
 * @param server such as https://github.com; the token goes to no other one
 */
export function credentials(server: string, token: string): Record<string, string> {
  if (token === '') return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server.replace(/\/$/, '')}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
