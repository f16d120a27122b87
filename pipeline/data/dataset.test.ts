import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DATASET_FILE,
  type DatasetCard,
  describeScale,
  isOnScale,
  parseDatasetCard,
  readDatasetCard,
  readRatingScale,
  writeDatasetCard,
} from './dataset.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dataset-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const CARD: DatasetCard = {
  format: 1,
  name: 'embedded',
  title: 'A film club',
  kind: 'simulated',
  notice: 'The people are simulated.',
  licence: null,
  source: null,
  rating_scale: { min: 0.5, max: 5, step: 0.5 },
  simulation: { seed: 42, start: '2026-01-05', people: 2000, weeks: 26, shift_week: 18 },
};

describe('the dataset card', () => {
  it('is null before there is data', async () => {
    expect(await readDatasetCard(root)).toBeNull();
    await expect(readRatingScale(root)).rejects.toThrow('data/dataset.json: is missing, so nobody can tell');
  });

  it('is read back as it was written, with and without a simulation', async () => {
    await writeDatasetCard(root, CARD);
    expect(await readDatasetCard(root)).toEqual(CARD);
    const { simulation: _, ...imported } = { ...CARD, kind: 'imported' as const, licence: 'CC BY 4.0' };
    await writeDatasetCard(root, imported);
    expect(await readDatasetCard(root)).toEqual(imported);
    expect(await readRatingScale(root)).toEqual(CARD.rating_scale);
  });

  it('is not written when it could not be read back', async () => {
    await writeDatasetCard(root, CARD);
    const wrong = { ...CARD, rating_scale: { min: 5, max: 1, step: 0.5 } };
    await expect(writeDatasetCard(root, wrong)).rejects.toThrow(
      'the scale runs from 5 to 1. Legal: min below max.',
    );
    await expect(writeDatasetCard(root, { ...CARD, title: '' })).rejects.toThrow(
      'line 4, column 12: "" is no text',
    );
    expect(JSON.parse(await readFile(join(root, DATASET_FILE), 'utf8'))).toEqual(CARD);
  });

  it('is corrupt, not missing, when it is empty', async () => {
    await mkdir(join(root, 'data'));
    await writeFile(join(root, DATASET_FILE), '');
    await expect(readDatasetCard(root)).rejects.toThrow(
      'data/dataset.json, line 1, column 1: nothing is no map.',
    );
  });

  it('names an unknown key and a wrong day', () => {
    const json = JSON.stringify(CARD, null, 2);
    expect(() => parseDatasetCard(json.replace('"kind"', '"kin"'), 'd.json')).toThrow(
      'd.json, line 5, column 3: unknown key "kin". Did you mean "kind"?',
    );
    expect(() => parseDatasetCard(json.replace('2026-01-05', '2026-02-30'), 'd.json')).toThrow(
      '"2026-02-30" is no day.',
    );
  });
});

describe('the rating scale', () => {
  it.each([
    [0.5, true],
    [3.5, true],
    [5, true],
    [0, false],
    [5.5, false],
    [11, false],
    [3.25, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('of half stars: %d is on it: %s', (rating, expected) => {
    expect(isOnScale(rating, CARD.rating_scale)).toBe(expected);
  });

  it('may have steps that binary numbers cannot hold', () => {
    const tenths = { min: 0.1, max: 10, step: 0.1 };
    expect([0.3, 0.7, 9.9, 10].every((rating) => isOnScale(rating, tenths))).toBe(true);
    expect(isOnScale(0.35, tenths)).toBe(false);
    expect(describeScale(tenths)).toBe('0.1 to 10 in steps of 0.1');
  });
});
