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
  /** Reactions of those issues that are new. */
  reactions: number;
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

/** What is on record: which issues, and how many reactions of them count for each account and film of a day. */
interface Ledger {
  issues: Set<number>;
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
      const { outcome, lines } = judgeIssue(issue, { ledger, limits, isFilm: (id) => byId.has(id) });
      taken.push(...lines);
      return outcome;
    });
  const written = [await store(root, 'issues', taken), await store(root, 'dispatch', lines)];
  const collected = { outcomes, reactions: taken.length, dispatched: written[1] ? lines.length : 0 };
  if (!written.some(Boolean)) return { change: null, collected };
  const told = outcomes.filter(({ kind }) => kind === 'taken').length;
  const from = [told > 0 && plural(told, 'issue'), written[1] && 'another system'].filter(Boolean);
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
  surroundings: Surroundings,
): { outcome: IssueOutcome; lines: string[] } {
  const end = (kind: IssueOutcome['kind'], said: string) => ({ outcome: { number, kind, said }, lines: [] });
  if (surroundings.ledger.issues.has(number)) return end('known', 'It was taken in before.');
  const reactions = parseForm(body);
  if (typeof reactions === 'string') return end('refused', reactions);
  const user_id = pseudonym(account);
  const timestamp = new Date(createdAt).toISOString();
  const named = new Set<string>();
  const lines: string[] = [];
  const leftOut: string[] = [];
  for (const { line, film: item_id, signal } of reactions) {
    const why = named.has(item_id)
      ? 'The film was named before.'
      : refusal({ user_id, item_id, signal, day: dayOf(createdAt) }, surroundings);
    named.add(item_id);
    if (why !== null) leftOut.push(`Line ${line}: ${why}`);
    else
      lines.push(
        JSON.stringify({ event_id: `issue-${number}-${line}`, user_id, item_id, signal, timestamp }),
      );
  }
  if (lines.length === 0) return end('refused', leftOut.join('\n'));
  const said = `${plural(lines.length, 'reaction')} taken in: the next lists know of ${lines.length === 1 ? 'it' : 'them'}.`;
  return { outcome: { number, kind: 'taken', said: [said, ...leftOut].join('\n') }, lines };
}

interface Told {
  user_id: string;
  item_id: string;
  signal: string;
  day: string;
}

/** Why a reaction does not count, in words of ours; null when it does, and then it is counted. */
function refusal(
  { user_id, item_id, signal, day }: Told,
  { ledger, limits, isFilm }: Surroundings,
): string | null {
  if (!isFilm(item_id)) return 'The film is not in the catalogue.';
  if (!isSignal(signal) || signal === 'rating')
    return `The reaction is none of ${SIGNALS.filter((legal) => legal !== 'rating').join(', ')}.`;
  const keys = keysOf(user_id, item_id, day);
  const full = keys.find(({ key, kind }) => (ledger.counts.get(key) ?? 0) >= limits[kind]);
  if (full) return `The day's limit for one ${full.kind} is reached.`;
  for (const { key } of keys) ledger.counts.set(key, (ledger.counts.get(key) ?? 0) + 1);
  return null;
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
  const ledger: Ledger = { issues: new Set(), counts: new Map() };
  const add = (event: string, user: string, film: string, at: number) => {
    const number = /^issue-(\d+)/.exec(event)?.[1];
    if (number === undefined) return;
    ledger.issues.add(Number(number));
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
