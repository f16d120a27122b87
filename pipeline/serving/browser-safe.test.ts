// serving/ also runs in a browser: what it may import is read from its source.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const sources = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name),
);

test.each(sources)('%s imports its own folder and the ground files only', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const imports = Array.from(
    text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g),
    (match) => match[1],
  );
  const foreign = imports.filter((path) => !/^(\.\/[\w-]+|\.\.\/(random|errors|reporter))\.ts$/.test(path));
  expect(foreign).toEqual([]);
});

test.each(sources)('%s names no global that only Node has', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text.match(/\b(process|Buffer|__dirname|require|globalThis)\b/g)).toBeNull();
});
