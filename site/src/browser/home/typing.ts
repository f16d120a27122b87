// The field for a title: a combobox with a list of what it may be, by keyboard and by hand. Last in the list stands a search of
// all films for what was typed.

import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { filmsPage } from '../../links.ts';
import { indexTitles, searchTitles } from '../../search/titles.ts';
import { newToModel } from '../../words/browser/home.ts';
import { searchFor } from '../../words/search.ts';
import { titleOf } from './draw.ts';
import { element } from './element.ts';

const MOST = 8;

/** Places of films in the published list. */
export type Search = (query: string, most: number) => number[];

/** Finds by title what may be shown. */
export function createSearch({ titles, years, people, available }: ModelFilms): Search {
  const index = indexTitles(
    titles.flatMap((title, place) =>
      title === null || !available[place]
        ? []
        : [{ title, year: years[place], people: people[place], place }],
    ),
  );
  return (query, most) => searchTitles(index, query, most).map(({ place }) => place);
}

/** @param pick told the id of the film that was chosen. */
export function openTyping(
  block: HTMLElement,
  films: ModelFilms,
  search: Search,
  pick: (id: string) => void,
): void {
  const input = block.querySelector('input');
  const list = block.querySelector('ul');
  if (input === null || list === null) return;
  let found: readonly number[] = [];
  let active = -1;

  const draw = (): void => {
    const text = input.value.trim();
    list.replaceChildren(...found.map((place, n) => option(films, place, n === active)));
    if (text !== '') list.append(searchOption(text, active === found.length));
    list.hidden = text === '';
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `found-${found[active] ?? SEARCH}`);
  };
  const look = (): void => {
    found = search(input.value, MOST);
    active = input.value.trim() === '' ? -1 : 0;
    draw();
    // On a small screen the list would begin below its lower edge.
    if (!list.hidden) list.scrollIntoView({ block: 'nearest' });
  };
  const choose = (option: number): void => {
    if (option === found.length) {
      location.assign(searchAddress(input.value.trim()));
      return;
    }
    const id = films.item_ids[found[option]];
    if (!id) return;
    input.value = '';
    look();
    pick(id);
    input.focus();
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => choose(active),
    Escape: () => {
      input.value = '';
      look();
    },
  };
  const move = (by: number): void => {
    const options = found.length + 1;
    active = (active + by + options) % options;
    draw();
  };
  input.addEventListener('input', look);
  input.addEventListener('keydown', (event) => {
    if (list.hidden || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  // Not at "click": the field would lose the focus first.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest('li') : null;
    choose([...list.querySelectorAll('li')].findIndex((child) => child.isSameNode(item)));
  });
  if (input.value !== '') look();
}

const SEARCH = 'search';
const searchAddress = (text: string): string => `${filmsPage()}?${new URLSearchParams({ q: text })}`;

function searchOption(text: string, selected: boolean): HTMLLIElement {
  const item = element('li', { id: `found-${SEARCH}`, className: 'soft' }, searchFor(text));
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', String(selected));
  return item;
}

function option(films: ModelFilms, place: number, selected: boolean): HTMLLIElement {
  const year = films.years[place];
  const item = element('li', { id: `found-${place}` }, element('bdi', {}, titleOf(films, place)));
  if (year !== null) item.append(element('span', { className: 'soft' }, ` ${year}`));
  if (place >= films.items) item.append(element('span', { className: 'soft' }, ` · ${newToModel}`));
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', String(selected));
  return item;
}
