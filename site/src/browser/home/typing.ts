// The field for a title: a combobox with a list of what it may be, by keyboard and by hand.

import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { indexTitles, searchTitles } from '../../search/titles.ts';
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
    list.replaceChildren(...found.map((place, n) => option(films, place, n === active)));
    const asked = input.value.trim() !== '';
    if (asked && found.length === 0)
      list.append(element('li', { className: 'soft' }, 'No title is near that.'));
    list.lastElementChild?.setAttribute('role', 'option');
    list.hidden = !asked;
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `found-${found[active]}`);
  };
  const look = (): void => {
    found = search(input.value, MOST);
    active = found.length > 0 ? 0 : -1;
    draw();
  };
  const choose = (place: number | undefined): void => {
    const id = place === undefined ? null : films.item_ids[place];
    if (!id) return;
    input.value = '';
    look();
    pick(id);
    input.focus();
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => choose(found[active]),
    Escape: () => {
      input.value = '';
      look();
    },
  };
  const move = (by: number): void => {
    if (found.length > 0) active = (active + by + found.length) % found.length;
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
    choose(found[[...list.querySelectorAll('li')].findIndex((child) => child.isSameNode(item))]);
  });
  if (input.value !== '') look();
}

function option(films: ModelFilms, place: number, selected: boolean): HTMLLIElement {
  const year = films.years[place];
  const item = element('li', { id: `found-${place}` }, element('bdi', {}, titleOf(films, place)));
  if (year !== null) item.append(element('span', { className: 'soft' }, ` ${year}`));
  if (place >= films.items) item.append(element('span', { className: 'soft' }, ' · new to the model'));
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', String(selected));
  return item;
}
