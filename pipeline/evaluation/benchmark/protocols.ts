// The protocols that published tables use, and the ids that spell every choice of one. Not the splits themselves.

import type { Ground } from '../protocol.ts';

export const BENCHMARK_PROTOCOLS = [
  'given-files',
  'random-k-fold',
  'per-user-random',
  'leave-last-out',
  'global-time',
] as const;
export type BenchmarkProtocol = (typeof BENCHMARK_PROTOCOLS)[number];

/** Lengths of the lists that are judged. The longest is made, the others are its beginnings. */
export const LIST_LENGTHS: readonly number[] = [5, 10, 20];

/** The length at which slices are looked at. */
export const SLICED_LENGTH = 10;

/** Share of the pairs that judge under `global-time`. */
export const TEST_SHARE = 0.1;

export interface ProtocolChoices {
  readonly protocol: BenchmarkProtocol;
  /** A rating from here on is relevant; 0 = any. */
  readonly positiveRating: number;
  readonly folds: number;
  readonly seed: number;
  /** Where splits were drawn with several seeds one after another, the last of them. */
  readonly lastSeed?: number;
  /** Whether a file names the test pairs. */
  readonly hasTest: boolean;
  /** Whether a file names the items that each held-out one competes with. */
  readonly hasNegatives: boolean;
}

/** What one id says of the split alone. */
function splitId({ protocol, folds, seed: first, lastSeed = first, hasTest }: ProtocolChoices): string {
  const seed = lastSeed === first ? `${first}` : `${first}..${lastSeed}`;
  const details: Record<BenchmarkProtocol, string> = {
    'given-files': '',
    'random-k-fold': `;folds=${folds};seed=${seed};figures=mean-over-folds`,
    'per-user-random': `;train=0.8;valid=0.1;test=0.1;seed=${seed}`,
    'leave-last-out': `;held-out=${hasTest ? 'given' : 'newest'}`,
    'global-time': `;test=${TEST_SHARE}`,
  };
  return `${protocol}/v1${details[protocol]}`;
}

/** The id of each head: figures under equal ids on equal data can be compared. */
export function benchmarkIds(choices: ProtocolChoices): Ground['protocols'] {
  const { protocol, positiveRating, hasNegatives } = choices;
  const mask = protocol === 'per-user-random' ? 'train+valid' : 'train';
  const split = splitId(choices);
  return {
    ranking:
      `${split};mask=${hasNegatives ? 'none' : mask};positive=${positiveRating === 0 ? 'any' : `rating>=${positiveRating}`};` +
      `users=known-with-positive;universe=${hasNegatives ? 'held-out+given-negatives' : 'train-items'};new-items=miss;` +
      `k=${LIST_LENGTHS.join(',')};ideal=min(k,rel);ties=index`,
    rating: `${split};mask=train;ratings=all-unmasked;users=all;new-user=model;new-item=model;clip=scale`,
  };
}
