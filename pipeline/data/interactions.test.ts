import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FoldOptions,
  foldInteractions,
  type InteractionRows,
  type Interactions,
  isSignal,
  joinRows,
  SIGNALS,
  type Signal,
  takeRows,
  tellAll,
  userPointers,
} from './interactions.ts';

interface Row {
  user: string;
  item: string;
  signal: Signal;
  rating: number;
  at: number;
  event: string | null;
}

function toRows(rows: readonly Row[]): InteractionRows {
  return {
    user_id: rows.map((row) => row.user),
    item_id: rows.map((row) => row.item),
    signal: rows.map((row) => row.signal),
    rating: Float64Array.from(rows, (row) => row.rating),
    timestamp: Float64Array.from(rows, (row) => row.at),
    event_id: rows.map((row) => row.event),
  };
}

/** Few ids, instants and events, so that collisions of every kind are common. Ids that trip objects up included. */
const anyRow: fc.Arbitrary<Row> = fc
  .record({
    user: fc.constantFrom('p2', 'p10', '__proto__'),
    item: fc.constantFrom('é', 'Z'),
    signal: fc.constantFrom(...SIGNALS),
    rating: fc.constantFrom(0.5, 3, 4.5),
    at: fc.integer({ min: 0, max: 4 }),
    event: fc.option(fc.constantFrom('e1', 'e2', 'e3')),
  })
  .map((row) => (row.signal === 'rating' ? row : { ...row, rating: Number.NaN }));
const anyRows = fc.array(anyRow, { maxLength: 30, size: 'max' });
const anyWindow: fc.Arbitrary<FoldOptions> = fc.record(
  { from: fc.integer({ min: -1, max: 6 }), until: fc.integer({ min: 0, max: 7 }) },
  { requiredKeys: [] },
);

/** The definition, written for reading: sort, deduplicate, replay. */
function foldBySpecification(rows: readonly Row[], { from = -Infinity, until = Infinity }: FoldOptions) {
  const key = (row: Row) => [row.at, SIGNALS.indexOf(row.signal), Number.isNaN(row.rating) ? -1 : row.rating];
  const compare = (a: Row, b: Row) => {
    const [x, y] = [
      [...key(a), a.user, a.item],
      [...key(b), b.user, b.item],
    ];
    const i = x.findIndex((value, j) => value !== y[j]);
    return i < 0 ? 0 : x[i] < y[i] ? -1 : 1;
  };
  const seen = new Set<string>();
  const pairs = new Map<string, { rating: number; opinion: number; ratedAt: number; saidAt: number }>();
  for (const row of rows.filter((row) => row.at <= until).sort(compare)) {
    if (row.event !== null && seen.has(row.event)) continue;
    if (row.event !== null) seen.add(row.event);
    if (row.at <= from) continue;
    const name = JSON.stringify([row.user, row.item]);
    const pair = pairs.get(name) ?? { rating: Number.NaN, opinion: 0, ratedAt: -1, saidAt: -1 };
    if (row.signal === 'undo') pairs.delete(name);
    else if (row.signal === 'rating') pairs.set(name, { ...pair, rating: row.rating, ratedAt: row.at });
    else pairs.set(name, { ...pair, opinion: OPINIONS[row.signal], saidAt: row.at });
  }
  return [...pairs].map(([name, { rating, opinion, ratedAt, saidAt }]) => {
    const [user, item] = JSON.parse(name) as [string, string];
    return { user, item, rating, opinion, at: Math.max(ratedAt, saidAt) };
  });
}

const OPINIONS = { thumb_up: 1, love: 2, thumb_down: -1, not_interested: -2 };

function entriesOf({ userIds, itemIds, user, item, rating, opinion, timestamp }: Interactions) {
  return Array.from(user, (u, pair) => ({
    user: userIds[u],
    item: itemIds[item[pair]],
    rating: rating[pair],
    opinion: opinion[pair],
    at: timestamp[pair],
  }));
}

const byUserThenItem = (a: { user: string; item: string }, b: { user: string; item: string }) =>
  a.user === b.user ? (a.item < b.item ? -1 : 1) : a.user < b.user ? -1 : 1;

