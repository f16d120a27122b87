// Run by npm after `npm ci`. Two ways in which npm's idea of a platform falls short of a repository that brings its
// own Node, and the cure of each. Plain JavaScript, for any Node from 18 on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { env, exit, versions } from 'node:process';
import { fileURLToPath } from 'node:url';
import { broughtNode, repository } from './brought-node.js';

const binary = broughtNode();
if (binary !== null) {
  if (isTooOldForNativePackages(versions.node) && env.npm_execpath)
    installAgainWith(binary, env.npm_execpath);
  putOnPath(binary);
}

/** Native packages ask for Node ^20.19 or >=22.12, and npm leaves them out, without a word, when it runs on another. */
function isTooOldForNativePackages(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12);
}

/** The same install once more, by the Node that was brought: from a copy, since npm replaces node_modules. */
function installAgainWith(node, npm) {
  console.log(`Installing once more with Node 24: on ${versions.node} npm leaves native packages out.`);
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-node-'));
  const copy = join(folder, 'node');
  copyFileSync(node, copy);
  const { status } = spawnSync(copy, [npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(repository),
    stdio: 'inherit',
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) exit(status ?? 1);
}

/** npm 10 takes the link to this Node away again when it drops the packages made for other platforms. */
function putOnPath(node) {
  const folder = fileURLToPath(new URL('node_modules/.bin', repository));
  const link = join(folder, 'node');
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(folder, node), link);
}
