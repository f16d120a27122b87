// A visitor's picks and rows as elements of the page. No state and no model: what to show is passed in.

import type { FilmCard, ModelFilms } from '#pipeline/publishing/contract.ts';
import { card } from '../../cards.ts';
import * as words from '../../words/browser/home.ts';
import { sayMore } from '../mine/say-more.ts';
import { element, tellButton } from './element.ts';
import type { Listed, Rows } from './lists.ts';
import { genresOf } from './world.ts';

export const titleOf = ({ titles }: ModelFilms, place: number): string => titles[place] ?? '';

/** The films that are liked or loved, each to be taken back. */
export function drawPicks(films: ModelFilms, places: readonly number[]): HTMLLIElement[] {
  return places.map((place) => {
    const title = titleOf(films, place);
    const button = tellButton('forget', films.item_ids[place] ?? '', '×', title);
    button.setAttribute('aria-label', words.takeBack(title));
    return element('li', { className: 'pick' }, element('bdi', {}, title), button);
  });
}

export function drawRows(films: ModelFilms, { best, byLiked, again }: Rows): HTMLElement[] {
  if (best.length === 0) {
    const all = again.map((item) => ({ item, because: null }));
    return all.length === 0 ? [] : [drawRow(films, all, { id: 'yours-0', ...words.again, note: () => '' })];
  }
  const first = drawRow(films, best, {
    id: 'yours-0',
    ...words.forYou,
    note: ({ because }) =>
      because ? words.forYou.because(because.share, titleOf(films, because.item)) : words.forYou.popular,
  });
  const more = byLiked.map(({ liked, films: some }, n) =>
    drawRow(films, some, {
      id: `yours-${n + 1}`,
      title: words.becauseYouLiked.title(titleOf(films, liked)),
      reason: words.becauseYouLiked.reason,
      note: ({ because }) => (because ? words.becauseYouLiked.share(because.share) : ''),
    }),
  );
  return [first, ...more];
}

interface RowWords {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly note: (film: Listed) => string;
}

function drawRow(
  films: ModelFilms,
  listed: readonly Listed[],
  { id, title, reason, note }: RowWords,
): HTMLElement {
  const head = element('div', { className: 'shelf-head' });
  head.append(element('h3', { id }, title), element('p', {}, reason));
  const list = element('ul', { className: 'shelf' });
  list.setAttribute('role', 'list');
  list.append(...listed.map((film) => drawFilm(films, film.item, note(film))));
  const row = element('section', { className: 'shelf-section' }, head, list);
  row.setAttribute('aria-labelledby', id);
  return row;
}

function drawFilm(films: ModelFilms, place: number, note: string): HTMLLIElement {
  const title = titleOf(films, place);
  const id = films.item_ids[place] ?? '';
  const item = element('li', {});
  // card() writes every text as text; see words/html.ts.
  item.innerHTML = card(cardOf(films, place), note);
  item.append(sayMore(id, title));
  return item;
}

export function cardOf(films: ModelFilms, place: number): FilmCard {
  return {
    item_id: films.item_ids[place] ?? '',
    slug: films.slugs[place],
    title: titleOf(films, place),
    year: films.years[place],
    genres: genresOf(films, place),
    interactions: films.people[place],
    ratings: 0,
    mean_rating: null,
    added: null,
  };
}
