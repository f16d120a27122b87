// Setting a copy of the template up, through the real octokit against a local server.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { repository } from '../../tests/support/workspace.ts';
import { type ApiServer, startApi } from '../github/api-server.fixture.ts';
import { LABELS } from './wanted.ts';

let server: ApiServer;
let root: string;
beforeAll(async () => {
  server = await startApi();
  root = mkdtempSync(join(tmpdir(), 'showrunner-setup-'));
  mkdirSync(join(root, 'data'));
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await server.close();
});
beforeEach(() => {
  server.documents.clear();
  server.documents.set('labels', [{ name: 'bug' }]);
  server.documents.set('rulesets', []);
  server.documents.set('actions/permissions/workflow', { default_workflow_permissions: 'write' });
  server.documents.set('', { default_branch: 'main' });
  const card = readFileSync(join(repository, 'data/dataset.json'), 'utf8');
  writeFileSync(join(root, 'data/dataset.json'), card);
});

/** `npx showrunner init` as a process. */
function init(
  args: string[] = [],
  more: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const env = {
    PATH: process.env.PATH,
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'someone/copy',
    GH_TOKEN: 't',
  };
  const door = join(repository, 'pipeline/bin/showrunner.js');
  const child = spawn(process.execPath, [door, 'init', ...args], { cwd: root, env: { ...env, ...more } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: text })));
}

describe('showrunner init', () => {
  it('looks and changes nothing with --check', async () => {
    const { code, said } = await init(['--check']);
    expect(code).toBe(2);
    for (const name of ['data', 'GitHub Pages', 'workflow permissions', 'labels', 'ruleset', 'environment']) {
      expect(said).toMatch(new RegExp(`^✗ ${name}.*: `, 'm'));
    }
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('mends what the API allows, says what is left, and changes nothing the second time', async () => {
    const { code, said } = await init();
    expect(said).toMatch(/✗ data: .*invented audience.*\n/);
    expect(said).toMatch(/✓ GitHub Pages: mended[\s\S]*✓ ruleset: mended[\s\S]*1 left to do/);
    expect(code).toBe(2);
    expect(server.documents.get('pages')).toMatchObject({ build_type: 'workflow' });
    expect(server.documents.get('labels')).toHaveLength(1 + LABELS.length);
    server.calls.length = 0;
    const again = await init([], { DEMONSTRATION: 'true' });
    expect(again).toMatchObject({ code: 0, said: expect.stringMatching(/everything is there/) });
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('says what to do by hand where the token may not', async () => {
    server.faults.push({ match: /rulesets/, times: 9, status: 403, message: 'Resource not accessible' });
    const { said } = await init();
    expect(said).toMatch(/\? ruleset: .*HTTP 403.*Settings, Rules/);
    server.faults.length = 0;
  });

  it.each([
    [['--chek'], {}, /no option "--chek"/],
    [[], { GH_TOKEN: '' }, /a token is needed/],
    [[], { GITHUB_REPOSITORY: 'a/b/c' }, /not owner\/name/],
  ])('refuses %j', async (args, more, message) => {
    const { code, said } = await init(args, more);
    expect([code, said]).toEqual([2, expect.stringMatching(message)]);
  });
});
