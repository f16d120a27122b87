// One writer at a time on one machine: models/.lock.staging names the process that holds it. It keeps two terminals
// apart; between machines it is the push that decides. The ending keeps the file out of Git.

import { randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errorCode, readFileIfPresent, readTextFile, writeFileAtomic } from '../data/files.ts';
import { InputError, quoted } from '../errors.ts';
import { integer, nullable, object, readJson, text } from './json.ts';
import { inRoot, MODELS } from './layout.ts';

const LOCK = `${MODELS}/.lock.staging`;

interface Owner {
  pid: number;
  host: string;
  /** When the process began, in the kernel's own count: a reused pid differs in it. Null where it cannot be read. */
  started: string | null;
  command: string;
}

const owner = object<Owner>({ pid: integer(1), host: text(), started: nullable(text()), command: text() });

/**
 * Runs an action as the only writer. Does not wait: whoever comes second is told who was first.
 * @param command what the holder is doing, for the other's message: "showrunner cycle"
 * @throws InputError when another living process holds the lock
 */
export async function withLock<T>(root: string, command: string, action: () => Promise<T>): Promise<T> {
  const mine = await ownText(command);
  await acquire(root, mine);
  try {
    return await action();
  } finally {
    await release(root, mine);
  }
}

async function ownText(command: string): Promise<string> {
  const { pid } = process;
  const self: Owner = { pid, host: hostname(), started: await processStart(pid), command };
  return `${JSON.stringify(self)}\n`;
}

async function acquire(root: string, mine: string): Promise<void> {
  const draft = inRoot(root, draftName());
  try {
    await writeFileAtomic(draft, mine);
    // Twice lost is enough: by then another process has taken a stale lock before us and lives.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await linkedAs(draft, inRoot(root, LOCK))) return;
      await clearStale(root);
    }
    throw new InputError({
      file: LOCK,
      problem: 'Several commands want to write at once.',
      legal: 'Run again.',
    });
  } finally {
    await rm(draft, { force: true });
  }
}

function draftName(): string {
  return `${MODELS}/.lock.${process.pid}.${randomBytes(4).toString('hex')}.staging`;
}

/** A hard link appears with its whole content or, when the name is taken, not at all. */
async function linkedAs(draft: string, lock: string): Promise<boolean> {
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose process is dead; throws when it lives. */
async function clearStale(root: string): Promise<void> {
  const lock = inRoot(root, LOCK);
  const held = await readTextFile(lock, LOCK);
  if (held === null) return;
  await refuseWhileAlive(readJson(held, owner, LOCK, 'Remove this file if no command is running.'));
  const aside = inRoot(root, draftName());
  if (!(await movedAside(lock, aside))) return;
  const moved = await readTextFile(aside, LOCK);
  // Another process was faster and this is its new lock, not the stale one: it goes back.
  if (moved !== held) await linkedAs(aside, lock);
  await rm(aside, { force: true });
}

async function movedAside(lock: string, aside: string): Promise<boolean> {
  try {
    await rename(lock, aside);
    return true;
  } catch (error) {
    // Another process removed the stale lock first.
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function refuseWhileAlive({ pid, host, started, command }: Owner): Promise<void> {
  const here = host === hostname();
  if (here && pid === process.pid && started === (await processStart(pid))) {
    throw new Error(`${LOCK}: this process holds the lock already, for ${quoted(command)}`);
  }
  if (here && !(await isSameProcess(pid, started))) return;
  throw new InputError({
    file: LOCK,
    problem: `${quoted(command)} is writing (process ${pid}${here ? '' : ` on ${quoted(host)}`}).`,
    legal: here ? 'Wait until it has ended.' : 'Wait until it has ended; if it has, remove this file.',
  });
}

async function isSameProcess(pid: number, started: string | null): Promise<boolean> {
  return isAlive(pid) && (started === null || started === (await processStart(pid)));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, and so alive.
    return errorCode(error) === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat; null where there is no such thing. */
async function processStart(pid: number): Promise<string | null> {
  const bytes = await readFileIfPresent(`/proc/${pid}/stat`);
  if (bytes === null) return null;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const line = new TextDecoder().decode(bytes);
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function release(root: string, mine: string): Promise<void> {
  const held = await readTextFile(inRoot(root, LOCK), LOCK);
  if (held === mine) await rm(inRoot(root, LOCK), { force: true });
}

/** Whether a file of models/ belongs to the lock of a process that may still live: not to be cleared. */
export function isLiveLockFile(name: string): boolean {
  const parts = /^\.lock(?:\.(\d+)\.[0-9a-f]{8})?\.staging/.exec(name);
  if (parts === null) return false;
  return parts[1] === undefined || isAlive(Number(parts[1]));
}
