import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatCatalogue, readCatalogue } from '../data/catalogue.ts';
import { readDatasetCard, writeDatasetCard } from '../data/dataset.ts';
import { writeFileAtomic } from '../data/files.ts';
import { silent } from '../reporter.ts';
import type { RankingModel } from '../serving/models.ts';
import { SMALL, smallCatalogue } from './audience.fixture.ts';
import { type PlayOn, playOn } from './play-on.ts';
import { embeddedCard, settleAudience } from './settle.ts';

let roots: string[] = [];

async function settled(): Promise<string> {
  const root = await emptyRoot();
  await writeFileAtomic(join(root, 'data/catalogue.csv'), formatCatalogue(smallCatalogue()));
  await settleAudience(root, SMALL);
  return root;
}

async function emptyRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'simulation-'));
  roots.push(root);
  return root;
}

function play(root: string, changes: Partial<PlayOn> = {}) {
  return playOn(root, { weeks: 1, champion: null, dryRun: false, reporter: silent, ...changes });
}

/** Names of all batches; they hold the hash of what is inside. */
async function batchesOf(root: string): Promise<string[]> {
  const folders = ['data/interactions', 'data/events'];
  const names = await Promise.all(folders.map((folder) => readdir(join(root, folder)).catch(() => [])));
  return names.flat().sort();
}

beforeEach(() => {
  roots = [];
});

afterEach(async () => {
  await Promise.all(roots.map((root) => rm(root, { recursive: true, force: true })));
});

describe('settling', () => {
  it('gives new films their days and writes a card that says the audience is simulated', async () => {
    const root = await settled();
    const { films } = await readCatalogue(root);
    expect(films.filter((film) => film.added !== null)).toHaveLength(19);
    expect(await readDatasetCard(root)).toEqual(embeddedCard(SMALL));
    expect(embeddedCard(SMALL)).toMatchObject({
      kind: 'simulated',
      notice: expect.stringContaining('simulated'),
    });
  });

  it('refuses a second time, and a folder without films', async () => {
    await expect(settleAudience(await settled(), SMALL)).rejects.toThrow(
      'data/dataset.json: there is a data set',
    );
    await expect(settleAudience(await emptyRoot(), SMALL)).rejects.toThrow(
      'data/catalogue.csv: holds no films',
    );
  });
});

describe('playing on', () => {
  it('gives the same batches in one go and in two', async () => {
    const [once, twice] = [await settled(), await settled()];
    const reports = await play(once, { weeks: 4 });
    const halves = [...(await play(twice, { weeks: 2 })), ...(await play(twice, { weeks: 2 }))];
    expect(halves).toEqual(reports);
    expect(await batchesOf(twice)).toEqual(await batchesOf(once));
    expect(await batchesOf(once)).toHaveLength(8);
  });

  it('reports the days, and how the lists did', async () => {
    const [week] = await play(await settled());
    expect(week).toMatchObject({ week: 0, from: '2026-05-18', to: '2026-05-24', run: null });
    expect(week.sessions).toBeGreaterThan(100);
    expect(week.click_through_rate.champion).toBeGreaterThan(0);
  });

  it('finishes a week that was killed half way, without doubling it', async () => {
    const [whole, killed] = [await settled(), await settled()];
    await play(whole, { weeks: 2 });
    await play(killed, { weeks: 2 });
    const [last] = (await readdir(join(killed, 'data/events'))).sort().slice(-1);
    await rm(join(killed, 'data/events', last));
    await play(killed);
    expect(await batchesOf(killed)).toEqual(await batchesOf(whole));
  });

  it('writes nothing in a dry run', async () => {
    const root = await settled();
    expect(await play(root, { dryRun: true, weeks: 2 })).toHaveLength(2);
    expect(await batchesOf(root)).toEqual([]);
  });

  it("shows the champion's lists to its arm and records the run", async () => {
    const root = await settled();
    const ranking: RankingModel = {
      kind: 'popularity',
      itemIds: ['f001', 'f002', 'f003'],
      popularity: Float32Array.of(1, 2, 3),
    };
    const [week] = await play(root, { champion: { run: 'run_20260518_000000', ranking } });
    expect(week.run).toBe('run_20260518_000000');
  });

  it('refuses data that are not simulated, and says what is', async () => {
    const root = await settled();
    const { simulation: _, ...card } = embeddedCard(SMALL);
    await writeDatasetCard(root, { ...card, name: 'ml', kind: 'imported', notice: null });
    await expect(play(root)).rejects.toThrow('data/dataset.json: "ml" is not a simulated data set.');
  });

  it('stops at a damaged batch instead of playing on without it', async () => {
    const root = await settled();
    await play(root);
    const [name] = await readdir(join(root, 'data/interactions'));
    await writeFile(join(root, 'data/interactions', name), 'damaged');
    await expect(play(root)).rejects.toThrow(name);
  });
});
