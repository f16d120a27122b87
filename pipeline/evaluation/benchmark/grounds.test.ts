import { describe, expect, it } from 'vitest';
import { silent } from '../../reporter.ts';
import { batchOf, type Line, popularityModel, popularityOf } from '../sample.ts';
import { meanFigures, rankingFiguresOf } from './figures.ts';
import { checkFiles, groundsOf } from './grounds.ts';
import type { ProtocolChoices } from './protocols.ts';
import type { BenchmarkFile } from './read-file.ts';
import { negativesKey } from './read-lists.ts';

const CHOICES: ProtocolChoices = {
  protocol: 'given-files',
  positiveRating: 4,
  folds: 3,
  seed: 1,
  hasTest: false,
  hasNegatives: false,
};

function fileWith(lines: readonly Line[], hasTimes = true): BenchmarkFile {
  const facts = { file: 'sample', bytes: 0, sha256: '', rows: lines.length };
  return { facts, rows: batchOf(lines), isRated: true, hasTimes };
}

const data = (train: readonly Line[], test: readonly Line[] | null = null) => ({
  train: fileWith(train),
  test: test && fileWith(test),
  negatives: null,
});

/** Each of the people 0 to 3 touched each of the items 0 to 29, one an instant. */
const CROWD = Array.from({ length: 120 }, (_, i): Line => [`u${i % 4}`, `f${i % 30}`, (i % 5) + 1, i]);

const QUIET = { reporter: silent, threads: 1 };

describe("NCF's protocol, worked out by hand", () => {
  // Four people know film 1, two film 4, one each film 2 and 3.
  const train: Line[] = [
    ['0', '1', 1, 1],
    ['0', '2', 1, 1],
    ['1', '1', 1, 1],
    ['1', '3', 1, 1],
    ['2', '1', 1, 1],
    ['2', '4', 1, 1],
    ['3', '1', 1, 1],
    ['3', '4', 1, 1],
  ];
  const test: Line[] = [
    ['0', '4', 1, 2],
    ['1', '2', 1, 2],
    ['2', '9', 1, 2],
  ];
  const negatives = new Map([
    [negativesKey('0', '4'), ['3', '8']],
    [negativesKey('1', '2'), ['4', '1', '4']],
    [negativesKey('2', '9'), ['2', '3']],
  ]);
  const choices = { ...CHOICES, protocol: 'leave-last-out', positiveRating: 0, hasTest: true } as const;
  const [ground] = groundsOf({ ...data(train, test), negatives }, { ...choices, hasNegatives: true });

  it('ranks the held-out item among its negatives alone, and misses one that nobody knew', async () => {
    const figures = await rankingFiguresOf(popularityOf(ground), ground, QUIET);
    // Places 1, 3 (films 1 and 4 are more popular, and film 1 is not masked) and none.
    expect(figures.hit_rate_at_10).toBeCloseTo(2 / 3, 12);
    expect(figures.ndcg_at_10).toBeCloseTo((1 + 1 / Math.log2(4)) / 3, 12);
    expect(figures.mrr_at_10).toBeCloseTo((1 + 1 / 3) / 3, 12);
    expect(figures.precision_at_5).toBeCloseTo(2 / 15, 12);
    expect(ground.protocols.ranking).toContain(
      'leave-last-out/v1;held-out=given;mask=none;positive=any;users=known-with-positive;' +
        'universe=held-out+given-negatives',
    );
  });

  it('gives a tie to the lower index, not to the held-out item', async () => {
    const equal = popularityModel({ 1: 1, 2: 1, 3: 1, 4: 1 });
    const figures = await rankingFiguresOf(equal, ground, QUIET);
    // 4 behind 3; 2 behind 1 and before 4.
    expect(figures.mrr_at_10).toBeCloseTo((1 / 2 + 1 / 2) / 3, 12);
  });

  it('has another hash with other negatives', () => {
    const others = new Map([...negatives, [negativesKey('0', '4'), ['2']]]);
    const [other] = groundsOf(
      { ...data(train, test), negatives: others },
      { ...choices, hasNegatives: true },
    );
    expect(other.sha256).not.toBe(ground.sha256);
  });

  it('refuses a held-out item without negatives, and two of a person', () => {
    const few = new Map([...negatives].slice(1));
    expect(() => [...groundsOf({ ...data(train, test), negatives: few }, choices)]).toThrow(
      'found no line (0,4) among the negatives',
    );
    expect(() => [...groundsOf(data(train, [...test, ['0', '3', 1, 2]]), choices)]).toThrow(
      'holds out one item a person; the test file has more of "0"',
    );
  });
});