describe('foldInteractions', () => {
  it('does what its definition says, in any window', () => {
    fc.assert(
      fc.property(anyRows, anyWindow, (rows, window) => {
        const expected = foldBySpecification(rows, window).sort(byUserThenItem);
        expect(entriesOf(foldInteractions([toRows(rows)], window))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for any order of rows, any split into batches and any repeats', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        again: fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 }),
        cut: fc.nat({ max: rows.length * 2 }),
        window: anyWindow,
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, again, cut, window }) => {
        const batches = [again.slice(cut), [], again.slice(0, cut)].map(toRows);
        expect(foldInteractions(batches, window)).toEqual(foldInteractions([toRows(rows)], window));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same from rows read once, whichever windows were folded before', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.nat(30),
        fc.array(anyWindow, { minLength: 1, maxLength: 4 }),
        (rows, cut, windows) => {
          const batches = [rows.slice(cut), rows.slice(0, cut)].map(toRows);
          const told = tellAll(batches);
          for (const window of windows)
            expect(foldInteractions(told, window)).toEqual(foldInteractions(batches, window));
          expect(told.rows).toBe(rows.length);
          expect(told.newest).toBe(Math.max(-Infinity, ...rows.map(({ at }) => at)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('knows nothing of what comes after `until`', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 0, max: 6 }), (rows, until) => {
        const known = rows.filter((row) => row.at <= until);
        expect(foldInteractions([toRows(rows)], { until })).toEqual(foldInteractions([toRows(known)]));
      }),
    );
  });

  it('has sorted ids that all occur and pairs sorted by user, then item', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const folded = foldInteractions([toRows(rows)]);
        expect(folded.userIds).toEqual([...folded.userIds].sort());
        expect(folded.itemIds).toEqual([...folded.itemIds].sort());
        expect(new Set(folded.user).size).toBe(folded.userIds.length);
        expect(new Set(folded.item).size).toBe(folded.itemIds.length);
        const keys = Array.from(folded.user, (u, pair) => u * 1000 + folded.item[pair]);
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
      }),
    );
  });

  it('lets an opinion stand beside a rating, and an undo clear both', () => {
    const rated: Row = { user: 'p', item: 'f', signal: 'rating', rating: 4, at: 1, event: null };
    const loved: Row = { user: 'p', item: 'f', signal: 'love', rating: Number.NaN, at: 2, event: null };
    const undone: Row = { user: 'p', item: 'f', signal: 'undo', rating: Number.NaN, at: 3, event: null };
    const later: Row = { ...rated, rating: 2, at: 4 };
    const fold = (...rows: Row[]) => entriesOf(foldInteractions([toRows(rows)]));
    expect(fold(loved, rated)).toEqual([{ user: 'p', item: 'f', rating: 4, opinion: 2, at: 2 }]);
    expect(fold(undone, loved, rated)).toEqual([]);
    expect(fold(later, undone, loved, rated)).toEqual([
      { user: 'p', item: 'f', rating: 2, opinion: 0, at: 4 },
    ]);
  });

  it('gives empty columns for no rows', () => {
    const folded = foldInteractions([]);
    expect(folded.userIds).toEqual([]);
    expect(folded.user).toEqual(new Int32Array(0));
  });

  it('grows beyond its first columns', () => {
    const rows = Array.from({ length: 5000 }, (_, i): Row => {
      return { user: `p${i % 71}`, item: `f${i % 97}`, signal: 'rating', rating: 3, at: i, event: `e${i}` };
    });
    const folded = foldInteractions([toRows(rows), toRows(rows)]);
    expect(folded.user).toHaveLength(5000);
    expect(folded.timestamp.reduce((sum, at) => sum + at)).toBe((4999 * 5000) / 2);
  });

  it('refuses rows that no reader lets through', () => {
    const row: Row = { user: 'p', item: 'f', signal: 'rating', rating: Number.NaN, at: 1, event: null };
    expect(() => foldInteractions([toRows([row])])).toThrow('row 1: signal rating with rating NaN');
  });
});

describe('userPointers', () => {
  it('bounds the pairs of each user', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const folded = foldInteractions([toRows(rows)]);
        const pointers = userPointers(folded);
        expect(pointers).toHaveLength(folded.userIds.length + 1);
        folded.userIds.forEach((_, u) => {
          const own = folded.user.subarray(pointers[u], pointers[u + 1]);
          expect(own.length).toBeGreaterThan(0);
          expect(own.every((value) => value === u)).toBe(true);
        });
        expect(pointers[folded.userIds.length]).toBe(folded.user.length);
      }),
    );
  });
});

describe('rows', () => {
  it('are joined and taken by position', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (a, b) => {
        const joined = joinRows([toRows(a), toRows(b)]);
        expect(joined).toEqual(toRows([...a, ...b]));
        const backwards = [...a, ...b].map((_, i, all) => all.length - 1 - i);
        expect(takeRows(joined, backwards)).toEqual(toRows([...a, ...b].reverse()));
      }),
    );
  });

  it('have no other signals than these', () => {
    expect(SIGNALS.every(isSignal)).toBe(true);
    expect(isSignal('toString')).toBe(false);
  });
});
