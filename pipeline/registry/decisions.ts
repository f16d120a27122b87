// models/decisions/: every decision, verdict and move of the pointer, one file each, written once and never changed.
// Two writers never conflict in Git, and `git log models/decisions` is the audit trail.

import { isDeepStrictEqual } from 'node:util';
import { listFolder, readTextFile } from '../data/files.ts';
import { InputError } from '../errors.ts';
import {
  type DecisionName,
  newestFirst,
  nextDecisionId,
  parseDecisionId,
  refuseDecisionName,
  secondOf,
} from './decision-name.ts';
import {
  DECISION_KINDS,
  type DecisionFile,
  type DecisionKind,
  type DecisionRecord,
  isMove,
  parseDecisionFile,
} from './decision-record.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { formatJson } from './json.ts';
import { DECISIONS, decisionPath, inRoot } from './layout.ts';
import type { RunCard } from './manifest.ts';
import { readManifest } from './read-run.ts';
import { cardOf } from './runs.ts';

export interface StoredDecision {
  /** The file's name without ".json": 20260501T060000Z-verdict. */
  id: string;
  /** Epoch milliseconds. */
  at: number;
  record: DecisionRecord;
  /** With a verdict, the run it is about; null with every other kind. */
  card: RunCard | null;
}

export interface WrittenDecision {
  id: string;
  /** False when the newest record of its kind said the same already; `id` is then that record's. */
  written: boolean;
}

/**
 * Names of all decisions, newest first. No file is opened.
 * @throws InputError when a .json file of the folder is not named as a decision
 */
export async function listDecisions(root: string): Promise<DecisionName[]> {
  const names = (await listFolder(inRoot(root, DECISIONS))).filter((name) => name.endsWith('.json'));
  const ids = names.map((name) => name.slice(0, -'.json'.length));
  return ids.map((id) => parseDecisionId(id) ?? refuseDecisionName(id, DECISIONS)).sort(newestFirst);
}

/**
 * Decisions of the kinds asked for, newest first.
 * @throws InputError when one of their files is not what it must be
 */
export async function readDecisions(
  root: string,
  kinds: readonly DecisionKind[] = DECISION_KINDS,
): Promise<StoredDecision[]> {
  const found: StoredDecision[] = [];
  for (const { id, kind } of await listDecisions(root)) {
    if (kinds.includes(kind)) found.push(await readDecision(root, id));
  }
  return found;
}

/** One decision. */
export async function readDecision(root: string, id: string): Promise<StoredDecision> {
  const name = parseDecisionId(id) ?? refuseDecisionName(id, 'decision');
  const file = decisionPath(id);
  const text = await readTextFile(inRoot(root, file), file);
  if (text === null) throw new InputError({ file, problem: 'There is no such decision.' });
  const { at, record, card } = parseDecisionFile(text, file);
  const fits = record.kind === name.kind && secondOf(Date.parse(at)) === name.second;
  if (fits) return { id, at: Date.parse(at), record, card };
  const legal = `Legal: ${secondOf(Date.parse(at))}-${record.kind}.json.`;
  throw new InputError({ file, problem: 'The name does not fit the time and kind in the file.', legal });
}

/**
 * Writes a record with the time it was made (epoch milliseconds). What moves nothing and says what the newest of
 * its kind says already is not written again, so that running a command twice does not pile them up.
 */
export async function writeDecision(
  root: string,
  at: number,
  record: DecisionRecord,
  disk: Disk = realDisk,
): Promise<WrittenDecision> {
  const names = await listDecisions(root);
  const newest = names.find((name) => name.kind === record.kind);
  const mayRepeat = !isMove(record);
  if (newest && mayRepeat && saysTheSame((await readDecision(root, newest.id)).record, record)) {
    return { id: newest.id, written: false };
  }
  const id = nextDecisionId(names, at, record.kind);
  await disk.write(inRoot(root, decisionPath(id)), await decisionText(root, at, record));
  return { id, written: true };
}

// Through JSON, because that is what was stored: -0 came back as 0.
function saysTheSame(stored: DecisionRecord, record: DecisionRecord): boolean {
  return isDeepStrictEqual(stored, JSON.parse(formatJson(record)));
}

/** The text of a record's file, made sure to be readable again. */
export async function decisionText(root: string, at: number, record: DecisionRecord): Promise<string> {
  const card = record.kind === 'verdict' ? cardOf(await readManifest(root, record.candidate)) : null;
  const content: DecisionFile = { format: 1, at: new Date(at).toISOString(), record, card };
  const text = formatJson(content);
  parseDecisionFile(text, `the ${record.kind} to be written`);
  return text;
}
