// What is told on the home page, and the way back: what this browser keeps of a visitor, or what came with an address that
// somebody shared. Where it is kept is ../mine/keep.ts; nothing here knows the page's elements.

import { EVERY_TOLD } from '../../words/told.ts';
import * as kept from '../mine/keep.ts';
import { type Mine, NOTHING, say as sayIn } from '../mine/record.ts';
import {
  forget,
  fromFragment,
  NOTHING_TOLD,
  type Slider,
  type Taste,
  type Told,
  tasteOf,
  tell,
  toFragment,
} from './taste.ts';

export interface Session {
  readonly taste: Taste;
  /** Whether the taste is what this browser keeps, and not that of an address. */
  readonly own: boolean;
  readonly canUndo: boolean;
  /** @param told null takes back what was said of the film */
  say(id: string, told: Told | null): void;
  tune(slider: Slider, value: number): void;
  forgetAll(): void;
  /** What came with the address becomes the visitor's, beside what is theirs already, which stands. */
  adopt(): void;
  undo(): void;
  /** Takes what the address says now. */
  read(): void;
}

/** @param changed told of a change that was not made by this session: elsewhere on the page (`here`), or on another one */
export function openSession(changed: (where: { here: boolean }) => void): Session {
  let taste: Taste = NOTHING_TOLD;
  let own = true;
  const before: Taste[] = [];
  /** A change of this session's own. */
  let changing = false;

  const keepHere = (keep: () => void): void => {
    changing = true;
    keep();
    changing = false;
  };
  const become = (to: Taste): void => {
    taste = to;
    const fragment = toFragment(taste);
    history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
  };
  /** What is said of somebody else's picks is remembered too; their picks are not. */
  const change = (to: Taste, keep: (mine: Mine) => Mine): void => {
    before.push(taste);
    keepHere(() => kept.change(keep));
    become(own ? tasteOf(kept.readMine()) : to);
  };
  kept.onChange((where) => {
    if (changing) return;
    if (own) become(tasteOf(kept.readMine()));
    // What came with the address stands, and the steps that were taken elsewhere are not this session's to take back.
    else before.length = 0;
    changed(where);
  });

  return {
    get taste() {
      return taste;
    },
    get own() {
      return own;
    },
    get canUndo() {
      return own ? kept.canUndo() : before.length > 0;
    },
    say(id, told) {
      const to = told === null ? forget(taste, id) : tell(taste, told, id);
      change(to, (mine) => sayIn(mine, id, told, Date.now()));
    },
    tune(slider, value) {
      const tuned = { [slider]: value };
      change({ ...taste, ...tuned }, (mine) => ({ ...mine, tuned: { ...mine.tuned, ...tuned } }));
    },
    forgetAll() {
      change(NOTHING_TOLD, (mine) => (own ? forgotten(mine) : { ...mine, tuned: NOTHING.tuned }));
    },
    adopt() {
      const given = taste;
      own = true;
      change(given, (mine) => beside(mine, given));
    },
    undo() {
      const last = before.pop();
      keepHere(kept.undoLast);
      become(own || last === undefined ? tasteOf(kept.readMine()) : last);
    },
    read() {
      const mine = tasteOf(kept.readMine());
      const given = fromFragment(location.hash);
      own = !location.hash.includes('=') || toFragment(given) === toFragment(mine);
      taste = own ? mine : given;
    },
  };
}

function forgotten(mine: Mine): Mine {
  let none: Mine = { ...mine, tuned: NOTHING.tuned };
  for (const id of mine.told.keys()) none = sayIn(none, id, null, Date.now());
  return none;
}

/** What is mine already stands. */
function beside(mine: Mine, given: Taste): Mine {
  let both: Mine = mine;
  for (const as of EVERY_TOLD)
    for (const id of given[as]) if (!mine.told.has(id)) both = sayIn(both, id, as, Date.now());
  return both;
}
