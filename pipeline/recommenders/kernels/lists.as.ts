// Lists for many people, in AssemblyScript with SIMD: each person folded in, every item scored, the best k kept.
// Compiled to lists.wasm by build.ts. To the bit what serving/ gives a visitor's browser, which is the plain reference:
// every sum is in float64 in serving's order, and several people and items are side by side in the lanes.
//
// Threads claim people from a counter. What a person gets does not depend on who makes it.

import { keepBest, siftDown } from './best.as';
import { foldIn, FoldInTask } from './fold-in.as';

/** People claimed at once: they share what is read of the factors. A multiple of 4. */
const CLAIM: i32 = 16;

/** Words of memory laid out by lists-kernel.ts. */
@unmanaged class ListTask {
  foldIn: FoldInTask; // width 0 where the model has no factors
  people: i32;
  items: i32;           // of the model
  places: i32;          // that a list may name
  length: i32;          // of a list
  rowOf: usize;         // i32 [places], the item at each; −1 = unknown to the model
  popularity: usize;    // f32 [items], scores of a person without a history
  strips: usize;        // f64 [items / 4 × width × 4], factors by strips of four items, each turned on its side
  neighbours: usize;    // i32 [items + 1], rows of the sparse matrix; 0 = the model has none
  columns: usize;       // i32 [its entries]
  strengths: usize;     // f32 [its entries]
  unreached: usize;     // f32 [items], scores of items that no row reaches
  weights: usize;       // f64 [entries], of the histories in the sparse matrix
  maskPointers: usize;  // i32 [people + 1]
  mask: usize;          // i32 [masked], places
  only: usize;          // i32 [people]: 1 = nothing but the masked places may be listed, 0 = all others
  lists: usize;         // i32 [people × length], written: places, −1 beyond the end
  scores: usize;        // f32 [people × length], written
  doubts: usize;        // i32 [people], written: 1 = serving has to say what is wrong
  parts: i32;           // models that are blended; 0 = this is one model
  partTasks: usize;     // i32 [parts], each a ListTask of the same people and items
  shares: usize;        // f64 [parts], the weight of each
  next: i32;            // the person to claim next
}

/** The vectors of the people this thread claims. */
export function foldInPeople(task: ListTask, scratch: usize): void {
  const counter = changetype<usize>(task) + offsetof<ListTask>('next');
  for (let first = atomic.add<i32>(counter, CLAIM); first < task.people; first = atomic.add<i32>(counter, CLAIM)) {
    foldInClaim(task, first, min(first + CLAIM, task.people), scratch);
  }
}

/**
 * The lists of the people this thread claims.
 * @param scratch this thread's own: the larger of what foldIn needs and f32 [places, padded] + i64 [length].
 * @param scores this thread's own: f32 [CLAIM × items, padded], in a blend as many of them as parts.
 * @param sums this thread's own: f64 [items], in a blend two of them.
 */
export function rankPeople(task: ListTask, scratch: usize, scores: usize, sums: usize): void {
  const counter = changetype<usize>(task) + offsetof<ListTask>('next');
  const line = <usize>((task.items + 3) & ~3) << 2;
  for (let first = atomic.add<i32>(counter, CLAIM); first < task.people; first = atomic.add<i32>(counter, CLAIM)) {
    const last = min(first + CLAIM, task.people);
    if (task.foldIn.width > 0) {
      foldInClaim(task, first, last, scratch);
      scoreClaim(task, first, last, scores, line);
    }
    for (let p = 0; p < task.parts; p++) {
      const part = partOf(task, p);
      if (part.foldIn.width == 0) continue;
      foldInClaim(part, first, last, scratch);
      scoreClaim(part, first, last, scores + <usize>(p * CLAIM) * line, line);
    }
    for (let person = first; person < last; person++) {
      rank(task, person, scoresOf(task, person, scores + <usize>(person - first) * line, sums), scratch);
    }
  }
}

function foldInClaim(task: ListTask, first: i32, last: i32, scratch: usize): void {
  for (let person = first; person < last; person++) {
    if (isNew(task, person)) continue;
    if (!foldIn(task.foldIn, person, scratch)) store<i32>(task.doubts + (<usize>person << 2), 1);
  }
}

/** Whether a person's history is empty. */
@inline function isNew(task: ListTask, person: i32): bool {
  const pointer = task.foldIn.pointers + (<usize>person << 2);
  return load<i32>(pointer) == load<i32>(pointer, 4);
}

