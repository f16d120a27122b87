// Where the Node is that the repository brings: one of package.json's optional dependencies, the one made for this
// platform. Plain JavaScript, for any Node from 18 on. Run as a script (after `npm ci`) it puts that Node where npm
// scripts find it: npm 10 takes the link away again when it drops the packages made for other platforms.
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Path of the Node that came with `npm ci`, or null where it did not come. */
export function broughtNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  for (const name of Object.keys(optionalDependencies)) {
    const binary = fileURLToPath(new URL(`node_modules/${name}/bin/node`, root));
    if (existsSync(binary)) return binary;
  }
  return null;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const binary = broughtNode();
  const folder = fileURLToPath(new URL('node_modules/.bin', root));
  const link = `${folder}/node`;
  if (binary !== null && !existsSync(link)) {
    rmSync(link, { force: true });
    symlinkSync(relative(folder, binary), link);
  }
}
