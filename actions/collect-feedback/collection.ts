// The change "reactions wait in data/feedback/": which issues count, and the file they become. Reads the newest commit,
// so that what was taken in before is known, and the day's limits are counted over everything that is on record.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { scanEventRows } from '../../pipeline/data/batches.ts';
import { readCatalogue } from '../../pipeline/data/catalogue.ts';
import { errorCode, readTextFile, sha256, writeFileAtomic } from '../../pipeline/data/files.ts';
import { isSignal, SIGNALS } from '../../pipeline/data/interactions.ts';
import { dayOf } from '../../pipeline/data/time.ts';
import { plural } from '../../pipeline/rules/figures.ts';
import type { Change } from '../committing/write.ts';
import type { FeedbackIssue, IssueOutcome } from '../github/feedback-issues.ts';
import { parseForm } from './form.ts';

export interface Collected {
  outcomes: IssueOutcome[];
  /** Lines of a repository_dispatch that are new. */
  dispatched: number;
}

export interface Waiting {
  issues: readonly FeedbackIssue[];
  /** JSON lines of a repository_dispatch. */
  lines: readonly string[];
  /** Reactions of one account, and to one film, that count on one day. */
  limits: { account: number; film: number };
}

/** What is on record of the issues: their events, and how many count for each account and film of a day. */
interface Ledger {
  events: Set<string>;
  counts: Map<string, number>;
}

const FOLDER = 'data/feedback';

/** Writes what counts into the tree. */
export async function deriveCollection(
  root: string,
  { issues, lines, limits }: Waiting,
): Promise<{ change: Change | null; collected: Collected }> {
  const ledger = await readLedger(root);
  const { byId } = await readCatalogue(root);
  const taken: string[] = [];
  const outcomes = issues
    .toSorted((a, b) => a.number - b.number)
    .map((issue) => {
      const { outcome, line } = judgeIssue(issue, { ledger, limits, isFilm: (id) => byId.has(id) });
      if (line !== null) taken.push(line);
      return outcome;
    });
  const written = [await store(root, 'issues', taken), await store(root, 'dispatch', lines)];
  const collected = { outcomes, dispatched: written[1] ? lines.length : 0 };
  if (!written.some(Boolean)) return { change: null, collected };
  const from = [taken.length > 0 && plural(taken.length, 'issue'), written[1] && 'another system'].filter(
    Boolean,
  );
  const message = { subject: `Collect feedback from ${from.join(' and ')}`, body: [], trailers: {} };
  return { change: { paths: [`${FOLDER}/`], message }, collected };
}

interface Surroundings {
  ledger: Ledger;
  limits: Waiting['limits'];
  isFilm(id: string): boolean;
}

function judgeIssue(
  { number, account, createdAt, body }: FeedbackIssue,
  { ledger, limits, isFilm }: Surroundings,
): { outcome: IssueOutcome; line: string | null } {
  const end = (kind: IssueOutcome['kind'], said: string) => ({ outcome: { number, kind, said }, line: null });
  const event_id = `issue-${number}`;
  if (ledger.events.has(event_id)) return end('known', 'It was taken in before.');
  const reaction = parseForm(body);
  if (typeof reaction === 'string') return end('refused', reaction);
  if (!isFilm(reaction.film)) return end('refused', 'The film is not in the catalogue.');
  if (!isSignal(reaction.signal) || reaction.signal === 'rating') {
    const legal = SIGNALS.filter((signal) => signal !== 'rating').join(', ');
    return end('refused', `The reaction is none of ${legal}.`);
  }
  const user_id = pseudonym(account);
  const keys = keysOf(user_id, reaction.film, dayOf(createdAt));
  const full = keys.find(({ key, kind }) => (ledger.counts.get(key) ?? 0) >= limits[kind]);
  if (full) return end('refused', `The day's limit for one ${full.kind} is reached.`);
  for (const { key } of keys) ledger.counts.set(key, (ledger.counts.get(key) ?? 0) + 1);
  const event = { event_id, user_id, item_id: reaction.film, signal: reaction.signal };
  const line = JSON.stringify({ ...event, timestamp: new Date(createdAt).toISOString() });
  return { outcome: { number, kind: 'taken', said: 'Taken in: the next lists know of it.' }, line };
}

function keysOf(user: string, film: string, day: string) {
  return [
    { kind: 'account', key: `account ${user} ${day}` },
    { kind: 'film', key: `film ${film} ${day}` },
  ] as const;
}

/** An account's number is public, and so is this: it only keeps names out of the data. */
export function pseudonym(account: number): string {
  return `github-${sha256(String(account)).slice(0, 16)}`;
}

async function readLedger(root: string): Promise<Ledger> {
  const ledger: Ledger = { events: new Set(), counts: new Map() };
  const add = (event: string, user: string, film: string, at: number) => {
    if (!event.startsWith('issue-')) return;
    ledger.events.add(event);
    for (const { key } of keysOf(user, film, dayOf(at)))
      ledger.counts.set(key, (ledger.counts.get(key) ?? 0) + 1);
  };
  await scanEventRows(root, (rows) => {
    rows.event_id.forEach((event, i) => {
      if (event !== null) add(event, rows.user_id[i], rows.item_id[i], rows.timestamp[i]);
    });
  });
  for (const name of await waitingFiles(root)) {
    const text = (await readTextFile(join(root, FOLDER, name), `${FOLDER}/${name}`)) ?? '';
    for (const line of text.split('\n').filter(Boolean)) {
      // Our own lines: ingestion has not looked at them yet, and nobody else writes files of this name.
      const { event_id, user_id, item_id, timestamp } = JSON.parse(line);
      add(String(event_id), String(user_id), String(item_id), Date.parse(timestamp));
    }
  }
  return ledger;
}

async function waitingFiles(root: string): Promise<string[]> {
  const names = await readdir(join(root, FOLDER)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^issues-[0-9a-f]{16}\.jsonl$/.test(name));
}

/** Stores lines under the name of their content. False when there are none, or they are in the archive already. */
async function store(root: string, kind: 'issues' | 'dispatch', lines: readonly string[]): Promise<boolean> {
  if (lines.length === 0) return false;
  const text = lines.map((line) => `${line}\n`).join('');
  const hash = sha256(text).slice(0, 16);
  const archived = await readTextFile(join(root, 'data/archive', `${kind}-${hash}-${hash}.jsonl`), 'archive');
  if (archived !== null) return false;
  await writeFileAtomic(join(root, FOLDER, `${kind}-${hash}.jsonl`), text);
  return true;
}
