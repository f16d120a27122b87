// Builds the site from made-up data into a throw-away folder, as a process, the way `publish` does.

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FixtureOptions, writeFixture } from '../fixture/write.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const astro = join(repository, 'node_modules/astro/bin/astro.mjs');

export interface Built {
  /** Folder of the built site. */
  dist: string;
  /** Folder of everything: data, site, Astro's working files. */
  folder: string;
  exitCode: number;
  output: string;
}

export interface BuildOptions {
  fixture: FixtureOptions;
  /** "/repo/" */
  base?: string;
  url?: string;
  /** Address of the repository, for links to commits; none by default, wherever the tests run. */
  repository?: string;
  /** Whether browsers keep the site for when they are offline; they do by default. */
  keepsOffline?: boolean;
  /** Without any network, not even the machine's own; where the machine can, see CAN_CUT_OFF. */
  offline?: boolean;
  /** Called with the folder that holds api/v1/ before the build. */
  spoil?: (folder: string) => void;
}

const CUT_OFF = ['unshare', '--user', '--map-root-user', '--net'] as const;

/** Whether this machine can run a process without a network (Linux, user namespaces allowed). */
export const CAN_CUT_OFF = spawnSync(CUT_OFF[0], [...CUT_OFF.slice(1), 'true']).status === 0;

/**
 * A build; a failing one is returned, not thrown. Its working folder is its own, so that builds may run at once.
 * @param folder empty, and the caller's to remove; a new one by default
 */
export async function buildSite(
  {
    fixture,
    base = '/',
    url = '',
    repository: home = '',
    offline = false,
    keepsOffline = true,
    spoil,
  }: BuildOptions,
  folder: string = mkdtempSync(join(tmpdir(), 'showrunner-site-')),
): Promise<Built> {
  const data = join(folder, 'public');
  const dist = join(folder, 'site');
  await writeFixture(data, fixture);
  spoil?.(data);
  const env = {
    ...process.env,
    // The tests' own would make it a build for development.
    NODE_ENV: 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    SITE_DATA: data,
    SITE_BASE: base,
    SITE_URL: url,
    SITE_REPOSITORY: home,
    SITE_OFFLINE: keepsOffline ? '' : 'off',
    GITHUB_REPOSITORY: '',
  };
  return new Promise((resolve) => {
    const command = [process.execPath, astro, 'build', '--root', join(repository, 'site'), '--outDir', dist];
    const [program, ...args] = offline ? [...CUT_OFF, ...command] : command;
    execFile(program, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ dist, folder, exitCode: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}
