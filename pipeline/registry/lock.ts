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
const TAKEOVER = `${MODELS}/.lock.takeover.staging`;

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
  const draft = inRoot(root, `${MODELS}/.lock.${process.pid}.${randomBytes(4).toString('hex')}.staging`);
  try {
    await writeFileAtomic(draft, mine);
    if (await linkedAs(draft, inRoot(root, LOCK))) return;
    await takeOver(root, draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A hard link appears with its whole content or, when the name is taken, not at all. */
async function linkedAs(draft: string, name: string): Promise<boolean> {
  try {
    await link(draft, name);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Puts our lock in the place of one whose process is dead, by one rename: the name is never free in between. Only the
 * holder of a second lock may do so, so that two who find the same stale lock do not replace each other.
 * @throws InputError when the lock's process lives
 */
async function takeOver(root: string, draft: string): Promise<void> {
  const mutex = inRoot(root, TAKEOVER);
  await refuseWhileAlive(root, LOCK);
  if (!(await linkedAs(draft, mutex))) {
    if (!(await refuseWhileAlive(root, TAKEOVER))) throw crowded();
    const problem = 'A command was killed while it took over the lock of another one.';
    throw new InputError({ file: TAKEOVER, problem, legal: 'Remove this file and run again.' });
  }
  try {
    // Looked at again: it may have changed hands while we had not the right to touch it. A dead process's lock stays
    // until we replace it, but a free name is anybody's.
    const isDead = await refuseWhileAlive(root, LOCK);
    if (isDead) await rename(draft, inRoot(root, LOCK));
    else if (!(await linkedAs(draft, inRoot(root, LOCK)))) throw crowded();
  } finally {
    await rm(mutex, { force: true });
  }
}

function crowded(): InputError {
  return new InputError({
    file: LOCK,
    problem: 'Several commands want to write at once.',
    legal: 'Run again.',
  });
}

/** Whether the lock of a dead process is there; false when there is none, and an InputError when its process lives. */
async function refuseWhileAlive(root: string, file: string): Promise<boolean> {
  const held = await readTextFile(inRoot(root, file), file);
  if (held === null) return false;
  const { pid, host, started, command } = readJson(held, owner, file, 'Remove it if no command is running.');
  const here = host === hostname();
  if (here && pid === process.pid && started === (await processStart(pid))) {
    throw new Error(`${file}: this process holds the lock already, for ${quoted(command)}`);
  }
  if (here && !(await isSameProcess(pid, started))) return true;
  throw new InputError({
    file,
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
  const bytes = await readFileIfPresent(`/proc/${pid}/stat`).catch((error: unknown) => {
    // It ended between opening the file and reading it.
    if (errorCode(error) === 'ESRCH') return null;
    throw error;
  });
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
  if (!name.startsWith('.lock.')) return false;
  const draft = /^\.lock\.(\d+)\./.exec(name);
  return draft === null || isAlive(Number(draft[1]));
}
