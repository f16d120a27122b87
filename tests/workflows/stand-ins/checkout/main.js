// Stand-in for actions/checkout: clones the local remote into the workspace.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const {
  GITHUB_WORKSPACE: root,
  GITHUB_OUTPUT,
  SHOWRUNNER_REMOTE: remote,
  INPUT_REF,
  SHOWRUNNER_REF,
} = process.env;
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true, force: true });
git('clone', '--quiet', remote, '.');
git('checkout', '--quiet', '--detach', INPUT_REF || SHOWRUNNER_REF || 'main');
appendFileSync(GITHUB_OUTPUT, `commit=${git('rev-parse', 'HEAD')}\n`);
