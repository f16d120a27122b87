// A small repository for the registry's tests: two models of five films, runs made of them, verdicts about them.
// Real files in a temporary folder; nothing here stands in for a part of the product.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Selection } from '../experiments/tuning/trial.ts';
import type { Comparison, Verdict } from '../rules/outcomes.ts';
import type { FactorModel, RatingModel } from '../serving/models.ts';
import { writeDecision } from './decisions.ts';
import type { RunManifest } from './manifest.ts';
import { encodeModels, type Models } from './model-files.ts';
import { promote } from './moves.ts';
import { parseRunId, runTime } from './run-id.ts';
import { writeRun } from './runs.ts';

export const MINUTE = 60_000;
/** 1 May 2026, UTC. */
export const NOON = Date.UTC(2026, 4, 1, 12);
export const RUN_A = 'run_20260501_100000';
export const RUN_B = 'run_20260501_110000';
export const RUN_C = 'run_20260501_120000';
export const GROUND = 'ab'.repeat(32);
export const PROTOCOLS = { ranking: 'ranking/global-time/v1', rating: 'rating/global-time/v1' };

const itemIds = ['film_1', 'film_2', 'film_3', 'film_4', 'film_5'];

/** Two models; another number gives other bytes. */
export function sampleModels(variant = 0): Models {
  const k = 2;
  const factors = Float32Array.from({ length: itemIds.length * k }, (_, i) => Math.fround((i + variant) / 7));
  const popularity = Float32Array.of(5, 4, 3, 2, 1);
  const ranking: FactorModel = {
    kind: 'factors',
    itemIds,
    popularity,
    k,
    factors,
    unobservedWeight: 0.1,
    regularisation: 0.003,
    frequencyExponent: 1,
    positiveRating: 4,
    weighting: null,
  };
  const rating: RatingModel = {
    kind: 'rating',
    itemIds,
    mean: 3.5,
    itemBias: Float32Array.of(0.5, 0.25, 0, -0.25, -0.5),
    k,
    factors,
    biasRegularisation: 5,
    factorRegularisation: 0.1,
    scale: { min: 0.5, max: 5 },
  };
  return { ranking, rating };
}

const trial = {
  candidate: 'als',
  algorithm: 'ials',
  parameters: { k: 2, sweeps: 3, weighting: 'none' },
  status: 'done' as const,
  share: 1,
  metrics: { ndcg_at_10: 0.125 },
  seconds: 0.5,
  peak_memory_mb: 40,
  message: null,
};

/** How a run may have been chosen: of three ranking trials, one stopped early and one failed. */
export const SELECTION: Selection = {
  candidates_sha256: 'cd'.repeat(32),
  budget: { minutes: 10, memory_mb: 4096 },
  seconds: 1.5,
  ranking: {
    protocol: PROTOCOLS.ranking,
    ground_sha256: 'ef'.repeat(32),
    metric: 'ndcg_at_10',
    chosen: 1,
    trials: [
      { ...trial, status: 'stopped early', share: 1 / 3, metrics: { ndcg_at_10: 0.25 } },
      trial,
      { ...trial, candidate: 'shallow', status: 'failed', share: 0, metrics: {}, message: 'a|b is <bad>' },
    ],
  },
  rating: null,
};

/** What `writeRun` takes, for these models. */
export async function sampleDraft(run: string, models: Models = sampleModels()) {
  const { files, heads } = await encodeModels(models);
  const manifest: Omit<RunManifest, 'files'> = {
    format: 1,
    run,
    created_at: new Date(runTime(parseRunId(run, 'test'))).toISOString(),
    dataset: { name: 'embedded', kind: 'simulated' },
    training: {
      until: '2026-04-23T23:59:59.999Z',
      as_of: '2026-04-30T23:59:59.999Z',
      batches: [
        { name: '20260430-0123456789abcdef.parquet', sha256: '0123456789abcdef'.repeat(4), rows: 12 },
      ],
      interactions: 12,
      users: 4,
      items: 5,
    },
    code: { commit: 'c0ffee'.padEnd(40, '0'), modified: false, node: 'v24.21.0' },
    seed: 42,
    heads: {
      ranking: {
        algorithm: 'ials',
        parameters: { k: 2, sweeps: 3, weighting: 'none' },
        ...heads.ranking,
        loss: [120.5, 64.25, 60.125],
        seconds: 0.25,
      },
      rating: { algorithm: 'svd', parameters: { k: 2 }, ...heads.rating, loss: [], seconds: 0.125 },
    },
    metrics: [],
    seconds: 0.5,
    peak_memory_mb: 96,
  };
  return { manifest, files };
}

