// Stand-in for actions/upload-artifact: copies the files into a folder, below what they have in common, as the real one does.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const {
  GITHUB_WORKSPACE: root,
  SHOWRUNNER_ARTIFACTS: store,
  INPUT_NAME: name,
  INPUT_PATH: path,
} = process.env;
const paths = path
  .split('\n')
  .map((line) => line.trim())
  .filter((one) => one !== '' && existsSync(join(root, one)));
if (paths.length === 0 && process.env['INPUT_IF-NO-FILES-FOUND'] === 'error')
  throw new Error(`No files: ${path}`);
// The deepest folder that all of them lie in.
const parts = paths.map((one) => dirname(one).split('/'));
const shared = parts
  .reduce((a, b) => a.slice(0, a.findIndex((part, i) => part !== b[i]) >>> 0), parts[0] ?? [])
  .join('/');
mkdirSync(join(store, name), { recursive: true });
for (const one of paths)
  cpSync(join(root, one), join(store, name, one.slice(shared.length)), { recursive: true });
