// How many bytes each kind of file of the static API has on this disk. What the kinds are says the published index.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files below `folder`/api/v1/ by pattern ("people/<shard>.json"); a kind without files has none. */
export function apiSizes(folder: string, patterns: readonly string[]): Map<string, number> {
  const api = join(folder, 'api/v1');
  const kinds = patterns.map((pattern) => ({ pattern, matches: matcher(pattern) }));
  const sizes = new Map<string, number>();
  for (const path of readdirSync(api, { recursive: true, encoding: 'utf8' })) {
    const kind = kinds.find(({ matches }) => matches.test(path.replaceAll('\\', '/')));
    if (kind === undefined) continue;
    sizes.set(kind.pattern, (sizes.get(kind.pattern) ?? 0) + statSync(join(api, path)).size);
  }
  return sizes;
}

function matcher(pattern: string): RegExp {
  const parts = pattern.split(/<[a-z]+>/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
