// The house as a test: who may import whom, and what the pipeline may not touch. When a rule here is in the way,
// change docs/adr/0002-a-folder-per-idea.md first.

import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { glob } from 'zx';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Ground floor first: a room may import the rooms before it in this list, and the ground files. */
const rooms = [
  'serving',
  'data',
  'recommenders',
  'evaluation',
  'monitoring',
  'experiments',
  'rules',
  'registry',
  'reporting',
  'publishing',
  'simulation',
  'stages',
];
const ground = ['errors.ts', 'random.ts', 'reporter.ts'];
/** Above every room; cli.ts is the edge, where the clock and the machine are read. */
const roof = ['commands', 'cycle.ts', 'replay.ts', 'commands.ts', 'help.ts', 'terminal.ts', 'cli.ts'];
const edge = ['pipeline/cli.ts', 'pipeline/terminal.ts'];

interface Source {
  file: string;
  text: string;
  imports: string[];
}

/** Module specifiers of `import … from`, `export … from`, `import '…'` and `import('…')`. */
function importsOf(text: string): string[] {
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(?\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2]);
}

function sourcesOf(pattern: string | string[]): Source[] {
  return glob.sync(pattern, { cwd: root, ignore: ['**/node_modules/**', '**/*.as.ts'] }).map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return { file, text, imports: importsOf(text) };
  });
}

const isTest = (file: string) => /\.(test|fixture)\.ts$|\.test-support\.ts$/.test(file);
const pipeline = sourcesOf('pipeline/**/*.ts').filter(({ file }) => !isTest(file));

/** The file an import leads to, relative to the repository, or null for a package. */
function target(source: Source, specifier: string): string | null {
  if (specifier.startsWith('#pipeline/')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return null;
  return relative(root, resolve(root, dirname(source.file), specifier));
}

/** -1 for the ground, then the rooms in order, then the roof. */
function floor(file: string): number {
  const [, first] = file.split('/');
  if (ground.includes(first)) return -1;
  if (roof.includes(first)) return rooms.length;
  return rooms.indexOf(first);
}

describe('the house', () => {
  it('has only rooms that are on the list', () => {
    const unknown = pipeline
      .map(({ file }) => file.split('/')[1])
      .filter((first) => ![...rooms, ...ground, ...roof, 'bin'].includes(first));
    expect(unknown).toEqual([]);
  });

  it('lets a room import only the rooms below it', () => {
    const upward = pipeline.flatMap((source) =>
      source.imports
        .map((specifier) => target(source, specifier))
        .filter(
          (file) => file !== null && (!file.startsWith('pipeline/') || floor(file) > floor(source.file)),
        )
        .map((file) => `${source.file} imports ${file}`),
    );
    expect(upward).toEqual([]);
  });

  it('sees the imports it judges', () => {
    // Guards the guard: a pattern that matches nothing would let everything through.
    const seen = pipeline.flatMap((source) => source.imports.map((specifier) => target(source, specifier)));
    expect(seen.filter((file) => file !== null).length).toBeGreaterThan(100);
    expect(
      importsOf("import {\n  a,\n} from './b.ts';\nexport * from './c.ts';\nawait import('./d.ts')"),
    ).toEqual(['./b.ts', './c.ts', './d.ts']);
  });

  it('keeps serving free of Node, so that it runs in a browser', () => {
    const serving = pipeline.filter(({ file }) => file.startsWith('pipeline/serving/'));
    const outside = serving.flatMap(({ file, imports }) =>
      imports.filter((specifier) => !specifier.startsWith('.')).map((specifier) => `${file}: ${specifier}`),
    );
    expect(outside).toEqual([]);
    expect(
      serving.filter(({ text }) => /\b(process|Buffer|require)\b[.(]/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('has clock, randomness and environment passed in', () => {
    const forbidden = /\bprocess\.env\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;
    const found = pipeline
      .filter(({ file }) => !edge.includes(file))
      .filter(({ text }) => forbidden.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')))
      .map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it('keeps GitHub out of the pipeline', () => {
    const found = pipeline.flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('@actions/'))
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  it('lets the site see serving, the words of publishing, and nothing else of the pipeline', () => {
    const site = sourcesOf('site/**/*.{ts,astro}').filter(({ file }) => !isTest(file));
    const allowed = /^pipeline\/(serving\/|publishing\/(contract|documents)\.ts$)/;
    const found = site.flatMap((source) =>
      source.imports
        .map((specifier) => target(source, specifier))
        .filter((file) => file?.startsWith('pipeline/') && !allowed.test(file))
        .map((file) => `${source.file} imports ${file}`),
    );
    expect(found).toEqual([]);
  });
});
