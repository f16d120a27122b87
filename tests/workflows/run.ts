// `npm run test:workflows`: lints the workflows, then plays the whole story under a real runner. Says plainly which tool is
// missing. `--write` keeps the transcript in docs/transcript.md.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/workspace.ts';
import { story } from './story.ts';
import { findTool, makeWorld } from './world.ts';

const TOOLS = {
  actionlint: 'go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  zizmor: 'pip install zizmor==1.32.0',
  act: 'go install github.com/nektos/act@v0.2.89',
};
const HEAD = `# The whole story, as it ran

What \`npm run test:workflows -- --write\` told: the workflows of this repository under
[act](https://github.com/nektos/act) on one machine, against a bare repository on disk and a local server in the place of
GitHub's API. Actions of others are replaced by stand-ins that do the same locally (\`tests/workflows/stand-ins/\`).
Behind each command stand the first lines of its jobs' summaries.

\`\`\`text
`;

function lint(name: 'actionlint' | 'zizmor', args: string[]): boolean {
  const tool = findTool(name);
  if (tool === null) return missing(name);
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd: repository, encoding: 'utf8' });
  if (status !== 0) console.log(stdout, stderr);
  console.log(`${name}: ${status === 0 ? 'no findings' : 'findings, see above'}`);
  return status === 0;
}

function missing(name: keyof typeof TOOLS): boolean {
  console.log(`${name}: not on this machine, so nothing of it was run. Install it with: ${TOOLS[name]}`);
  return false;
}

async function play(): Promise<boolean> {
  const act = findTool('act');
  if (act === null) return missing('act');
  const world = await makeWorld(act);
  const lines: string[] = [];
  try {
    await story(world, (line) => {
      lines.push(line);
      console.log(line);
    });
  } finally {
    await world.end();
  }
  if (process.argv.includes('--write')) {
    writeFileSync(join(repository, 'docs/transcript.md'), `${HEAD}${lines.join('\n').trim()}\n\`\`\`\n`);
  }
  return true;
}

const done = [
  lint('actionlint', []),
  lint('zizmor', ['--offline', '--quiet', '.github', 'actions']),
  await play(),
];
process.exitCode = done.every(Boolean) ? 0 : 1;
