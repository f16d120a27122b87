// Everything a person's page says below its title: markup as a string, the same at build and in the browser.

import type { FilmCard, Person } from '#pipeline/publishing/contract.ts';
import { card } from '../cards.ts';
import { favourites } from '../data/taste.ts';
import { escapeHtml } from '../words/html.ts';
import * as words from '../words/person.ts';
import { placementInWords } from '../words/placement.ts';
import { historyHtml } from './history.ts';
import { listingHtml } from './listing.ts';
import { legendHtml, type Scale } from './ratings.ts';
import { tuningHtml } from './tuning.ts';

export interface PersonContext {
  readonly films: ReadonlyMap<string, FilmCard>;
  /** How much of the catalogue each genre is. */
  readonly usual: ReadonlyMap<string, number>;
  readonly scale: Scale;
  /** Shown to those whose list is empty; best first. */
  readonly popular: readonly FilmCard[];
  /** Whether there is a model that the page could run. */
  readonly tunable: boolean;
}

export function personHtml(person: Person, context: PersonContext): string {
  return [
    `<p class="lead">${escapeHtml(words.lead(person.interactions, leaningOf(person, context)))}</p>`,
    listHtml(person, context),
    newFilmsHtml(person, context.films),
    historyHtml(person, context.films, context.scale),
  ].join('');
}

const leaningOf = (person: Person, { films, usual }: PersonContext): string[] =>
  person.interactions === 0 ? [] : favourites(person, films, usual);

function listHtml(person: Person, { films, scale, popular, tunable }: PersonContext): string {
  const personal = person.basis === 'personal';
  const why = personal ? words.list.personal : words.list.popular;
  const items = listingHtml(person.recommendations, { films, history: person.history, scale });
  const expects = person.recommendations.filter(({ predicted_rating }) => predicted_rating !== null);
  const legend =
    expects.length > 0
      ? legendHtml(
          expects.some(({ rating_interval }) => rating_interval !== null),
          scale,
        )
      : '';
  const instead = `<ul class="grid" role="list">${popular.map((film) => `<li>${card(film)}</li>`).join('')}</ul>`;
  const nothing = popular.length > 0 ? instead : `<p class="empty">${words.list.none}</p>`;
  return (
    `<section class="block" aria-labelledby="list"><h2 id="list">${words.list.title}</h2><p class="soft">${why}</p>${legend}` +
    `${personal && tunable ? tuningHtml() : ''}` +
    `<ol class="recommendations" role="list" data-part="list">${items}</ol>${items === '' ? nothing : ''}</section>`
  );
}

/** Films the model was not trained on, in the order it expects them to be liked by what is known of each. */
function newFilmsHtml(person: Person, films: ReadonlyMap<string, FilmCard>): string {
  const items = person.new_films.flatMap(({ item_id, placed }) => {
    const film = films.get(item_id);
    return film && placed ? [`<li>${card(film, placementInWords(placed))}</li>`] : [];
  });
  if (items.length === 0) return '';
  return (
    `<section class="block" aria-labelledby="new-films"><h2 id="new-films">${words.newFilms.title}</h2><p class="soft">` +
    `${words.newFilms.text}</p><ul class="grid" role="list">${items.join('')}</ul></section>`
  );
}