describe('the splits', () => {
  it('given as files are judged as they are, masked by what was trained on', () => {
    const test: Line[] = [
      ['u0', 'f1', 5, 1],
      ['u0', 'f0', 5, 1],
      ['new', 'f1', 5, 1],
    ];
    const [ground] = groundsOf(data(CROWD.slice(0, 4), test), { ...CHOICES, hasTest: true });
    expect(ground.users.ranking.map(({ user }) => ground.train.userIds[user])).toEqual(['u0']);
    expect([...ground.users.ranking[0].relevant].map((row) => ground.train.itemIds[row])).toEqual(['f1']);
  });

  it('at random judge each pair once', () => {
    const grounds = [...groundsOf(data(CROWD), { ...CHOICES, protocol: 'random-k-fold' })];
    expect(grounds.map(({ test }) => test.user.length)).toEqual([20, 20, 20]);
    for (const { train, test } of grounds) expect(train.user.length + test.user.length).toBe(60);
  });

  it('within people mask what was set aside, and do not train on it', async () => {
    const own = Array.from({ length: 80 }, (_, i): Line => [`u${i % 2}`, `f${i}`, 5, 1]);
    // A third person knows every film, so that none is new.
    const all = Array.from({ length: 80 }, (_, i): Line => ['u9', `f${i}`, 5, 1]);
    const lines = [...own, ...all];
    const [ground] = groundsOf(data(lines), { ...CHOICES, protocol: 'per-user-random' });
    expect(ground.train.user.length).toBe(32 + 32 + 64);
    expect(ground.users.ranking.map(({ masked }) => masked?.length)).toSatisfy((lengths: number[]) =>
      lengths.every((length) => length >= 1),
    );
    for (const { masked, relevant } of ground.users.ranking) {
      for (const item of masked ?? []) expect(relevant.has(item)).toBe(false);
    }
    expect(ground.protocols.ranking).toContain('mask=train+valid');
    const scores = Object.fromEntries(ground.train.itemIds.map((id) => [id, 1]));
    const [first] = ground.users.ranking;
    const top = { ...scores, [ground.train.itemIds[first.masked?.[0] ?? 0]]: 9 };
    const alone = { ...ground, users: { ...ground.users, ranking: [first] } };
    expect(await rankingFiguresOf(popularityModel(top), alone, QUIET)).toEqual(
      await rankingFiguresOf(popularityModel(scores), alone, QUIET),
    );
  });

  it('by time are those of the judge', () => {
    const distinct = CROWD.slice(0, 60);
    const [ground] = groundsOf(data(distinct), { ...CHOICES, protocol: 'global-time' });
    expect([ground.cut, ground.train.user.length, ground.test.user.length]).toEqual([53, 54, 6]);
    expect(ground.protocols.rating).toMatch(/^global-time\/v1;test=0\.1;mask=train;ratings=all-unmasked/);
  });

  it('by time need times, and any split needs enough to split', () => {
    const timeless = { train: fileWith(CROWD, false), test: null, negatives: null };
    for (const protocol of ['global-time', 'leave-last-out'] as const) {
      expect(() => [...groundsOf(timeless, { ...CHOICES, protocol })]).toThrow(
        `protocol ${protocol}: splits by time, and sample tells none`,
      );
    }
    const few = data(CROWD.slice(0, 2));
    expect(() => [...groundsOf(few, { ...CHOICES, protocol: 'per-user-random' })]).toThrow('too few');
  });

  it('take only the files they have a use for', () => {
    expect(() => checkFiles('given-files', { test: false, negatives: false })).toThrow('needs --test FILE');
    expect(() => checkFiles('global-time', { test: true, negatives: false })).toThrow('takes no --test');
    expect(() => checkFiles('given-files', { test: true, negatives: true })).toThrow('takes no --negatives');
    expect(() => checkFiles('leave-last-out', { test: true, negatives: true })).not.toThrow();
  });
});

describe('figures over splits', () => {
  it('are means over the splits that have them', () => {
    expect(meanFigures([{ rmse: 1, mae: 2 }, { rmse: 3 }])).toEqual({ rmse: 2, mae: 2 });
  });
});