/** Every item for the people of a claim, four people at a time. */
function scoreClaim(task: ListTask, first: i32, last: i32, scores: usize, line: usize): void {
  const width = task.foldIn.width;
  const strip = <usize>(width * 32);
  const strips = (task.items + 3) >> 2;
  for (let s = 0; s < strips; s++) {
    for (let person = first; person < last; person += 4) {
      const vectors = task.foldIn.vectors + <usize>person * <usize>(width * 8);
      scoreTile(vectors, width, task.strips + <usize>s * strip, scores + <usize>(person - first) * line + <usize>(s << 4), line);
    }
  }
}

/** out [4 people × 4 items] = their dot products, each a sum in the order of the dimensions. */
function scoreTile(people: usize, width: i32, items: usize, out: usize, line: usize): void {
  const next = <usize>(width * 8);
  const second = people + next, third = second + next, fourth = third + next;
  let a0 = f64x2.splat(0), a1 = f64x2.splat(0);
  let b0 = f64x2.splat(0), b1 = f64x2.splat(0);
  let c0 = f64x2.splat(0), c1 = f64x2.splat(0);
  let d0 = f64x2.splat(0), d1 = f64x2.splat(0);
  for (let at: usize = 0; at < next; at += 8) {
    const r0 = v128.load(items), r1 = v128.load(items, 16);
    let l = v128.load64_splat(people + at);
    a0 = f64x2.add(a0, f64x2.mul(l, r0)); a1 = f64x2.add(a1, f64x2.mul(l, r1));
    l = v128.load64_splat(second + at);
    b0 = f64x2.add(b0, f64x2.mul(l, r0)); b1 = f64x2.add(b1, f64x2.mul(l, r1));
    l = v128.load64_splat(third + at);
    c0 = f64x2.add(c0, f64x2.mul(l, r0)); c1 = f64x2.add(c1, f64x2.mul(l, r1));
    l = v128.load64_splat(fourth + at);
    d0 = f64x2.add(d0, f64x2.mul(l, r0)); d1 = f64x2.add(d1, f64x2.mul(l, r1));
    items += 32;
  }
  storeRounded(out, a0, a1); out += line;
  storeRounded(out, b0, b1); out += line;
  storeRounded(out, c0, c1); out += line;
  storeRounded(out, d0, d1);
}

@inline function storeRounded(to: usize, low: v128, high: v128): void {
  const rounded = i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
  v128.store(to, rounded);
}

/** Where this person's scores of all items lie, f32 [items]. */
function scoresOf(task: ListTask, person: i32, factorScores: usize, sums: usize): usize {
  const knowsPeople = task.foldIn.width > 0 || task.neighbours != 0 || task.parts > 0;
  if (!knowsPeople || isNew(task, person)) return task.popularity;
  if (task.parts > 0) return blend(task, person, factorScores, sums);
  if (task.neighbours == 0) return factorScores;
  sumRows(task, person, sums);
  for (let item = 0; item < task.items; item++) {
    const sum = f64.load(sums + (<usize>item << 3));
    const at = <usize>item << 2;
    f32.store(factorScores + at, sum == 0 ? f32.load(task.unreached + at) : <f32>sum);
  }
  return factorScores;
}

@inline function partOf(task: ListTask, part: i32): ListTask {
  return changetype<ListTask>(<usize>load<i32>(task.partTasks + (<usize>part << 2)));
}

/** Σ share · z(scores of the part), as serving/blend.ts adds them, in place of this person's scores by the first part. */
function blend(task: ListTask, person: i32, factorScores: usize, sums: usize): usize {
  const items = task.items;
  const line = <usize>((items + 3) & ~3) << 2;
  const total = sums + (<usize>((items + 1) & ~1) << 3);
  memory.fill(total, 0, <usize>items << 3);
  for (let p = 0; p < task.parts; p++) {
    const part = partOf(task, p);
    if (part.foldIn.width == 0) sumRows(part, person, sums);
    else promote(factorScores + <usize>(p * CLAIM) * line, items, sums);
    addStandardised(sums, items, f64.load(task.shares + (<usize>p << 3)), total);
  }
  for (let item = 0; item < items; item++) {
    f32.store(factorScores + (<usize>item << 2), <f32>f64.load(total + (<usize>item << 3)));
  }
  return factorScores;
}

function promote(scores: usize, items: i32, to: usize): void {
  for (let item = 0; item < items; item++) f64.store(to + (<usize>item << 3), <f64>f32.load(scores + (<usize>item << 2)));
}

