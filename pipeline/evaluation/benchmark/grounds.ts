// From benchmark files to frozen splits, one after another: each is made when it is asked for, so that only one is
// in memory. Every protocol ends in the same kind of ground; nothing here has seen a model.

import { sha256 } from '../../data/files.ts';
import { foldInteractions, type Interactions } from '../../data/interactions.ts';
import { InputError, quoted } from '../../errors.ts';
import { freezeGround, type Ground, groundOf, type RankingUser, rowsIn } from '../protocol.ts';
import {
  type BenchmarkProtocol,
  benchmarkIds,
  LIST_LENGTHS,
  type ProtocolChoices,
  TEST_SHARE,
} from './protocols.ts';
import type { BenchmarkFile } from './read-file.ts';
import { type Negatives, negativesKey } from './read-lists.ts';
import { newestOfEach, PART, perUserParts, randomFolds, takeEntries } from './splits.ts';

export interface BenchmarkData {
  readonly train: BenchmarkFile;
  readonly test: BenchmarkFile | null;
  readonly negatives: Negatives | null;
}

/** What a protocol asks of the files. */
const NEEDS: Record<BenchmarkProtocol, { test: 'needed' | 'taken' | 'refused'; negatives: boolean }> = {
  'given-files': { test: 'needed', negatives: false },
  'random-k-fold': { test: 'refused', negatives: false },
  'per-user-random': { test: 'refused', negatives: false },
  'leave-last-out': { test: 'taken', negatives: true },
  'global-time': { test: 'refused', negatives: false },
};

/** Refuses files a protocol has no use for, and misses the one it needs. Can be asked before any file is read. */
export function checkFiles(protocol: BenchmarkProtocol, has: { test: boolean; negatives: boolean }): void {
  const needs = NEEDS[protocol];
  if (needs.test === 'needed' && !has.test) throw unfit(protocol, 'needs --test FILE.');
  if (needs.test === 'refused' && has.test)
    throw unfit(protocol, 'makes its own split of --train; it takes no --test.');
  if (has.negatives && !needs.negatives) throw unfit(protocol, 'takes no --negatives; leave-last-out does.');
}

/** The splits of a protocol: one, or one a fold. @throws InputError for data that cannot be split that way. */
export function* groundsOf(data: BenchmarkData, choices: ProtocolChoices): Generator<Ground> {
  checkTimes(data, choices);
  if (choices.protocol === 'global-time') {
    const asOf = data.train.rows.timestamp.reduce((newest, at) => Math.max(newest, at), -Infinity);
    const options = { asOf, testFraction: TEST_SHARE, ...parametersOf(choices) };
    yield { ...freezeGround([data.train.rows], options), protocols: benchmarkIds(choices) };
    return;
  }
  const train = foldInteractions([data.train.rows]);
  if (data.test !== null) {
    const ground = freeze(train, foldInteractions([data.test.rows]), choices);
    yield choices.protocol === 'leave-last-out' ? oneHeldOut(ground, data.negatives) : ground;
    return;
  }
  yield* ownSplits(train, choices, data.negatives);
}

function* ownSplits(
  all: Interactions,
  choices: ProtocolChoices,
  negatives: Negatives | null,
): Generator<Ground> {
  const where = (part: Uint8Array, wanted: number) => takeEntries(all, (entry) => part[entry] === wanted);
  if (choices.protocol === 'leave-last-out') {
    const held = newestOfEach(all);
    yield oneHeldOut(freeze(where(held, 0), where(held, 1), choices), negatives);
  } else if (choices.protocol === 'per-user-random') {
    const parts = perUserParts(all, choices);
    const ground = freeze(where(parts, PART.train), where(parts, PART.test), choices);
    yield maskAlso(ground, where(parts, PART.valid));
  } else {
    const fold = randomFolds(all, choices);
    for (let judging = 0; judging < choices.folds; judging++) {
      const train = takeEntries(all, (entry) => fold[entry] !== judging);
      yield freeze(train, where(fold, judging), choices);
    }
  }
}

function freeze(train: Interactions, test: Interactions, choices: ProtocolChoices): Ground {
  if (train.user.length === 0 || test.user.length === 0) {
    throw unfit(
      choices.protocol,
      'leaves nothing to train on, or nothing to judge by: these data are too few.',
    );
  }
  const split = { train, test, cut: Number.NaN, genres: null };
  const parameters = { testFraction: test.user.length / train.user.length, ...parametersOf(choices) };
  return groundOf(split, parameters, benchmarkIds(choices));
}

function parametersOf({ positiveRating }: ProtocolChoices) {
  return { positiveRating, k: Math.max(...LIST_LENGTHS) };
}

/** Masks what stands aside for validation as well; `train` does not hold it. */
function maskAlso(ground: Ground, aside: Interactions): Ground {
  const items = rowsIn(ground.train.itemIds, aside.itemIds);
  const masked = new Map<string, number[]>();
  aside.user.forEach((user, entry) => {
    const mine = masked.get(aside.userIds[user]) ?? [];
    masked.set(aside.userIds[user], mine);
    const item = items[aside.item[entry]];
    if (item >= 0) mine.push(item);
  });
  const ranking = ground.users.ranking.map((judged) => {
    const mine = masked.get(ground.train.userIds[judged.user]) ?? [];
    return { ...judged, masked: Int32Array.from(mine) };
  });
  return withRanking(ground, ranking);
}

/** The ground with other rules for its people's lists; the rules are part of its hash. */
function withRanking(ground: Ground, ranking: readonly RankingUser[]): Ground {
  const rules = ranking.map(({ user, candidates, masked }) => `${user} ${candidates ?? ''} ${masked ?? ''}`);
  return {
    ...ground,
    sha256: sha256([ground.sha256, ...rules].join('\n')),
    users: { ...ground.users, ranking },
  };
}

/** @throws InputError where a person has more than one held-out item, or one that has no negatives. */
function oneHeldOut(ground: Ground, negatives: Negatives | null): Ground {
  const { train, test, users } = ground;
  test.user.forEach((user, entry) => {
    if (test.user[entry - 1] !== user) return;
    const who = quoted(test.userIds[user]);
    throw unfit('leave-last-out', `holds out one item a person; the test file has more of ${who}.`);
  });
  if (negatives === null) return ground;
  const trainRow = new Map(train.itemIds.map((id, row) => [id, row]));
  const ranking = users.ranking.map((judged) => {
    const user = train.userIds[judged.user];
    const [held] = judged.relevant;
    const item =
      held < train.itemIds.length ? train.itemIds[held] : test.itemIds[held - train.itemIds.length];
    const others = negatives.get(negativesKey(user, item));
    if (others === undefined) {
      throw unfit('leave-last-out', `found no line (${user},${item}) among the negatives.`);
    }
    const rows = new Set([item, ...others].map((id) => trainRow.get(id) ?? -1));
    rows.delete(-1);
    return { ...judged, candidates: Int32Array.from(rows) };
  });
  return withRanking(ground, ranking);
}

function checkTimes({ train, test }: BenchmarkData, { protocol }: ProtocolChoices): void {
  const byTime = protocol === 'global-time' || (protocol === 'leave-last-out' && test === null);
  if (byTime && !train.hasTimes) throw unfit(protocol, `splits by time, and ${train.facts.file} tells none.`);
}

function unfit(protocol: BenchmarkProtocol, problem: string): InputError {
  return new InputError({ place: `protocol ${protocol}`, problem });
}
