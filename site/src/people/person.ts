// Everything a person's page says below its title: markup as a string, the same at build and in the browser.

import type { FilmCard, Person } from '#pipeline/publishing/contract.ts';
import { card } from '../cards.ts';
import { favourites } from '../data/taste.ts';
import { counted, listed } from '../words/format.ts';
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
    `<p class="lead">${leadOf(person, context)}</p>`,
    listHtml(person, context),
    newFilmsHtml(person, context.films),
    historyHtml(person, context.films, context.scale),
  ].join('');
}

function leadOf(person: Person, { films, usual }: PersonContext): string {
  if (person.interactions === 0) return 'Has not watched anything here yet.';
  const genres = favourites(person, films, usual);
  const leaning = genres.length > 0 ? `, with more ${listed(genres)} than the catalogue has` : '';
  return `Has watched ${counted(person.interactions, 'film')}${leaning}.`;
}

function listHtml(person: Person, { films, scale, popular, tunable }: PersonContext): string {
  const personal = person.basis === 'personal';
  const why = personal
    ? 'Worked out from their own history. A percentage is the exact share of a film’s score that comes from one film they know.'
    : 'No history that the model knows, so these are the films most people watch.';
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
  const nothing = popular.length > 0 ? instead : '<p class="empty">There is nothing to offer yet.</p>';
  return (
    `<section class="block" aria-labelledby="list"><h2 id="list">What to watch next</h2><p class="soft">${why}</p>${legend}` +
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
    '<section class="block" aria-labelledby="new-films"><h2 id="new-films">New, and perhaps for them</h2><p class="soft">' +
    'The model has not learned from these yet. They stand where films like them do, so this is a guess, and not part of ' +
    `what it was judged by.</p><ul class="grid" role="list">${items.join('')}</ul></section>`
  );
}
