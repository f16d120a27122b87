// Where it is kept: this browser's storage, under one key. Every change reads what is there first, so that two open pages
// do not erase each other's. Where storage is refused or full the page goes on in memory; what cannot be read is set aside.

import { formatMine, parseMine } from './file.ts';
import { type Mine, NOTHING, type Step, stepBetween, undo } from './record.ts';

const KEY = 'showrunner-mine';
const ASIDE = `${KEY}-aside-`;

export interface Trouble {
  /** Nothing is remembered beyond this page. */
  refused: boolean;
  /** Something was there that could not be read, and was set aside. */
  aside: boolean;
}

const trouble: Trouble = { refused: false, aside: false };
/** What is known here where the storage does not take it. */
let inMemory: Mine | null = null;
type Listener = (where: { here: boolean }) => void;
const listeners = new Set<Listener>();
let isBlocked = false;
const steps: Step[] = [];

/** What is wrong with the keeping, as far as it was noticed. */
export const troubleNow = (): Readonly<Trouble> => trouble;

export function readMine(): Mine {
  if (inMemory !== null) return inMemory;
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? NOTHING : parseOrSetAside(text);
  } catch {
    // Storage is refused: the page goes on without.
    trouble.refused = true;
    inMemory = NOTHING;
    return inMemory;
  }
}

function parseOrSetAside(text: string): Mine {
  try {
    return parseMine(text);
  } catch {
    trouble.aside = true;
    isBlocked = true;
    // Throws where storage is full: then it stays where it is, and nothing is written over it.
    localStorage.setItem(ASIDE + Date.now(), text);
    isBlocked = false;
    localStorage.removeItem(KEY);
    return NOTHING;
  }
}

/** Whether anything is there, without reading it. */
export function isAnythingKept(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Applies a change to what is there now. One that can be undone is remembered until the page is left. */
export function change(to: (mine: Mine) => Mine, { undoable = true } = {}): void {
  const before = readMine();
  const after = to(before);
  if (undoable) steps.push(stepBetween(before, after));
  write(after);
}

export const canUndo = (): boolean => steps.length > 0;

export function undoLast(): void {
  const step = steps.pop();
  if (step !== undefined) change((mine) => undo(mine, step, Date.now()), { undoable: false });
}

function write(mine: Mine): void {
  try {
    if (isBlocked) throw new Error('What is there could not be set aside, so nothing is written over it.');
    const isNothing = mine.told.size === 0 && mine.visitor === '' && sameTuned(mine, NOTHING);
    if (isNothing) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, formatMine(mine));
    inMemory = null;
    trouble.refused = false;
  } catch {
    trouble.refused = true;
    inMemory = mine;
  }
  tellAll(true);
}

const sameTuned = ({ tuned: a }: Mine, { tuned: b }: Mine): boolean =>
  a.mix === b.mix && a.variety === b.variety && a.fresh === b.fresh;

function tellAll(here: boolean): void {
  for (const listener of listeners) listener({ here });
}

/** Told of every change, of this page and of others that are open. */
export function onChange(listener: Listener): void {
  listeners.add(listener);
}

if (typeof window !== 'undefined')
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) tellAll(false);
  });

/** Everything under our keys, as it stands. */
function everything(): [string, string][] {
  try {
    return Object.entries({ ...localStorage }).filter(([key]) => key === KEY || key.startsWith(ASIDE));
  } catch {
    return [];
  }
}

/** Texts that could not be read, oldest first. */
export const setAside = (): string[] =>
  everything()
    .filter(([key]) => key !== KEY)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text);

/** Removes all of it. @returns what puts it back, for as long as the page is open. */
export function erase(): () => void {
  const before = everything();
  const memory = inMemory;
  const done = steps.splice(0);
  for (const [key] of before) localStorage.removeItem(key);
  inMemory = memory === null ? null : NOTHING;
  tellAll(true);
  return () => {
    for (const [key, text] of before) localStorage.setItem(key, text);
    inMemory = memory;
    steps.push(...done);
    tellAll(true);
  };
}
