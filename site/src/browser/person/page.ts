// Fetches one person and the films, and writes their page. Loaded when the address names somebody.

import type { CatalogueFile, PeopleIndex, PeopleShard, Popular } from '#pipeline/publishing/contract.ts';
import { genreShares } from '../../data/taste.ts';
import { apiFile } from '../../links.ts';
import { personHtml } from '../../people/person.ts';
import { shardFile, shardOf } from '../../people/shards.ts';
import * as words from '../../words/browser/person.ts';
import { documentTitle } from '../../words/frame.ts';
import * as page from '../../words/pages/person.ts';

const POPULAR = 12;

/** @throws Error in words, when nobody has that id or a file cannot be had. */
export async function open(block: HTMLElement, id: string): Promise<void> {
  const index = await fetched<PeopleIndex>('people.json', 'first', words.files.people);
  const shard = shardOf(index, id);
  const people =
    shard === null
      ? []
      : (await fetched<PeopleShard>(`people/${shardFile(shard)}`, 'people', words.files.person)).people;
  const person = people.find(({ user_id }) => user_id === id);
  if (person === undefined) throw new Error(words.nobody(id));
  const [{ films }, popular] = await Promise.all([
    fetched<CatalogueFile>('catalogue.json', 'films', words.files.films),
    person.recommendations.length > 0
      ? null
      : fetched<Popular>('popular.json', 'all_time', words.files.popular),
  ]);
  const byId = new Map(films.map((film) => [film.item_id, film]));
  const title = document.querySelector('h1');
  // headingHtml() writes the id as text; see words/html.ts.
  if (title) title.innerHTML = page.headingHtml(id);
  document.title = documentTitle(page.title(id));
  const { min = '', max = '', model } = block.dataset;
  const tuning = document.createElement('person-tuning');
  Object.assign(tuning.dataset, block.dataset);
  // personHtml() writes every text as text; see words/html.ts.
  tuning.innerHTML = personHtml(person, {
    films: byId,
    usual: genreShares(films),
    scale: { min: Number(min), max: Number(max) },
    popular: (popular?.all_time ?? []).slice(0, POPULAR).flatMap((item) => byId.get(item) ?? []),
    tunable: Boolean(model),
  });
  block.querySelector('[data-part=person]')?.replaceChildren(tuning);
  const status = block.querySelector('[role=status]');
  if (status) status.textContent = '';
  nextPerson(
    block,
    people.map(({ user_id }) => user_id),
    id,
  );
}

/** A link to whoever comes next in the order of ids. */
function nextPerson(block: HTMLElement, ids: readonly string[], id: string): void {
  const next = ids[ids.indexOf(id) + 1] ?? ids[0];
  const link = block.querySelector<HTMLAnchorElement>('[data-part=next]');
  if (!link || next === id) return;
  link.href = `?id=${encodeURIComponent(next)}`;
  link.textContent = words.next(next);
  link.hidden = false;
}

/** `member` is the list that makes the file what its name says. */
async function fetched<T>(file: string, member: keyof T & string, what: string): Promise<T> {
  const response = await fetch(apiFile(file)).catch((cause: unknown) => {
    throw new Error(words.notLoaded(what), { cause });
  });
  if (!response.ok) throw new Error(words.notLoaded(what, response.status));
  const value = await response.json().catch((cause: unknown) => {
    throw new Error(words.noJson(what, file), { cause });
  });
  if (!Array.isArray(value?.[member])) throw new Error(words.without(what, file, member));
  return value;
}
