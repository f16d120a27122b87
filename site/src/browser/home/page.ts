// The home page at work: what is told goes into the address, and the rows follow. Loaded when somebody begins.

import { counted } from '../../words/format.ts';
import { drawPicks, drawRows, titleOf } from './draw.ts';
import { createLister } from './lists.ts';
import { remember, toldBefore } from './memory.ts';
import { createSearch } from './search.ts';
import { openSuggestions } from './suggestions.ts';
import {
  forget,
  fromFragment,
  NOTHING_TOLD,
  type Slider,
  type Taste,
  type Told,
  tell,
  toFragment,
} from './taste.ts';
import { openTyping } from './typing.ts';
import { loadWorld } from './world.ts';

const WANTED = 3;
const SAID: Readonly<Record<string, string>> = {
  likes: 'You like',
  not: 'Not shown again:',
  less: 'Less of what is like',
  forget: 'Taken back:',
};

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
  const before: Taste[] = [];

  const show = (said: string): void => {
    const places = taste.likes.flatMap((id) => placeOf.get(id) ?? []);
    picks.replaceChildren(...drawPicks(films, places));
    suggestions.show(new Set([...taste.likes, ...taste.not, ...taste.less]));
    const enough = places.some((place) => place < films.items);
    rows.replaceChildren(
      ...(enough
        ? drawRows(
            films,
            timed(() => lister(taste)),
          )
        : []),
    );
    part('sliders').hidden = !enough;
    undo.hidden = before.length === 0;
    part('clear').hidden = toFragment(taste) === '';
    for (const input of block.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      input.value = String(taste[input.name as Slider]);
    }
    status.textContent = [said, next(places.length, enough)].filter(Boolean).join(' ');
  };

  const change = (to: Taste, said: string): void => {
    before.push(taste);
    taste = to;
    const fragment = toFragment(taste);
    history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
    const kept = remember(fragment);
    show(said);
    if (!kept) status.append(' This browser keeps nothing; your address holds what you told.');
  };

  const say = (as: string, id: string): void => {
    const title = titleOf(films, placeOf.get(id) ?? -1);
    change(as === 'forget' ? forget(taste, id) : tell(taste, as as Told, id), `${SAID[as]} ${title}.`);
  };

  const takeBack = (): void => {
    const [last] = before.splice(-1);
    if (last === undefined) return;
    change(last, 'Undone.');
    // A step back is no step that can be undone again.
    before.pop();
    undo.hidden = before.length === 0;
    if (undo.hidden) part('query').focus();
  };

  openTyping(part('typing'), films, createSearch(films), (id) => say('likes', id));
  block.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === undo) takeBack();
    else if (button === part('clear')) change(NOTHING_TOLD, 'Forgotten.');
    else if (button?.dataset.tell) {
      say(button.dataset.tell, button.dataset.id ?? '');
      // What was clicked is gone; the way back is the place to be.
      if (!button.isConnected || button.hidden) undo.focus();
    }
  });
  block.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
    change({ ...taste, [target.name]: Number(target.value) }, '');
  });
  const read = (): void => {
    taste = fromFragment(location.hash.includes('=') ? location.hash : toldBefore());
    show('');
  };
  window.addEventListener('hashchange', read);
  read();
}

/** On record for bench/home.ts, and in a browser's own tools. */
function timed<T>(make: () => T): T {
  const start = performance.now();
  const made = make();
  performance.measure('lists', { start, end: performance.now() });
  return made;
}

/** What to do next, or that it is done. */
function next(picked: number, enough: boolean): string {
  if (picked === 0) return '';
  if (!enough) return 'The model does not know what you picked yet; pick another.';
  if (picked >= WANTED) return `Your rows are made from ${counted(picked, 'film')}.`;
  return `Your rows are below; ${counted(WANTED - picked, 'more film')} and they are much more yours.`;
}

function find<T extends HTMLElement>(block: HTMLElement, selector: string): T {
  const found = block.querySelector<T>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}
