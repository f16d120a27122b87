// Reading and writing model.json. Looks at every field and at how the fields agree; does not look at the files the
// manifest lists (runs.ts does).

import { InputError, quoted } from '../errors.ts';
import {
  amount,
  boolean,
  commitHash,
  type Fields,
  formatJson,
  formatOne,
  instant,
  integer,
  list,
  matching,
  nullable,
  number,
  object,
  oneOf,
  type Reader,
  readJson,
  refuse,
  scalar,
  sha256Hex,
  table,
  text,
} from './json.ts';
import type { FileEntry, HeadManifest, RunManifest } from './manifest.ts';
import { isRunId } from './run-id.ts';
import { selection } from './selection-file.ts';

/** The manifest's own name in a run's folder. */
export const MANIFEST = 'model.json';

/** A run id in a JSON field. */
export const runId: Reader<string> = (value, at) =>
  typeof value === 'string' && isRunId(value)
    ? value
    : refuse(value, at, 'a run such as "run_20260501_060000"');

// A file name is joined to a folder, so it may not be a path.
export const fileName = matching(
  /^[a-z][a-z0-9_]*\.[a-z0-9]+$/,
  'a file name such as "item_factors.parquet"',
);
const batchName = matching(
  /^\d{8}-[0-9a-f]{16}\.parquet$/,
  'a batch such as "20260501-0123456789abcdef.parquet"',
);

const head = object<HeadManifest>({
  algorithm: text(64),
  parameters: table(scalar),
  file: fileName,
  shape: object({ items: integer(1), k: integer(0) }),
  loss: list(number),
  seconds: amount,
});

/** Figures of one protocol. */
export const protocolMetrics: Reader<RunManifest['metrics']> = list(
  object({ protocol: text(200), ground_sha256: sha256Hex, values: table(number) }),
);

/** What trained a run. */
export const codeFields: Reader<RunManifest['code']> = object({
  commit: nullable(commitHash),
  modified: boolean,
  node: text(40),
});

const fields: Fields<RunManifest> = {
  format: formatOne,
  run: runId,
  created_at: instant,
  dataset: object<RunManifest['dataset']>({
    name: text(200),
    kind: oneOf({ simulated: true, imported: true }),
  }),
  training: object({
    until: instant,
    as_of: instant,
    batches: list(object({ name: batchName, sha256: sha256Hex, rows: integer(0) })),
    interactions: integer(0),
    users: integer(0),
    items: integer(0),
  }),
  code: codeFields,
  seed: integer(0),
  heads: object({ ranking: head, rating: head }),
  selection: (value, at) => (value === undefined ? undefined : selection(value, at)),
  metrics: protocolMetrics,
  seconds: amount,
  peak_memory_mb: amount,
  files: list(object<FileEntry>({ name: fileName, sha256: sha256Hex, bytes: integer(0) })),
};

const manifest = object(fields);

/**
 * The manifest in a model.json's text.
 * @param run the folder it was found in; the manifest must name the same
 * @throws InputError naming file, key, value and what is legal
 */
export function parseManifest(source: string, run: string, file: string): RunManifest {
  const parsed = readJson(source, manifest, file);
  checkAgreement(parsed, run, file);
  return parsed;
}

/** The text of a model.json; the same value always gives the same text. */
export function formatManifest(value: RunManifest): string {
  return formatJson(value);
}

function checkAgreement(parsed: RunManifest, run: string, file: string): void {
  const fail = (place: string, problem: string, legal: string): never => {
    throw new InputError({ file, place, problem, legal });
  };
  if (parsed.run !== run) fail('run', `Found ${quoted(parsed.run)}.`, `Legal: its folder's name, ${run}.`);
  const names = parsed.files.map((entry) => entry.name);
  if (!isSortedSet(names))
    fail('files', 'The names are not sorted or not unique.', 'Legal: each name once, sorted.');
  if (names.includes(MANIFEST)) fail('files', `${MANIFEST} is listed.`, 'Legal: the files beside it only.');
  for (const key of ['ranking', 'rating'] as const) {
    const { file: name } = parsed.heads[key];
    if (!names.includes(name)) {
      fail(
        `heads.${key}.file`,
        `Found ${quoted(name)}.`,
        `Legal: a file listed under files: ${names.join(', ')}.`,
      );
    }
  }
  const { until, as_of: asOf } = parsed.training;
  if (asOf < until)
    fail('training.as_of', `Found ${quoted(asOf)}.`, `Legal: ${until} (training.until) or later.`);
  if (!isSortedSet(parsed.training.batches.map((batch) => batch.name))) {
    fail(
      'training.batches',
      'The names are not sorted or not unique.',
      'Legal: each batch once, sorted by name.',
    );
  }
}

function isSortedSet(names: string[]): boolean {
  return names.every((name, i) => i === 0 || names[i - 1] < name);
}
