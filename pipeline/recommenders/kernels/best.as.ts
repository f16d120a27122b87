// The best of many scores, in AssemblyScript with SIMD: the heap of serving/score.ts over keys that order as a list does,
// score and place in one number. What is NaN takes no part.

/** A heap of the best, its worst first. Returns how many there are. */
export function keepBest(shown: usize, places: i32, heap: usize, length: i32): i32 {
  let size = 0;
  let place = 0;
  for (; place < places && size < length; place++) {
    const score = f32.load(shown + (<usize>place << 2));
    if (score == score) siftUp(heap, size++, keyOf(score, place));
  }
  if (size < length || size == 0) return size;
  let worst = scoreOf(load<i64>(heap));
  while (place < places) {
    // Most fours hold nothing that is good enough.
    if ((place & 3) == 0 && !v128.any_true(f32x4.gt(v128.load(shown + (<usize>place << 2)), f32x4.splat(worst)))) {
      place += 4;
      continue;
    }
    const score = f32.load(shown + (<usize>place << 2));
    if (score > worst) {
      siftDown(heap, size, keyOf(score, place));
      worst = scoreOf(load<i64>(heap));
    }
    place++;
  }
  return size;
}

/** One number that orders places as a list does: by score, and of equal scores the earlier place is larger. */
@inline function keyOf(score: f32, place: i32): i64 {
  // Adding zero makes −0 the zero it is equal to.
  const bits = reinterpret<i32>(score + 0);
  return (<i64>(bits ^ ((bits >> 31) & 0x7fffffff)) << 32) | <i64><u32>~place;
}

@inline function scoreOf(key: i64): f32 {
  const bits = <i32>(key >> 32);
  return reinterpret<f32>(bits ^ ((bits >> 31) & 0x7fffffff));
}

function siftUp(heap: usize, from: i32, key: i64): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = load<i64>(heap + (<usize>parent << 3));
    if (above <= key) break;
    store<i64>(heap + (<usize>at << 3), above);
    at = parent;
  }
  store<i64>(heap + (<usize>at << 3), key);
}

/** Puts a key in the place of the first. */
export function siftDown(heap: usize, size: i32, key: i64): void {
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && load<i64>(heap + (<usize>child << 3), 8) < load<i64>(heap + (<usize>child << 3))) child++;
    const below = load<i64>(heap + (<usize>child << 3));
    if (below >= key) break;
    store<i64>(heap + (<usize>at << 3), below);
    at = child;
  }
  store<i64>(heap + (<usize>at << 3), key);
}
