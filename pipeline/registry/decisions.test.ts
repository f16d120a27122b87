import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import { readDecisions, writeDecision } from './decisions.ts';
import {
  inTemporaryFolder,
  MINUTE,
  NOON,
  RUN_A,
  RUN_B,
  sampleRun,
  sampleVerdict,
  treeOf,
} from './registry.fixture.ts';

const healthy: RetrainingDecision = {
  kind: 'decision',
  outcome: 'healthy',
  as_of: '2026-04-30',
  champion: null,
  hold: null,
  rules: [
    {
      rule: 'click_through_rate',
      title: 'Click-through rate',
      severity: 'critical',
      state: 'ok',
      value: 0.12,
      interval: { low: 0.11, high: 0.13 },
      measured_on: '2026-04-30',
      baseline: 0.12,
      limit: 0.108,
      healthy_side: 'above',
      margin: -0,
      unit: 'share',
      window_days: 7,
      held_days: 0,
      sustained_days: 3,
      samples: 900,
      protocol: null,
      trend: [{ day: '2026-04-30', value: 0.12 }],
      sentence: 'Above its limit.',
    },
  ],
  why: 'Nothing fired.',
};

describe('a decision that is written', () => {
  it('is one file named by its second and kind, and reads back', () =>
    inTemporaryFolder(async (root) => {
      expect(await writeDecision(root, NOON + 123, healthy)).toEqual({
        id: '20260501T120000Z-decision',
        written: true,
      });
      expect(Object.keys(await treeOf(root))).toEqual(['models/decisions/20260501T120000Z-decision.json']);
      const [stored] = await readDecisions(root);
      expect(stored.at).toBe(NOON + 123);
      expect(JSON.stringify(stored.record)).toBe(JSON.stringify(healthy));
    }));

  it('is not written again while it says the same', () =>
    inTemporaryFolder(async (root) => {
      const { id } = await writeDecision(root, NOON, healthy);
      expect(await writeDecision(root, NOON + MINUTE, healthy)).toEqual({ id, written: false });
      expect(Object.keys(await treeOf(root))).toHaveLength(1);
    }));

  it('is written when the day, the outcome or a figure is another, and when an older one said the same', () =>
    inTemporaryFolder(async (root) => {
      const tomorrow = { ...healthy, as_of: '2026-05-01' };
      const alarmed: RetrainingDecision = { ...tomorrow, outcome: 'investigate' };
      const records = [healthy, tomorrow, alarmed, tomorrow];
      for (const [i, record] of records.entries()) {
        expect((await writeDecision(root, NOON + i * MINUTE, record)).written).toBe(true);
      }
      expect((await readDecisions(root)).map(({ record }) => record)).toEqual(
        records.toReversed().map((record) => JSON.parse(JSON.stringify(record))),
      );
    }));

  it('never overwrites: within a second they are numbered across kinds, in the order they were written', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await writeDecision(root, NOON, healthy);
      await writeDecision(root, NOON, sampleVerdict(RUN_A, null));
      await writeDecision(root, NOON, { ...healthy, outcome: 'critical' });
      expect((await readDecisions(root)).map(({ id }) => id)).toEqual([
        '20260501T120000Z-decision-3',
        '20260501T120000Z-verdict-2',
        '20260501T120000Z-decision',
      ]);
    }));

  it('sorts ten in a second after nine', () =>
    inTemporaryFolder(async (root) => {
      for (let i = 0; i < 12; i++) await writeDecision(root, NOON, { ...healthy, why: `Reason ${i}.` });
      const reasons = (await readDecisions(root)).map(({ record }) => 'why' in record && record.why);
      expect(reasons).toEqual(Array.from({ length: 12 }, (_, i) => `Reason ${11 - i}.`));
    }));

  it('reads a verdict from before slices, costs, challengers and what was asked were put on record as one without', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      const { id } = await writeDecision(root, NOON, sampleVerdict(RUN_A, null));
      const file = join(root, 'models/decisions', `${id}.json`);
      const document = JSON.parse(await readFile(file, 'utf8'));
      delete document.record.slices;
      delete document.record.costs;
      delete document.record.asked;
      delete document.record.challengers;
      await writeFile(file, JSON.stringify(document));
      const [{ record }] = await readDecisions(root, ['verdict']);
      expect(record).toEqual({ ...sampleVerdict(RUN_A, null), slices: [], costs: null, asked: null });
    }));

  it('keeps the card of the run a verdict is about', () =>
    inTemporaryFolder(async (root) => {
      const manifest = await sampleRun(root, RUN_A);
      await writeDecision(root, NOON, sampleVerdict(RUN_A, null));
      const [{ card }] = await readDecisions(root, ['verdict']);
      expect(card).toMatchObject({
        run: RUN_A,
        algorithms: { ranking: 'ials', rating: 'svd' },
        seconds: 0.5,
      });
      expect(card?.bytes).toBe(manifest.files[0].bytes + manifest.files[1].bytes);
    }));

  it('is refused when it holds a number JSON has no word for, and nothing is written', () =>
    inTemporaryFolder(async (root) => {
      const [rule] = healthy.rules;
      const broken = { ...healthy, rules: [{ ...rule, value: Number.NaN }] };
      await expect(writeDecision(root, NOON, broken)).rejects.toThrow('value is NaN');
      expect(await treeOf(root)).toEqual({});
    }));
});

describe('the decisions of a repository', () => {
  it('are none before the first', () =>
    inTemporaryFolder(async (root) => expect(await readDecisions(root)).toEqual([])));

  it('are read of the kinds asked for only', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_B);
      await writeDecision(root, NOON, healthy);
      await writeDecision(root, NOON, sampleVerdict(RUN_B, null));
      expect((await readDecisions(root, ['verdict'])).map(({ record }) => record.kind)).toEqual(['verdict']);
    }));

  it.each([
    ['a merge conflict', (text: string) => `<<<<<<< HEAD\n${text}`, /decision.json: This is not JSON/],
    ['a cut', (text: string) => text.slice(0, 200), /decision.json: This is not JSON/],
    ['an empty file', () => '', /decision.json: This is not JSON/],
    [
      'another outcome',
      (text: string) => text.replace('healthy', 'fine'),
      /record.outcome: Found "fine". Legal: "critical"/,
    ],
    [
      'another kind',
      (text: string) => text.replace('"decision"', '"guess"'),
      /record.kind: Found "guess". Legal: decision/,
    ],
    [
      'a run that is none',
      (text: string) => text.replace('"champion": null', '"champion": "../x"'),
      /record.champion/,
    ],
    [
      'another time than its name',
      (text: string) => text.replace('T12:00', 'T13:00'),
      /Legal: 20260501T130000Z-decision/,
    ],
  ])('are refused with %s in one of them', (_what, edit, message) =>
    inTemporaryFolder(async (root) => {
      const { id } = await writeDecision(root, NOON, healthy);
      const file = join(root, 'models', 'decisions', `${id}.json`);
      await writeFile(file, edit(await readFile(file, 'utf8')));
      await expect(readDecisions(root)).rejects.toThrow(message);
    }),
  );

  it('are refused with a file that is not named as a decision', () =>
    inTemporaryFolder(async (root) => {
      await mkdir(join(root, 'models', 'decisions'), { recursive: true });
      await writeFile(join(root, 'models', 'decisions', 'notes.json'), '{}');
      await expect(readDecisions(root)).rejects.toThrow(/"notes" is not the name of a decision/);
    }));
});
