// What identifies a deployment: everything that its bytes come from, and nothing else. Known before the build, so that each
// page can carry it.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Sixteen hex digits of SHA-256 over the contents and relative names of all files in `folders` (or the files they are) and
 * over `settings`. A folder that is missing counts as empty: the build itself will say so.
 */
export function deploymentId(folders: readonly string[], settings: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(settings));
  for (const folder of folders) {
    for (const file of existsSync(folder) ? filesBelow(folder) : []) {
      digest.update(`\0${relative(folder, file).split(sep).join('/')}\0`);
      digest.update(createHash('sha256').update(readFileSync(file)).digest());
    }
  }
  return digest.digest('hex').slice(0, 16);
}

function filesBelow(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