/** Writes a run with a budget that is wide enough. */
export async function sampleRun(root: string, run: string, variant = 0): Promise<RunManifest> {
  return writeRun(root, await sampleDraft(run, sampleModels(variant)), { maxBytes: 1_000_000 });
}

const narrowWin: Comparison = {
  head: 'ranking',
  metric: 'ndcg_at_10',
  opponent: 'champion',
  candidate: 0.31,
  other: 0.3,
  difference: 0.01,
  low: -0.002,
  high: 0.022,
  users: 400,
  higher_is_better: true,
  result: 'no difference shown',
};

/** A verdict that says "promote". */
export function sampleVerdict(candidate: string, champion: string | null): Verdict {
  return {
    kind: 'verdict',
    verdict: 'promote',
    candidate,
    champion,
    protocols: PROTOCOLS,
    ground_sha256: GROUND,
    as_of: '2026-04-30',
    metrics: {
      candidate: { ndcg_at_10: 0.31, coverage_at_10: 0.5, rmse: 0.87 },
      champion: champion === null ? null : { ndcg_at_10: 0.3, coverage_at_10: 0.45, rmse: 0.88 },
      floor: { ndcg_at_10: 0.2, coverage_at_10: 0.1, rmse: 0.93 },
    },
    comparisons: [
      ...(champion === null ? [] : [narrowWin]),
      {
        head: 'ranking',
        metric: 'ndcg_at_10',
        opponent: 'floor',
        candidate: 0.31,
        other: 0.2,
        difference: 0.11,
        low: 0.09,
        high: 0.13,
        users: 400,
        higher_is_better: true,
        result: 'better',
      },
      {
        head: 'rating',
        metric: 'rmse',
        opponent: 'floor',
        candidate: 0.87,
        other: 0.93,
        difference: -0.06,
        low: -0.08,
        high: -0.04,
        users: 380,
        higher_is_better: false,
        result: 'better',
      },
    ],
    slices: [
      {
        head: 'ranking',
        slice: 'newcomers',
        about: 'people with at most 3 entries before the cut, the quarter with fewest',
        metric: 'ndcg_at_10',
        opponent: champion === null ? 'floor' : 'champion',
        candidate: 0.21,
        other: 0.2,
        difference: 0.01,
        low: -0.01,
        high: 0.03,
        users: 110,
        entries: 240,
        higher_is_better: true,
        result: 'no difference shown',
      },
      {
        head: 'rating',
        slice: 'unseen_films',
        about: 'films that nobody had touched before the cut',
        metric: 'rmse',
        opponent: champion === null ? 'floor' : 'champion',
        candidate: 1.25,
        other: 1.25,
        difference: 0,
        low: null,
        high: null,
        users: 1,
        entries: 2,
        higher_is_better: false,
        result: 'too few people',
      },
    ],
    asked: { primary_metric: 'ndcg_at_10', guarded: { rmse: 0.02 } },
    costs: {
      candidate: { bytes: 2_400, list_operations: 5_600 },
      champion: champion === null ? null : { bytes: 2_300, list_operations: 5_400 },
    },
    challengers: [],
    reasons: ['NDCG@10 is above popularity, and its interval excludes zero.'],
  };
}

/** Judges and promotes a run of the tree, as the cycle does. */
export async function samplePromotion(root: string, run: string, champion: string | null, at: number) {
  const verdict = await writeDecision(root, at, sampleVerdict(run, champion));
  return promote(root, { run, at, reason: 'Better than the champion.', verdict: verdict.id });
}

/** Runs an action in a temporary folder that is gone afterwards. */
export async function inTemporaryFolder<T>(action: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'showrunner-registry-'));
  try {
    return await action(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Every file under a folder with its text, sorted; binary files as latin1. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'latin1')));
  return Object.fromEntries(files.map((file, i) => [file.slice(folder.length + 1), texts[i]]));
}
