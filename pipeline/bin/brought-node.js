// Where the Node is that the repository brings: one of package.json's optional dependencies, the one made for this
// platform. Plain JavaScript, for any Node from 18 on. after-install.js makes the rest of the install use it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder, as a URL. */
export const repository = new URL('../../', import.meta.url);

/** Path of the Node that came with `npm ci`, or null where it did not come. */
export function broughtNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(new URL('package.json', repository), 'utf8'));
  for (const name of Object.keys(optionalDependencies)) {
    const binary = fileURLToPath(new URL(`node_modules/${name}/bin/node`, repository));
    if (existsSync(binary)) return binary;
  }
  return null;
}
