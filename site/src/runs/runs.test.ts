import { describe, expect, it } from 'vitest';
import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { addressOf, viewOf } from './address.ts';
import { scoresOf } from './figures.ts';
import { createFinder, NEWEST_FIRST, type Order } from './find.ts';
import { createRowWriter } from './row.ts';

const COLUMNS: RunColumns = {
  format: 1,
  runs: ['run_20260504_060000', 'run_20260503_060000', 'run_20260502_060000', 'run_20260501_060000'],
  created_at: ['2026-05-04T06:00Z', '2026-05-03T06:00Z', '2026-05-02T06:00Z', '2026-05-01T06:00Z'],
  champion: 2,
  verdicts: [null, 'reject', 'promote', 'hold'],
  ranking: ['ease', 'ials', 'ials', 'ials'],
  rating: ['svd', 'svd', 'bias', 'svd'],
  until: ['2026-04-04', '2026-04-03', '2026-04-02', ''],
  interactions: [400, 300, 200, 100],
  people: [4, 3, 2, 1],
  films: [40, 30, 20, 10],
  seconds: [4, 3, 2, 1],
  bytes: [4000, 3000, 2000, 1000],
  kept: [1, 1, 1, 0],
  grounds: ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'],
  protocols: [
    { id: 'new/v2;k=10', rows: [1], grounds: [0], values: { ndcg_at_10: [0.1] } },
    { id: 'old/v1;k=10', rows: [2, 3], grounds: [1, 1], values: { ndcg_at_10: [0.3, 0.2] } },
    { id: 'rate/v1', rows: [1, 2, 3], grounds: [0, 1, 1], values: { rmse: [0.7, null, 0.9] } },
  ],
};
const find = createFinder(COLUMNS);
const by = (key: Order['key'], down = false): Order => ({ key, down });

describe('a text', () => {
  it.each([
    ['', [0, 1, 2, 3]],
    ['ials', [1, 2, 3]],
    ['iALS svd', [1, 3]],
    ['SVD reject', [1]],
    ['never judged', [0]],
    ['champion', [2]],
    ['old/v1', [2, 3]],
    ['v1 2026-05-03', [1]],
    ['20260501', [3]],
    ['nothing like it', []],
  ])('“%s” means the runs that have each of its words', (text, places) => {
    expect(find(text, NEWEST_FIRST)).toEqual(places);
  });
});

describe('an order', () => {
  it('never mixes protocols, and what has no figure stands last, whichever way', () => {
    expect(find('', by('ranking', true))).toEqual([1, 2, 3, 0]);
    expect(find('', by('ranking'))).toEqual([1, 3, 2, 0]);
    expect(find('', by('rating', true))).toEqual([3, 1, 0, 2]);
    expect(find('', by('verdict'))).toEqual([3, 2, 1, 0]);
    expect(find('', by('verdict', true))).toEqual([1, 2, 3, 0]);
  });

  it('goes by number where the column has numbers, and by name where it has names', () => {
    for (const key of ['interactions', 'films', 'seconds', 'bytes', 'run'] as const) {
      expect(find('', by(key)), key).toEqual([3, 2, 1, 0]);
      expect(find('', by(key, true)), key).toEqual([0, 1, 2, 3]);
    }
    expect(find('', by('algorithms'))[0]).toBe(0);
  });
});

describe('the address', () => {
  it.each(['', '?q=ials%20%26%20svd&sort=-ranking&page=3&runs=run_b,run_a', '?sort=run', '?runs=run_a'])(
    '%s comes back as it was',
    (search) => {
      expect(addressOf(viewOf(search))).toBe(search);
    },
  );

  it('with things of no sense is read without them', () => {
    expect(viewOf('?sort=-price&page=-2&runs=,,a,a')).toEqual({
      text: '',
      order: NEWEST_FIRST,
      page: 1,
      chosen: ['a'],
    });
  });
});

describe('a row', () => {
  it('says under which protocol a figure was measured, and marks the champion', () => {
    const html = createRowWriter(COLUMNS)(2);
    expect(html).toContain('0.300 <span class="under">Protocol 2</span>');
    expect(html).toContain('Champion</strong>');
    expect(createRowWriter(COLUMNS)(0)).not.toContain('Protocol');
  });

  it('writes what it is told as text', () => {
    const evil = { ...COLUMNS, ranking: ['<img src=x>', '', '', ''] };
    expect(createRowWriter(evil)(0)).toContain('&lt;img src=x&gt;');
  });

  it('leads to the page of anybody where the run is old and its files are gone', () => {
    const runs = Array.from({ length: 300 }, (_, n) => `run_${n}`);
    const fill = <T>(value: T): T[] => runs.map(() => value);
    const many = { ...COLUMNS, runs, verdicts: fill(null), kept: fill(0 as const), protocols: [] };
    const write = createRowWriter({
      ...many,
      ...{ ranking: fill('ials'), rating: fill('svd'), until: fill(''), created_at: fill('') },
      ...{ interactions: fill(1), films: fill(1), seconds: fill(1), bytes: fill(1) },
    });
    expect(write(199)).toContain('/engineering/runs/run_199/');
    expect(write(200)).toContain('/engineering/run/?id=run_200');
  });
});

it('has all scores of a run, each with its protocol and ground', () => {
  expect(scoresOf(COLUMNS, 2).map(({ place, ground, values }) => [place, ground, values])).toEqual([
    [1, 'bbbbbbbbbbbb', { ndcg_at_10: 0.3 }],
    [2, 'bbbbbbbbbbbb', {}],
  ]);
});
