// What a visitor said of films, film by film, and when: pure. Where it is kept is in keep.ts, its file in file.ts.

import { TAKEN_BACK, TOLD, type Told } from '../../words/told.ts';

/** Sent: not yet, as it stands, or something else before it. */
export type Sent = 'no' | 'yes' | 'before';

export interface Entry {
  /** `undo` stands only where something was sent before: it is still to be taken back there. */
  readonly as: Told | 'undo';
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sent: Sent;
}

export interface Mine {
  /** By item id, in the order in which they were told. */
  readonly told: ReadonlyMap<string, Entry>;
  /** In hundredths, as in taste.ts. */
  readonly tuned: { readonly mix: number; readonly variety: number; readonly fresh: number };
  /** A random id that files of feedback carry, made for the first one; empty before. */
  readonly visitor: string;
}

export const NOTHING: Mine = { told: new Map(), tuned: { mix: 80, variety: 0, fresh: 0 }, visitor: '' };
/** Films that are kept at most; whoever says more of films loses the oldest. */
export const MOST_TOLD = 5000;

/** With that said of the film, or nothing said of it any more. A newer word goes to the end. */
export function say(mine: Mine, id: string, as: Told | null, at: number): Mine {
  const before = mine.told.get(id);
  const sent = before === undefined || before.sent === 'no' ? 'no' : 'before';
  const told = new Map(mine.told);
  told.delete(id);
  if (as !== null || sent === 'before') told.set(id, { as: as ?? 'undo', at, sent });
  return { ...mine, told: new Map([...told].slice(-MOST_TOLD)) };
}

/** What a change did, so that it can be undone. */
export interface Step {
  readonly films: readonly { id: string; before: Entry | undefined; after: Entry | undefined }[];
  readonly tuned: Mine['tuned'];
}

export function stepBetween(before: Mine, after: Mine): Step {
  const ids = [...new Set([...before.told.keys(), ...after.told.keys()])];
  const films = ids
    .map((id) => ({ id, before: before.told.get(id), after: after.told.get(id) }))
    .filter((film) => film.before !== film.after);
  return { films, tuned: before.tuned };
}

/** Without the step, as far as nobody has changed the same film since. What was sent meanwhile is taken back there. */
export function undo(mine: Mine, step: Step, at: number): Mine {
  let undone: Mine = { ...mine, tuned: step.tuned };
  for (const { id, before, after } of step.films) {
    const now = mine.told.get(id);
    if (now?.as !== after?.as || now?.at !== after?.at) continue;
    if (now?.sent !== after?.sent) {
      undone = say(undone, id, before === undefined || before.as === 'undo' ? null : before.as, at);
      continue;
    }
    const told = new Map(undone.told);
    told.delete(id);
    if (before !== undefined) told.set(id, before);
    undone = { ...undone, told };
  }
  return { ...undone, told: inOrder(undone.told) };
}

/** Both; of a film that both know, what was said later. */
export function merge(mine: Mine, other: Mine): Mine {
  const told = new Map(mine.told);
  for (const [id, entry] of other.told) if (entry.at > (told.get(id)?.at ?? -1)) told.set(id, entry);
  return { ...mine, told: inOrder(told), visitor: mine.visitor || other.visitor };
}

const inOrder = (told: ReadonlyMap<string, Entry>): Map<string, Entry> =>
  new Map([...told].sort(([, a], [, b]) => a.at - b.at).slice(-MOST_TOLD));

/** A reaction as the data know it. */
export interface Reaction {
  readonly item_id: string;
  readonly signal: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What is not sent yet, oldest first. @param isFilm whether the catalogue has a film: nothing else is ever sent. */
export function waiting(mine: Mine, isFilm: (id: string) => boolean): Reaction[] {
  return [...mine.told].flatMap(([item_id, { as, at, sent }]) => {
    if (sent === 'yes' || !isFilm(item_id)) return [];
    const own = as === 'undo' ? null : TOLD[as].signal;
    const signal = own ?? (sent === 'before' ? TAKEN_BACK.signal : null);
    return signal === null ? [] : [{ item_id, signal, at }];
  });
}

/** With those marked as sent, as far as they are still what is said. */
export function markSent(mine: Mine, sent: readonly Reaction[]): Mine {
  const told = new Map(mine.told);
  for (const { item_id, at } of sent) {
    const entry = told.get(item_id);
    if (entry?.at !== at) continue;
    if (entry.as === 'undo') told.delete(item_id);
    else told.set(item_id, { ...entry, sent: TOLD[entry.as].signal === null ? 'no' : 'yes' });
  }
  return { ...mine, told };
}
