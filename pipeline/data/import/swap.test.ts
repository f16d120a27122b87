import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { readInteractionBatches } from '../batches.ts';
import { readCatalogue } from '../catalogue.ts';
import { readDatasetCard } from '../dataset.ts';
import {
  CONTEXT,
  createFolder,
  type Files,
  ML_100K,
  NOW,
  readTree,
  SMALL_CSV,
  writeFiles,
} from './foreign-sets.fixture.ts';
import { importDataset } from './import-dataset.ts';
import { recoverImport } from './swap.ts';

const STEPS = [
  'plan',
  'decide',
  'take the old card away',
  'archive data/feedback/a.jsonl',
  'archive data/feedback.jsonl',
  'take the old interactions away',
  'put the new interactions in place',
  'take the old events away',
  'put the new catalogue in place',
  'put the new card in place',
  'see to what follows',
  'clear up',
];
/** Steps before the decision: stopped there, the old set stays. */
const BEFORE_DECISION = STEPS.slice(0, 2);
const OLD_CARD_STAYS = STEPS.slice(0, 3);

const WAITING: Files = {
  'data/events/20200101-0123456789abcdef.parquet': 'old',
  'data/feedback/a.jsonl': 'one\n',
  'data/feedback.jsonl': 'two\n',
};

let small = '';
let template = '';
let oldSet: Record<string, string> = {};
let newSet: Record<string, string> = {};

beforeAll(async () => {
  small = await createFolder(SMALL_CSV);
  template = await createFolder();
  await importDataset(template, await createFolder(ML_100K), { name: 'old' }, CONTEXT);
  await writeFiles(template, WAITING);
  oldSet = await readTree(template);
  const root = await oldRepository();
  await importDataset(root, small, { replace: true, name: 'new' }, CONTEXT);
  newSet = await readTree(root);
});

/** A repository with an imported set, events and waiting feedback. */
async function oldRepository(): Promise<string> {
  const root = await createFolder();
  await cp(template, root, { recursive: true });
  return root;
}

test('the steps of a swap are these, in this order', async () => {
  const steps: string[] = [];
  const beforeStep = (step: string) => void steps.push(step);
  await importDataset(
    await oldRepository(),
    await createFolder(SMALL_CSV),
    { replace: true },
    { ...CONTEXT, beforeStep },
  );
  expect(steps).toEqual(STEPS);
});

test.each(STEPS)(
  'stopped before "%s", the next command finds the old set or finishes the new one',
  async (stop) => {
    const root = await oldRepository();
    const beforeStep = (step: string) => {
      if (step === stop) throw new Error('stopped');
    };
    const context = { ...CONTEXT, beforeStep };
    const options = { replace: true, name: 'new' };
    await expect(importDataset(root, small, options, context)).rejects.toThrow('stopped');

    // Whoever reads in between finds a whole set or none: a card beside half a set would be a lie.
    const card = await readDatasetCard(root);
    if (card !== null) {
      const films = (await readCatalogue(root)).films.length;
      const rows = (await readInteractionBatches(root)).length;
      expect([card.name, films, rows]).toEqual([OLD_CARD_STAYS.includes(stop) ? 'old' : 'new', 3, 1]);
    }
    const outcome = await recoverImport(root, async () => {});
    expect(outcome).toBe(BEFORE_DECISION.includes(stop) ? 'nothing' : 'finished');
    expect(await readTree(root)).toEqual(BEFORE_DECISION.includes(stop) ? oldSet : newSet);
    expect(await recoverImport(root, async () => {})).toBe('nothing');
  },
);

/** Imports in a process of its own that is killed before a step; resolves with the signal that ended it. */
function importAndKill(root: string, source: string, stop: string): Promise<string | null> {
  const module = pathToFileURL(join(import.meta.dirname, 'import-dataset.ts')).href;
  const script = `
    const { importDataset } = await import(${JSON.stringify(module)});
    const reporter = { progress() {}, note() {}, warn() {} };
    const beforeStep = (step) => { if (step === ${JSON.stringify(stop)}) process.kill(process.pid, 'SIGKILL'); };
    await importDataset(${JSON.stringify(root)}, ${JSON.stringify(source)}, { replace: true, name: 'new' }, { now: ${NOW}, reporter, beforeStep });`;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--input-type=module', '-e', script]);
    child.on('exit', (_, signal) => resolve(signal));
  });
}

test('killed while staging, the old set stays and the next command removes the rest', async () => {
  const root = await oldRepository();
  expect(await importAndKill(root, small, 'decide')).toBe('SIGKILL');
  expect(Object.keys(await readTree(root)).some((name) => name.startsWith('data/.staging-import-'))).toBe(
    true,
  );
  expect(await recoverImport(root, async () => {})).toBe('cleared');
  expect(await readTree(root)).toEqual(oldSet);
});

test('killed in the middle of the swap, and again in the middle of recovering, the next command finishes it', async () => {
  const root = await oldRepository();
  expect(await importAndKill(root, small, 'put the new interactions in place')).toBe('SIGKILL');
  expect(await readDatasetCard(root)).toBeNull();
  expect(await importAndKill(root, small, 'clear up')).toBe('SIGKILL');
  expect(await recoverImport(root, async () => {})).toBe('finished');
  expect(await readTree(root)).toEqual(newSet);
});

test('an import finishes the one that was killed before it asks whether it may replace', async () => {
  const root = await oldRepository();
  await importAndKill(root, small, 'take the old card away');
  await expect(importDataset(root, small, {}, CONTEXT)).rejects.toThrow(/imported before \("new"\)/);
});

test('a repository without data has nothing to recover', async () => {
  const root = await createFolder();
  await rm(join(root, 'data'), { recursive: true, force: true });
  expect(await recoverImport(root, async () => {})).toBe('nothing');
});
