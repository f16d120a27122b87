// A small GitHub on this machine for the workflows: a bare remote with the whole project and a little data, the API as a
// local server, a web server for what was deployed, and act as the runner.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Git, gitIn, said } from '../../actions/committing/git.ts';
import { IDENTITY } from '../../actions/committing/remote.fixture.ts';
import { type ApiServer, startApi } from '../../actions/github/api-server.fixture.ts';
import { crowdWorkspace, repository } from '../support/workspace.ts';

const STAND_INS = fileURLToPath(new URL('./stand-ins', import.meta.url));

export interface World {
  folder: string;
  /** Git in the bare remote. */
  remote: Git;
  path: string;
  api: ApiServer;
  /** A clone of the remote as it is now. */
  clone(): Promise<{ root: string; git: Git }>;
  /** Runs a workflow; true when it succeeded. */
  run(workflow: string, event: string, payload: object, more?: { ref?: string }): Promise<RunResult>;
  /** version.json of what is deployed; null before the first deployment. */
  deployed(): { commit: string; champion: string | null } | null;
  /** Removes the artifacts of the last run. */
  clearArtifacts(): void;
  end(): Promise<void>;
}

export interface RunResult {
  succeeded: boolean;
  log: string;
}

/** @param act the runner's program */
export async function makeWorld(act: string): Promise<World> {
  const seed = await crowdWorkspace(3000);
  const folder = `${seed}-world`;
  mkdirSync(folder);
  await addProject(seed);
  const path = join(folder, 'remote.git');
  const git = gitIn(seed, IDENTITY);
  await said(git, ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  await said(git, ['init', '--quiet', '--initial-branch=main']);
  await said(git, ['add', '--all']);
  await said(git, ['commit', '--quiet', '--message=Start with the data of a small crowd']);
  await said(git, ['push', '--quiet', path, 'main']);
  rmSync(seed, { recursive: true });
  const api = await startApi();
  const pages = join(folder, 'pages');
  const web = await serve(pages);
  let clones = 0;
  const clone = async () => {
    const root = join(folder, `clone-${clones++}`);
    await said(gitIn(folder, IDENTITY), ['clone', '--quiet', path, root]);
    return { root, git: gitIn(root, IDENTITY) };
  };
  const clearArtifacts = () => rmSync(join(folder, 'artifacts'), { recursive: true, force: true });
  return {
    folder,
    remote: gitIn(path, IDENTITY),
    path,
    api,
    clone,
    clearArtifacts,
    async run(workflow, event, payload, { ref = '' } = {}) {
      const { root } = await clone();
      mkdirSync(join(folder, 'artifacts'), { recursive: true });
      withoutQueue(root);
      const result = await runAct(act, root, {
        workflow,
        event,
        payload,
        ref,
        folder,
        path,
        api,
        pages: web.url,
      });
      rmSync(root, { recursive: true });
      return result;
    },
    deployed: () =>
      existsSync(join(pages, 'version.json'))
        ? JSON.parse(readFileSync(join(pages, 'version.json'), 'utf8'))
        : null,
    async end() {
      await Promise.all([api.close(), web.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The project's own files beside the crowd's data; of data/ and models/ only what the crowd has. */
async function addProject(seed: string): Promise<void> {
  const files = (
    await said(gitIn(repository), ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  ).split('\0');
  for (const file of files) {
    if (file === '' || /^(data|models|docs\/images)\//.test(file) || file === 'thresholds.yaml') continue;
    if (existsSync(join(repository, file)))
      cpSync(join(repository, file), join(seed, file), { recursive: true });
  }
}

/** act's schema does not know `queue` yet; nothing runs at once here, so that nothing is lost by leaving it out. */
function withoutQueue(root: string): void {
  const folder = join(root, '.github/workflows');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replaceAll(/^ +queue: max\n/gm, ''));
  }
}

interface ActRun {
  workflow: string;
  event: string;
  payload: object;
  ref: string;
  folder: string;
  path: string;
  api: ApiServer;
  pages: string;
}

let runs = 1000;

async function runAct(act: string, root: string, given: ActRun): Promise<RunResult> {
  const { workflow, event, payload, ref, folder, path, api, pages } = given;
  const eventFile = join(folder, 'event.json');
  const standard = { repository: { default_branch: 'main', full_name: 'someone/showrunner' } };
  writeFileSync(eventFile, JSON.stringify({ ...standard, ...payload }));
  const environment = {
    SHOWRUNNER_REMOTE: path,
    SHOWRUNNER_REF: ref,
    SHOWRUNNER_ARTIFACTS: join(folder, 'artifacts'),
    SHOWRUNNER_PAGES: join(folder, 'pages'),
    SHOWRUNNER_PAGES_URL: pages,
    SHOWRUNNER_ATTESTED: join(folder, 'attested.txt'),
    SHOWRUNNER_NODE_MODULES: join(repository, 'node_modules'),
    GITHUB_API_URL: api.url,
    GITHUB_SERVER_URL: 'https://github.invalid',
    GITHUB_REPOSITORY: 'someone/showrunner',
    GITHUB_RUN_ID: String(runs++),
  };
  const stands = pinsIn(root).map(
    (pin) => `--local-repository=${pin}=${join(STAND_INS, pin.split('@')[0].split('/')[1])}`,
  );
  const args = [
    event,
    `--workflows=.github/workflows/${workflow}`,
    `--eventpath=${eventFile}`,
    '--platform=ubuntu-latest=-self-hosted',
    '--no-skip-checkout',
    '--defaultbranch=main',
    '--secret=GITHUB_TOKEN=a-token',
    ...Object.entries(environment).map(([key, value]) => `--env=${key}=${value}`),
    ...stands,
  ];
  const env = {
    ...process.env,
    PATH: `${join(STAND_INS, 'bin')}:${process.env.PATH}`,
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    ...IDENTITY,
  };
  const child = spawn(act, args, { cwd: root, env });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { succeeded: code === 0, log };
}

/** "owner/name@commit" of every action from elsewhere. */
function pinsIn(root: string): string[] {
  const folder = join(root, '.github/workflows');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return [
    ...new Set(
      [...texts.join('').matchAll(/uses: (actions\/[\w-]+@[0-9a-f]{40})/g)].map((match) => match[1]),
    ),
  ];
}

/** What was deployed, over HTTP. */
async function serve(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://x').pathname.replace('/showrunner/', '/'));
    if (!file.startsWith(folder) || !existsSync(file)) response.writeHead(404).end();
    else response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/showrunner/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The program of this name, on the path or in Go's folder; null when it is not there. */
export function findTool(name: string): string | null {
  const places = [...(process.env.PATH ?? '').split(':'), join(process.env.HOME ?? '', 'go/bin')];
  const found = places.map((place) => join(place, name)).find((file) => existsSync(file));
  return found !== undefined && spawnSync(found, ['--version']).status === 0 ? found : null;
}
