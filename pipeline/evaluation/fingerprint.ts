// The name of a frozen split: a sha256 over its content in canonical order. The fold has already sorted people,
// items and pairs, so the order of batches does not show. Not a hash of files: the same content from other batches
// is the same ground.

import { sha256 } from '../data/files.ts';
import type { Interactions } from '../data/interactions.ts';

export interface SplitContent {
  readonly cut: number;
  readonly train: Interactions;
  readonly test: Interactions;
  /** Genres by row of `train.itemIds`, or null. */
  readonly genres: readonly ReadonlySet<string>[] | null;
}

/** The bits of a float32 NaN; the language leaves open which of many it stores. */
const CANONICAL_NAN = 0x7fc00000;

/** Each column is hashed by itself and the hashes are hashed: 25 million pairs never need one buffer. */
export function fingerprint({ cut, train, test, genres }: SplitContent): string {
  const parts = [
    `cut ${cut}`,
    ...columnHashes('train', train),
    ...columnHashes('test', test),
    `genres ${genres === null ? 'none' : sha256(genres.map(genreLine).join('\n'))}`,
  ];
  return sha256(['ground/v1', ...parts].join('\n'));
}

function columnHashes(side: string, interactions: Interactions): string[] {
  const { userIds, itemIds, user, item, rating, opinion, timestamp } = interactions;
  const columns: Record<string, string> = {
    // As JSON, so that an id with a line break in it cannot pass for two.
    user_ids: sha256(JSON.stringify(userIds)),
    item_ids: sha256(JSON.stringify(itemIds)),
    user: sha256(bytesOf(user)),
    item: sha256(bytesOf(item)),
    rating: sha256(bytesOf(canonicalBits(rating))),
    opinion: sha256(bytesOf(opinion)),
    timestamp: sha256(bytesOf(timestamp)),
  };
  return Object.entries(columns).map(([name, hash]) => `${side} ${name} ${hash}`);
}

function genreLine(genres: ReadonlySet<string>): string {
  return JSON.stringify([...genres].sort());
}

/** float32 as its bits, every NaN the same. */
function canonicalBits(values: Float32Array): Uint32Array {
  const bits = new Uint32Array(values.slice().buffer);
  for (let i = 0; i < bits.length; i++) if (Number.isNaN(values[i])) bits[i] = CANONICAL_NAN;
  return bits;
}

/** Little-endian on every machine Node runs on that this project names (x64, arm64). */
function bytesOf(values: Int32Array | Uint32Array | Int8Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
