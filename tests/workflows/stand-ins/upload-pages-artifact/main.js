// Stand-in for actions/upload-pages-artifact: keeps the site for the deployment.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const { GITHUB_WORKSPACE: root, SHOWRUNNER_PAGES: pages, INPUT_PATH: path } = process.env;
rmSync(`${pages}.next`, { recursive: true, force: true });
cpSync(join(root, path), `${pages}.next`, { recursive: true });
