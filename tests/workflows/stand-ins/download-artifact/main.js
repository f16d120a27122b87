// Stand-in for actions/download-artifact: copies them back.
import { cpSync, existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

const {
  GITHUB_WORKSPACE: root,
  SHOWRUNNER_ARTIFACTS: store,
  INPUT_NAME: name,
  INPUT_PATTERN: pattern,
  INPUT_PATH: path,
} = process.env;
const found = globSync(name || pattern || '*', { cwd: store });
if (found.length === 0 || !existsSync(store)) throw new Error(`No artifact ${name || pattern}`);
for (const one of found) cpSync(join(store, one), join(root, path), { recursive: true });