/** total += share · (values − mean) / deviation, nothing where they do not vary; mean and deviation summed in order. */
function addStandardised(values: usize, items: i32, share: f64, total: usize): void {
  const end = values + (<usize>items << 3);
  let sum: f64 = 0;
  for (let at = values; at < end; at += 8) sum += f64.load(at);
  const mean = sum / <f64>items;
  let squares: f64 = 0;
  for (let at = values; at < end; at += 8) squares += (f64.load(at) - mean) * (f64.load(at) - mean);
  const deviation = Math.sqrt(squares / <f64>items);
  if (!(deviation > 0)) return;
  const shares = f64x2.splat(share), means = f64x2.splat(mean), deviations = f64x2.splat(deviation);
  for (let item = 0; item < items; item += 2) {
    // The last of an odd number has a neighbour in the padding, which nobody reads.
    const at = <usize>item << 3;
    const z = f64x2.div(f64x2.mul(shares, f64x2.sub(v128.load(values + at), means)), deviations);
    v128.store(total + at, f64x2.add(v128.load(total + at), z));
  }
}

/** Σ weight · row over a history, whose items ascend. */
function sumRows(task: ListTask, person: i32, sums: usize): void {
  memory.fill(sums, 0, <usize>task.items << 3);
  const pointer = task.foldIn.pointers + (<usize>person << 2);
  const last = load<i32>(pointer, 4);
  for (let entry = load<i32>(pointer); entry < last; entry++) {
    const weight = f64.load(task.weights + (<usize>entry << 3));
    const row = task.neighbours + (<usize>load<i32>(task.foldIn.rows + (<usize>entry << 2)) << 2);
    const end = load<i32>(row, 4);
    for (let at = load<i32>(row); at < end; at++) {
      const to = sums + (<usize>load<i32>(task.columns + (<usize>at << 2)) << 3);
      f64.store(to, f64.load(to) + weight * <f64>f32.load(task.strengths + (<usize>at << 2)));
    }
  }
}

/** The best places, best first; equal scores by place. What may not be listed is NaN, which no comparison admits. */
function rank(task: ListTask, person: i32, scores: usize, scratch: usize): void {
  const shown = scratch;
  const padded = (task.places + 3) & ~3;
  if (!show(task, person, scores, shown, padded)) {
    store<i32>(task.doubts + (<usize>person << 2), 1);
    return;
  }
  const heap = scratch + (<usize>((padded + 1) & ~1) << 2);
  const size = keepBest(shown, padded, heap, task.length);
  const out = <usize>person * <usize>task.length << 2;
  for (let place = size; place < task.length; place++) {
    store<i32>(task.lists + out + (<usize>place << 2), -1);
    f32.store(task.scores + out + (<usize>place << 2), 0);
  }
  for (let left = size - 1; left >= 0; left--) {
    const place = ~<i32>load<i64>(heap);
    store<i32>(task.lists + out + (<usize>left << 2), place);
    f32.store(task.scores + out + (<usize>left << 2), f32.load(shown + (<usize>place << 2)));
    siftDown(heap, left, load<i64>(heap + (<usize>left << 3)));
  }
}

/** Scores by place, NaN where a place may not be listed. False when a score is itself no number. */
function show(task: ListTask, person: i32, scores: usize, shown: usize, padded: i32): bool {
  const pointer = task.maskPointers + (<usize>person << 2);
  const last = load<i32>(pointer, 4);
  const isOnly = load<i32>(task.only + (<usize>person << 2)) != 0;
  let numbers = true;
  for (let place = isOnly ? task.places : 0; place < task.places; place++) {
    const score = scoreAt(task, scores, place);
    if (score != score) numbers = false;
    f32.store(shown + (<usize>place << 2), score);
  }
  for (let place = isOnly ? 0 : task.places; place < padded; place++) f32.store(shown + (<usize>place << 2), f32.NaN);
  for (let at = load<i32>(pointer); at < last; at++) {
    const place = load<i32>(task.mask + (<usize>at << 2));
    const score = isOnly ? scoreAt(task, scores, place) : f32.NaN;
    if (isOnly && score != score) numbers = false;
    f32.store(shown + (<usize>place << 2), score);
  }
  return numbers;
}

@inline function scoreAt(task: ListTask, scores: usize, place: i32): f32 {
  const row = load<i32>(task.rowOf + (<usize>place << 2));
  return row < 0 ? f32.NEGATIVE_INFINITY : f32.load(scores + (<usize>row << 2));
}
