import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The files that come along with one at once, itself too; what it fetches later is not among them. */
function takenAlong(file: URL, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|\} from)(?! type)[^;]*?'(\.[^']+)';/gm);
  for (const [, path] of imports) takenAlong(new URL(path, file), seen);
  return seen;
}

it('makes no format of numbers and dates before one is needed: that costs each page a seventh of its script', () => {
  const files = [...takenAlong(new URL('./site.ts', import.meta.url))].map((file) => file.split('/src/')[1]);
  expect(files).toContain('words/told.ts');
  expect(files).not.toContain('words/format.ts');
});
