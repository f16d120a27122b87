// The home page at work: what is told goes into the address, and the rows follow. Loaded when somebody begins.

import * as words from '../../words/browser/home.ts';
import { EVERY_TOLD, SET_ASIDE, saidOf, UNDONE } from '../../words/told.ts';
import * as kept from '../mine/keep.ts';
import { type Mine, NOTHING, say as sayIn } from '../mine/record.ts';
import { drawPicks, drawRows, titleOf } from './draw.ts';
import { createLister } from './lists.ts';
import { openSuggestions } from './suggestions.ts';
import {
  forget,
  fromFragment,
  NOTHING_TOLD,
  type Slider,
  type Taste,
  tasteOf,
  tell,
  toFragment,
} from './taste.ts';
import { createSearch, openTyping } from './typing.ts';
import { loadWorld } from './world.ts';

const WANTED = 3;

/** Fetches the model and makes the block work. @throws Error in words when the model cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const { model = '', films: list = '', sha256 = '', filmsSha256 = '' } = block.dataset;
  const world = await loadWorld({ model, films: list, sha256, films_sha256: filmsSha256 });
  const { films, placeOf } = world;
  const lister = createLister(world);
  const part = <T extends HTMLElement>(name: string): T => find<T>(block, `[data-part=${name}]`);
  const [picks, rows, status, undo] = ['picks', 'rows', 'status', 'undo'].map((name) => part(name));
  const suggestions = openSuggestions(part('suggestions'), (id) => placeOf.has(id));
  let taste: Taste = NOTHING_TOLD;
  /** Whether the rows are of what this browser keeps, and not of an address that somebody shared. */
  let own = true;
  const before: Taste[] = [];
  const warned = new Set<string>();

  const show = (said: string): void => {
    const places = [...taste.love, ...taste.likes].flatMap((id) => placeOf.get(id) ?? []);
    const told = EVERY_TOLD.flatMap((as) => taste[as]);
    picks.replaceChildren(...drawPicks(films, places));
    suggestions.show(new Set(told));
    const enough = told.some((id) => (placeOf.get(id) ?? films.items) < films.items);
    const drawn = enough
      ? drawRows(
          films,
          timed(() => lister(taste)),
        )
      : [];
    rows.replaceChildren(...drawn);
    part('sliders').hidden = !enough;
    undo.hidden = own ? !kept.canUndo() : before.length === 0;
    part('clear').hidden = toFragment(taste) === '';
    part('keep').hidden = own;
    for (const input of block.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      input.value = String(taste[input.name as Slider]);
    }
    const shared = own ? '' : words.cameWithAddress;
    const empty = enough && drawn.length === 0 ? words.saidOfAll : '';
    status.textContent = [
      said,
      shared,
      empty || words.next(places.length, WANTED, enough),
      ...warnings(warned, said !== ''),
    ]
      .filter(Boolean)
      .join(' ');
  };

  const address = (): void => {
    const fragment = toFragment(taste);
    history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
  };
  /** A change of this block's own, which it shows by itself. */
  let changing = false;
  const keepHere = (keep: () => void): void => {
    changing = true;
    keep();
    changing = false;
  };
  /** What is said of somebody else's picks is remembered too; their picks are not. */
  const change = (to: Taste, said: string, keep: (mine: Mine) => Mine): void => {
    before.push(taste);
    keepHere(() => kept.change(keep));
    taste = own ? tasteOf(kept.readMine()) : to;
    address();
    show(said);
  };

  const say = (as: string, id: string): void => {
    const title = titleOf(films, placeOf.get(id) ?? -1);
    const told = EVERY_TOLD.find((one) => one === as) ?? null;
    const to = told === null ? forget(taste, id) : tell(taste, told, id);
    change(to, saidOf(title, told), (mine) => sayIn(mine, id, told, Date.now()));
  };

  const takeBack = (): void => {
    if (undo.hidden) return;
    const last = before.pop();
    keepHere(kept.undoLast);
    taste = own || last === undefined ? tasteOf(kept.readMine()) : last;
    address();
    show(UNDONE);
    if (undo.hidden) part('query').focus();
  };

  const forgetAll = (mine: Mine): Mine => {
    let none: Mine = { ...mine, tuned: NOTHING.tuned };
    for (const id of own ? mine.told.keys() : []) none = sayIn(none, id, null, Date.now());
    return none;
  };

  openTyping(part('typing'), films, createSearch(films), (id) => say('likes', id));
  block.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === undo) takeBack();
    else if (button === part('clear')) change(NOTHING_TOLD, words.forgotten, forgetAll);
    else if (button === part('keep')) {
      const given = taste;
      own = true;
      change(given, words.yoursNow, (mine) => adopt(mine, given));
    } else if (button?.dataset.tell) {
      say(button.dataset.tell, button.dataset.id ?? '');
      // What was clicked is gone; the way back is the place to be.
      if (!button.isConnected || button.hidden) undo.focus();
    }
  });
  block.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
    const tuned = { [target.name]: Number(target.value) };
    change({ ...taste, ...tuned }, '', (mine) => ({ ...mine, tuned: { ...mine.tuned, ...tuned } }));
  });
  const read = (): void => {
    const mine = tasteOf(kept.readMine());
    const given = fromFragment(location.hash);
    own = !location.hash.includes('=') || toFragment(given) === toFragment(mine);
    taste = own ? mine : given;
    show('');
  };
  kept.onChange(({ here }) => {
    if (changing) return;
    // Said at a list below: what came with the address stands, and its steps are not this block's to take back.
    if (!own) {
      before.length = 0;
      undo.hidden = true;
      return;
    }
    taste = tasteOf(kept.readMine());
    address();
    show(here ? '' : words.broughtUpToDate);
  });
  window.addEventListener('hashchange', read);
  read();
  const likes = films.item_ids.slice(0, WANTED).filter((id) => id !== null);
  warmUp((round) =>
    lister({ ...NOTHING_TOLD, likes, variety: round % 2 === 0 ? NOTHING_TOLD.variety : VARIED }),
  );
}

const WARM_UP = 6;
/** Variety takes a way of its own through the code. */
const VARIED = 40;

/** Lists that nobody sees, made while the page rests: what the first click needs is then made, and compiled. */
function warmUp(make: (round: number) => void): void {
  const rests = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 200));
  let round = 0;
  const again = (): void => {
    make(round);
    if (++round < WARM_UP) rests(again);
  };
  rests(again);
}

/** Beside what is mine already, which stands. */
function adopt(mine: Mine, given: Taste): Mine {
  let both: Mine = mine;
  for (const as of EVERY_TOLD)
    for (const id of given[as]) if (!mine.told.has(id)) both = sayIn(both, id, as, Date.now());
  return both;
}

/** What is wrong with the keeping, each once. @param hasTold whether there is anything to remember yet. */
function warnings(warned: Set<string>, hasTold: boolean): string[] {
  const { refused, aside } = kept.troubleNow();
  const now = [refused && hasTold ? words.notRemembered : '', aside ? SET_ASIDE : ''];
  const fresh = now.filter((text) => text !== '' && !warned.has(text));
  for (const text of fresh) warned.add(text);
  return fresh;
}

/** On record for bench/home.ts, and in a browser's own tools. */
function timed<T>(make: () => T): T {
  const start = performance.now();
  const made = make();
  performance.measure('lists', { start, end: performance.now() });
  return made;
}

function find<T extends HTMLElement>(block: HTMLElement, selector: string): T {
  const found = block.querySelector<T>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}
