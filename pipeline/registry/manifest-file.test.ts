import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { RunManifest } from './manifest.ts';
import { formatManifest, parseManifest } from './manifest-file.ts';
import { RUN_A, RUN_B, SELECTION, sampleDraft } from './registry.fixture.ts';

const FILE = `models/${RUN_A}/model.json`;
const files: RunManifest['files'] = [
  { name: 'item_factors.parquet', sha256: 'a1'.repeat(32), bytes: 10 },
  { name: 'rating_factors.parquet', sha256: 'b2'.repeat(32), bytes: 20 },
];
const manifest: RunManifest = { ...(await sampleDraft(RUN_A)).manifest, files };
const [batch] = manifest.training.batches;
const text = formatManifest(manifest);

/** The message about the manifest once a hand has set a key to something else; '' when it is accepted. */
function messageAbout(path: string, value: unknown): string {
  return messageOf(edited(path, (parent, key) => Object.assign(parent, { [key]: value })));
}

function messageOf(source: string): string {
  try {
    parseManifest(source, RUN_A, FILE);
    return '';
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe('a manifest', () => {
  it('reads back as it was written', () => {
    expect(parseManifest(text, RUN_A, FILE)).toEqual(manifest);
    expect(formatManifest(parseManifest(text, RUN_A, FILE))).toBe(text);
  });

  it('is refused wherever it is cut short', () => {
    const lengths = fc.integer({ min: 0, max: text.trimEnd().length - 1 });
    fc.assert(
      fc.property(lengths, (length) => {
        expect(messageOf(text.slice(0, length))).toMatch(/is not JSON/);
      }),
    );
  });

  it('is refused without any one of its keys, at any depth, and names it', () => {
    for (const path of keyPaths(JSON.parse(text), '')) {
      // Hyper-parameters are a table: without one it is another set of parameters, which `verify` tells apart.
      if (path.includes('.parameters.')) continue;
      const message = messageOf(edited(path, (parent, key) => Reflect.deleteProperty(parent, key)));
      expect(message, path).toContain(`${FILE}, ${path}: This key is missing. Legal: `);
    }
  });

  it('is refused with null in place of any value but the commit', () => {
    for (const path of keyPaths(JSON.parse(text), '')) {
      const message = messageAbout(path, null);
      if (path === 'code.commit') expect(message).toBe('');
      else expect(message, path).toContain(`${FILE}, ${path}: Found null. Legal: `);
    }
  });

  it.each<[string, string, unknown, string]>([
    ['another run', 'run', RUN_B, `run: Found "${RUN_B}". Legal: its folder's name, ${RUN_A}.`],
    ['another format', 'format', 2, 'format: Found 2. Legal: 1.'],
    ['text for a number', 'heads.ranking.shape.k', '64', 'heads.ranking.shape.k: Found "64". Legal: a whole'],
    ['half an item', 'heads.rating.shape.items', 1.5, 'heads.rating.shape.items: Found 1.5.'],
    ['a day that is none', 'created_at', '2026-02-30T00:00:00.000Z', 'created_at: Found "2026-02-30T00:'],
    [
      'less known than was learned',
      'training.as_of',
      '2026-04-01T00:00:00.000Z',
      'training.as_of: Found "2026',
    ],
    ['a short hash', 'files[1].sha256', 'abc', 'files[1].sha256: Found "abc". Legal: a sha256'],
    [
      'a file elsewhere',
      'files[0].name',
      '../../LATEST',
      'files[0].name: Found "../../LATEST". Legal: a file',
    ],
    ['itself among its files', 'files[0].name', 'model.json', 'files: model.json is listed.'],
    ['a file listed twice', 'files', [files[0], files[0], files[1]], 'files: The names are not sorted'],
    [
      'a head without a file',
      'heads.rating.file',
      'other.parquet',
      'heads.rating.file: Found "other.parquet".',
    ],
    [
      'a batch listed twice',
      'training.batches',
      [batch, batch],
      'training.batches: The names are not sorted',
    ],
    ['a batch elsewhere', 'training.batches[0].name', '/etc/passwd', 'training.batches[0].name: Found "/etc'],
    ['an unknown key', 'sead', 1, 'top level: Unknown key "sead". Did you mean "seed"?'],
    [
      'an unknown key inside',
      'heads.ranking.los',
      [],
      'heads.ranking: Unknown key "los". Did you mean "loss"?',
    ],
    ['a list for an object', 'heads', [], 'heads: Found a list of 0. Legal: an object.'],
    [
      'an unknown kind',
      'dataset.kind',
      'real',
      'dataset.kind: Found "real". Legal: "simulated", "imported".',
    ],
  ])('is refused with %s', (_what, path, value, message) => {
    expect(messageAbout(path, value)).toContain(`${FILE}, ${message}`);
  });

  it('is refused with a number too large for a double and with a key that would reach a prototype', () => {
    expect(messageOf(text.replace('"seconds": 0.5', '"seconds": 1e999'))).toContain(
      'seconds: Found Infinity.',
    );
    expect(messageOf(text.replace('"sweeps": 3', '"__proto__": 3'))).toContain('Found "__proto__"');
    expect(messageOf(text.replace('"seed": 42', '"__proto__": {}, "seed": 42'))).toContain('Unknown key');
  });
});

describe('the trials of a manifest', () => {
  const { metrics, seconds, peak_memory_mb, files: listed, ...first } = manifest;
  const chosen = formatManifest({
    ...first,
    selection: SELECTION,
    metrics,
    seconds,
    peak_memory_mb,
    files: listed,
  });
  const withSelection = (change: (copy: RunManifest) => void) => {
    const copy: RunManifest = JSON.parse(chosen);
    change(copy);
    return messageOf(JSON.stringify(copy));
  };

  it('read back as they were written', () => {
    expect(parseManifest(chosen, RUN_A, FILE).selection).toEqual(SELECTION);
    expect(formatManifest(parseManifest(chosen, RUN_A, FILE))).toBe(chosen);
    expect(text).not.toContain('selection');
  });

  it('are refused where one is not what it must be', () => {
    expect(withSelection(({ selection }) => Object.assign(selection!.ranking!, { chosen: 3 }))).toContain(
      'selection.ranking.chosen: Found 3. Legal: a place among its 3 trials, from 0.',
    );
    expect(
      withSelection(({ selection }) => Object.assign(selection!.ranking!.trials[0], { status: 'fine' })),
    ).toContain('selection.ranking.trials[0].status: Found "fine". Legal: "done", "stopped early"');
    expect(
      withSelection(({ selection }) => Object.assign(selection!.ranking!.trials[0], { metrics: null })),
    ).toContain('selection.ranking.trials[0].metrics: Found null.');
  });
});

function keyPaths(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => keyPaths(entry, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const here = path ? `${path}.${key}` : key;
    return [here, ...keyPaths(entry, here)];
  });
}

/** The manifest's text after a change of the object that holds the key at the end of a path. */
function edited(path: string, change: (parent: object, key: string) => void): string {
  const copy: unknown = JSON.parse(text);
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  change(
    keys.reduce<object>((inner, key) => Reflect.get(inner, key), Object(copy)),
    last,
  );
  return JSON.stringify(copy);
}
