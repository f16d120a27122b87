// A ground whose columns lie in memory that threads share: sent to any number of them, it is there once.

import type { Interactions } from '../../data/interactions.ts';
import type { Ground } from '../../evaluation/protocol.ts';

/** The same ground; ids and the people's sets, which are small, are copied into each thread. */
export function shareGround(ground: Ground): Ground {
  return { ...ground, train: shareColumns(ground.train), test: shareColumns(ground.test), genres: null };
}

function shareColumns(data: Interactions): Interactions {
  const { user, item, rating, opinion, timestamp } = data;
  return {
    userIds: data.userIds,
    itemIds: data.itemIds,
    user: fill(new Int32Array(memory(user)), user),
    item: fill(new Int32Array(memory(item)), item),
    rating: fill(new Float32Array(memory(rating)), rating),
    opinion: fill(new Int8Array(memory(opinion)), opinion),
    timestamp: fill(new Float64Array(memory(timestamp)), timestamp),
  };
}

function memory({ byteLength }: ArrayBufferView): SharedArrayBuffer {
  return new SharedArrayBuffer(byteLength);
}

function fill<T extends Int32Array | Float32Array | Int8Array | Float64Array>(empty: T, values: T): T {
  empty.set(values);
  return empty;
}
