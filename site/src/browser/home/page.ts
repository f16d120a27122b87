// The home page at work: what is told goes into the address, and the rows follow. Loaded when somebody begins.

import * as words from '../../words/browser/home.ts';
import { EVERY_TOLD, SET_ASIDE, saidOf, UNDONE } from '../../words/told.ts';
import * as kept from '../mine/keep.ts';
import { partOf } from '../part.ts';
import { drawPicks, drawRows, titleOf } from './draw.ts';
import { createLister, type Lister } from './lists.ts';
import { openSession, type Session } from './session.ts';
import { openSuggestions } from './suggestions.ts';
import { NOTHING_TOLD, type Slider, toFragment } from './taste.ts';
import { createSearch, openTyping } from './typing.ts';
import { loadWorld, type World } from './world.ts';

const WANTED = 3;

/** Fetches the model and makes the block work. @throws Error in words when the model cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const { model = '', films: list = '', sha256 = '', filmsSha256 = '' } = block.dataset;
  const world = await loadWorld({ model, films: list, sha256, films_sha256: filmsSha256 });
  const lister = createLister(world);
  const part = <T extends HTMLElement>(name: string): T => partOf<T>(block, `[data-part=${name}]`);
  const session = openSession(({ here }) => {
    part('undo').hidden = !session.canUndo;
    if (session.own) show(here ? '' : words.broughtUpToDate);
  });
  const show = createView(part, session, world, lister);
  const say = (as: string, id: string): void => {
    const told = EVERY_TOLD.find((one) => one === as) ?? null;
    session.say(id, told);
    show(saidOf(titleOf(world.films, world.placeOf.get(id) ?? -1), told));
  };
  openTyping(part('typing'), world.films, createSearch(world.films), (id) => say('likes', id));
  listen(block, part, { session, show, say });
  const read = (): void => {
    session.read();
    show('');
  };
  window.addEventListener('hashchange', read);
  read();
  warmUp(world, lister);
}

type Part = <T extends HTMLElement>(name: string) => T;
/** Draws what is told and the rows made of it. @param said what was just done, in words; empty where nothing was */
type Show = (said: string) => void;

function createView(part: Part, session: Session, { films, placeOf }: World, lister: Lister): Show {
  const suggestions = openSuggestions(part('suggestions'), (id) => placeOf.has(id));
  const warned = new Set<string>();
  return (said) => {
    const { taste, own } = session;
    const told = EVERY_TOLD.flatMap((as) => taste[as]);
    const places = [...taste.love, ...taste.likes].flatMap((id) => placeOf.get(id) ?? []);
    const enough = told.some((id) => (placeOf.get(id) ?? films.items) < films.items);
    const rows = enough ? timed(() => lister(taste)) : null;
    const drawn = rows ? drawRows(films, rows) : [];
    part('picks').replaceChildren(...drawPicks(films, places));
    part('rows').replaceChildren(...drawn);
    suggestions.show(new Set(told));
    part('sliders').hidden = !enough;
    for (const input of part('sliders').querySelectorAll<HTMLInputElement>('input[type=range]'))
      input.value = String(taste[input.name as Slider]);
    part('undo').hidden = !session.canUndo;
    part('clear').hidden = toFragment(taste) === '';
    part('keep').hidden = own;
    const texts = [
      said,
      own ? '' : words.cameWithAddress,
      enough && drawn.length === 0 ? words.saidOfAll : words.next(places.length, WANTED, enough),
      ...warnings(warned, said !== ''),
    ];
    part('status').textContent = texts.filter(Boolean).join(' ');
  };
}

function listen(
  block: HTMLElement,
  part: Part,
  { session, show, say }: { session: Session; show: Show; say: (as: string, id: string) => void },
): void {
  const undo = part('undo');
  const actions: Record<string, () => void> = {
    undo() {
      session.undo();
      show(UNDONE);
      if (undo.hidden) part('query').focus();
    },
    clear() {
      session.forgetAll();
      show(words.forgotten);
    },
    keep() {
      session.adopt();
      show(words.yoursNow);
    },
  };
  block.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.tell) {
      say(button.dataset.tell, button.dataset.id ?? '');
      // What was clicked is gone; the way back is the place to be.
      if (!button.isConnected || button.hidden) undo.focus();
    } else actions[button?.dataset.part ?? '']?.();
  });
  block.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
    session.tune(target.name as Slider, Number(target.value));
    show('');
  });
}

const WARM_UP = 6;
/** Variety takes a way of its own through the code. */
const VARIED = 40;

/** Lists that nobody sees, made while the page rests: what the first click needs is then made, and compiled. */
function warmUp({ films }: World, lister: Lister): void {
  const likes = films.item_ids.slice(0, WANTED).filter((id) => id !== null);
  const rests = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 200));
  let round = 0;
  const again = (): void => {
    lister({ ...NOTHING_TOLD, likes, variety: round % 2 === 0 ? NOTHING_TOLD.variety : VARIED });
    if (++round < WARM_UP) rests(again);
  };
  rests(again);
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
  performance.mark('lists-begin');
  const made = make();
  performance.mark('lists-end');
  performance.measure('lists', 'lists-begin', 'lists-end');
  return made;
}
