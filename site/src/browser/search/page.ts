// The films page at work: what is typed becomes chips and films, and stands in the address. Loaded when somebody begins.

import type { CatalogueFile, FilmCard } from '#pipeline/publishing/contract.ts';
import { createSimilarity } from '#pipeline/serving/similarity.ts';
import { card } from '../../cards.ts';
import { catalogueOf } from '../../search/catalogue.ts';
import { find, type Likeness } from '../../search/find.ts';
import { type Chip, type Query, textOf, type Understanding } from '../../search/query.ts';
import { understand } from '../../search/understand.ts';
import {
  chipMeaning,
  chipName,
  foundInWords,
  LOADING_MODEL,
  NO_MODEL,
  SET_ASIDE_CHIP,
  takeAway,
  takenAway,
} from '../../words/search.ts';
import { element } from '../home/element.ts';
import { loadWorld } from '../home/world.ts';
import { partOf } from '../part.ts';
import { sayOfCards } from '../say-of-films.ts';

const AT_ONCE = 48;
const MOST_ALIKE = 100;
/** Another may stand here: nothing else on the page knows how a text is understood. */
const understanding: Understanding = understand;

/** Fetches the catalogue and makes the block work. @throws Error when it cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const answer = await fetch(block.dataset.catalogue ?? '');
  if (!answer.ok) throw new Error(`${answer.status} for the catalogue`);
  const catalogue = catalogueOf(((await answer.json()) as CatalogueFile).films);
  const part = <T extends HTMLElement>(selector: string): T => partOf<T>(block, selector);
  const [input, status] = [part<HTMLInputElement>('input'), part('[role=status]')];
  const [chips, results, more] = [
    part('[data-part=chips]'),
    part('[data-part=found]'),
    part('[data-part=more]'),
  ];
  let likeness: Likeness | null = null;
  let shown: readonly FilmCard[] = [];
  let query: Query = [];
  let typing = false;

  const showMore = (): void => {
    const from = results.children.length;
    results.append(...shown.slice(from, from + AT_ONCE).map(entry));
    sayOfCards();
    more.hidden = results.children.length >= shown.length;
  };

  const show = async (before = ''): Promise<void> => {
    const text = input.value;
    const understood = await understanding(text, catalogue);
    let trouble = '';
    if (understood.some(({ kind }) => kind === 'like') && likeness === null) {
      status.textContent = LOADING_MODEL;
      likeness = await likenessFrom(block).catch(() => null);
      if (likeness === null) trouble = NO_MODEL;
    }
    if (input.value !== text) return;
    query = understood;
    const asked = text.trim() !== '';
    const found = find(query, catalogue, likeness);
    shown = asked && query.length > 0 ? found.films : [];
    chips.replaceChildren(...query.map((chip, n) => chipItem(chip, n, found.relaxed.includes(chip))));
    results.replaceChildren();
    showMore();
    status.textContent = asked
      ? [before, trouble, foundInWords(query, found)].filter(Boolean).join(' ')
      : before;
  };

  /** Letters of one search are one step back. */
  const address = (step: boolean): void => {
    const text = input.value.trim();
    const to = text === '' ? location.pathname : `?${new URLSearchParams({ q: text })}`;
    if (step) history.pushState(null, '', to);
    else history.replaceState(null, '', to);
  };

  const ask = (text: string, said = ''): void => {
    input.value = text;
    typing = false;
    address(true);
    void show(said);
  };

  const remove = (place: number): void => {
    const out = query[place];
    if (out === undefined) return;
    const rest = query.filter((chip) => chip !== out);
    query = rest;
    ask(textOf(rest), takenAway(out));
    const buttons = chips.querySelectorAll('button');
    // What was under the finger is gone: the next chip, or the field, is the place to be.
    const next = buttons.length > 1 ? Math.min(place, rest.length - 1) : -1;
    queueMicrotask(() => setTimeout(() => (chips.querySelectorAll('button')[next] ?? input).focus()));
  };

  input.addEventListener('input', () => {
    address(!typing);
    typing = true;
    void show();
  });
  part('form').addEventListener('submit', () => {
    typing = false;
    void show();
  });
  chips.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button) remove(Number(button.dataset.chip));
  });
  chips.addEventListener('keydown', (event) => {
    if (!['Delete', 'Backspace'].includes(event.key) || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    remove(Number(event.target.dataset.chip));
  });
  part('[data-part=examples]').addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(new URL(link.href).searchParams.get('q') ?? '');
    input.focus();
  });
  more.addEventListener('click', () => {
    const next = results.children.length;
    showMore();
    results.children[next]?.querySelector('a')?.focus();
  });
  const read = (): void => {
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    typing = false;
    void show();
  };
  window.addEventListener('popstate', read);
  // What was typed while this was loading is newer than the address.
  if (input.value === '') read();
  else {
    address(true);
    void show();
  }
}

/** From the model that the page was built with. @throws Error where there is none. */
async function likenessFrom(block: HTMLElement): Promise<Likeness> {
  const { model = '', modelFilms = '', sha256 = '', filmsSha256 = '' } = block.dataset;
  if (model === '') throw new Error('No model is in charge.');
  const world = await loadWorld({ model, films: modelFilms, sha256, films_sha256: filmsSha256 });
  const similar = createSimilarity(world.model);
  const rows = world.model.itemIds.length;
  const most = Math.min(MOST_ALIKE, Math.ceil(rows / 5));
  return (id) => {
    const row = world.placeOf.get(id);
    if (row === undefined || row >= rows) return [];
    return similar(row, most).map(({ item }) => world.model.itemIds[item]);
  };
}

function chipItem(chip: Chip, place: number, relaxed: boolean): HTMLLIElement {
  const [name, meaning] = [chipName(chip), chipMeaning(chip)];
  const words = element('span', {}, element('bdi', {}, name));
  if (meaning !== '') words.append(element('span', { className: 'soft' }, ` → ${meaning}`));
  const button = element('button', { type: 'button', className: 'tell' }, '×');
  button.dataset.chip = String(place);
  button.setAttribute('aria-label', takeAway(chip));
  if (relaxed) words.append(element('span', { className: 'soft' }, ` · ${SET_ASIDE_CHIP}`));
  return element('li', { className: relaxed ? 'pick set-aside' : 'pick' }, words, button);
}

function entry(film: FilmCard): HTMLLIElement {
  const item = element('li');
  // card() writes every text as text; see words/html.ts.
  item.innerHTML = card(film);
  return item;
}
