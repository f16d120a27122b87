// The repository as one value: what the stages after `ingest` look at. Read once a command; nothing here is decided.

import { type BatchEntry, listInteractionBatches, scanInteractionBatches } from '../data/batches.ts';
import { type Catalogue, readCatalogue } from '../data/catalogue.ts';
import { DATASET_FILE, type DatasetCard, readDatasetCard } from '../data/dataset.ts';
import { foldSessions, readSessionBatches, type SessionRows } from '../data/events.ts';
import { createTelling, type Told, type ToldRows } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { freezeGround, type Ground } from '../evaluation/protocol.ts';
import { readDecisions } from '../registry/decisions.ts';
import { type Hold, readHold } from '../registry/hold.ts';
import { readLatest } from '../registry/latest.ts';
import { readRun, type StoredRun } from '../registry/read-run.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import { readPolicy } from '../rules/policy.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { EarlierDecision } from '../rules/quiet.ts';
import { earlierDecisions } from './earlier.ts';

export interface State {
  readonly policy: Policy;
  readonly card: DatasetCard;
  readonly catalogue: Catalogue;
  readonly batches: readonly BatchEntry[];
  readonly rows: Told;
  /** Folded: each session once. */
  readonly sessions: SessionRows;
  /** The newest moment the data know; epoch milliseconds. */
  readonly asOf: number;
  readonly champion: StoredRun | null;
  readonly hold: Hold | null;
  /** Decisions on file, oldest first. */
  readonly past: readonly RetrainingDecision[];
  /** The same as cool-downs ask for them. */
  readonly earlier: readonly EarlierDecision[];
}

/**
 * @throws InputError when there are no interactions yet (with how to bring some), and for whatever is there and is
 *   not what it must be
 */
export async function readState(root: string): Promise<State> {
  const policy = await readPolicy(root);
  const batches = await listInteractionBatches(root);
  const card = await readDatasetCard(root);
  if (batches.length === 0) throw nothingYet();
  if (card === null) throw noCard();
  const rows = await readRows(root);
  const sessions = foldSessions(await readSessionBatches(root));
  return {
    policy,
    card,
    catalogue: await readCatalogue(root),
    batches,
    rows,
    sessions,
    asOf: newestMoment(rows, sessions),
    ...(await readRegistryState(root)),
  };
}

/** The same data with what models/ says now: after a run was trained, judged or promoted. */
export async function refreshed(root: string, state: State): Promise<State> {
  return { ...state, ...(await readRegistryState(root)) };
}

async function readRegistryState(
  root: string,
): Promise<Pick<State, 'champion' | 'hold' | 'past' | 'earlier'>> {
  const latest = await readLatest(root);
  const stored = (await readDecisions(root, ['decision', 'verdict'])).toReversed();
  return {
    champion: latest === null ? null : await readRun(root, latest),
    hold: await readHold(root),
    past: stored.flatMap(({ record }) => (record.kind === 'decision' ? [record] : [])),
    earlier: earlierDecisions(stored),
  };
}

/** The split by time that observing, training and judging share: frozen once, so that all three mean the same. */
export function groundOf({ rows, asOf, policy, catalogue }: State): Ground {
  return groundAt(asOf, { rows, policy, genres: genresOf(catalogue) });
}

/** The same split as it was at an instant (epoch milliseconds). */
export function groundAt(
  asOf: number,
  {
    rows,
    policy,
    genres,
  }: { rows: ToldRows; policy: Policy; genres: ReadonlyMap<string, readonly string[]> },
): Ground {
  const { test_fraction, positive_rating, k } = policy.evaluation;
  return freezeGround(rows, {
    asOf,
    testFraction: test_fraction,
    positiveRating: positive_rating,
    k,
    genres,
  });
}

/** Genres by item id. */
export function genresOf({ films }: Catalogue): ReadonlyMap<string, readonly string[]> {
  return new Map(films.map(({ item_id, genres }) => [item_id, genres]));
}

/** All rows, one batch in memory at a time beside the numbers they come to. */
async function readRows(root: string): Promise<Told> {
  const telling = createTelling();
  await scanInteractionBatches(root, telling.add);
  return telling.finish();
}

function newestMoment({ newest }: Told, sessions: SessionRows): number {
  return sessions.started_at.reduce((latest, at) => Math.max(latest, at), newest);
}

function nothingYet(): InputError {
  return new InputError({
    file: 'data/interactions',
    problem: 'there are no interactions yet, so there is nothing to learn from.',
    legal:
      'Bring some with `npx showrunner import PATH`, put feedback lines into data/feedback/ (data/README.md), or ' +
      'start the simulated audience with `npx showrunner simulate --fresh`.',
  });
}

function noCard(): InputError {
  return new InputError({
    file: DATASET_FILE,
    problem:
      'the file is missing, so nobody knows what the interactions are or how their ratings are scaled.',
    legal: `Bring it back with \`git checkout -- ${DATASET_FILE}\`, or import the data again.`,
  });
}
