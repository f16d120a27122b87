// A person's list as it was turned: the controls, the address, and the list. Loaded at the first touch.

import { listingHtml } from '../../people/listing.ts';
import {
  AS_PUBLISHED,
  DEFAULT_MIX,
  fromFragment,
  isPublished,
  type Tuning,
  toFragment,
} from '../../people/tuning.ts';
import * as words from '../../words/browser/person.ts';
import { sliderValue } from '../../words/person.ts';
import { cardOf } from '../home/draw.ts';
import { loadWorld } from '../home/world.ts';
import { partOf } from '../part.ts';
import { createTurner, type ToldEntry } from './turn.ts';

const SLIDERS = ['mix', 'variety', 'fresh'] as const;

/** Fetches the model and makes the controls work. @throws Error in words when the model cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const form = partOf<HTMLFormElement>(block, 'form[data-part=tuning]');
  const [list, status, reset] = ['list', 'status', 'reset'].map((name) =>
    partOf(block, `[data-part=${name}]`),
  );
  const radio = (value: string) => partOf<HTMLInputElement>(form, `input[value=${value}]`);
  const slider = (name: string) => partOf<HTMLInputElement>(form, `input[name=${name}]`);
  const published = { html: list.innerHTML, said: status.textContent ?? '' };
  status.textContent = words.loadingModel;
  const { model = '', modelFilms = '', sha256 = '', filmsSha256 = '' } = block.dataset;
  const world = await loadWorld({ model, films: modelFilms, sha256, films_sha256: filmsSha256 });
  const told = toldIn(block);
  const turn = createTurner(world, told, expectedIn(list));
  const films = new Map(
    world.films.item_ids.flatMap((id, place) =>
      id === null ? [] : [[id, cardOf(world.films, place)] as const],
    ),
  );
  const { min = '', max = '' } = block.dataset;
  const scale = { min: Number(min), max: Number(max) };

  const read = (): Tuning => ({
    mix: radio('mixed').checked ? Number(slider('mix').value) : null,
    variety: Number(slider('variety').value),
    fresh: Number(slider('fresh').value),
  });
  const put = ({ mix, variety, fresh }: Tuning): void => {
    radio(mix === null ? 'own' : 'mixed').checked = true;
    slider('mix').value = String(mix ?? DEFAULT_MIX);
    slider('variety').value = String(variety);
    slider('fresh').value = String(fresh);
  };
  const show = (): void => {
    const tuning = read();
    for (const name of SLIDERS) {
      const text = sliderValue[name](Number(slider(name).value));
      partOf(form, `[data-slider=${name}] output`).textContent = text;
      slider(name).setAttribute('aria-valuetext', text);
    }
    reset.hidden = isPublished(tuning);
    if (isPublished(tuning)) {
      list.innerHTML = published.html;
      status.textContent = published.said;
      return;
    }
    const { recommendations, personal } = turn(tuning);
    // listingHtml() writes every text as text; see words/html.ts.
    list.innerHTML = listingHtml(recommendations, { films, history: told, scale });
    status.textContent = words.madeHere(told.length, personal);
  };
  const address = (): void => {
    const fragment = toFragment(read());
    history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
  };
  const changed = ({ target }: Event): void => {
    // Whoever moves α wants a mix.
    if (target instanceof HTMLInputElement && target.name === 'mix') radio('mixed').checked = true;
    show();
    address();
  };
  form.addEventListener('input', changed);
  reset.addEventListener('click', () => {
    put(AS_PUBLISHED);
    show();
    address();
    radio('own').focus();
  });
  window.addEventListener('hashchange', () => {
    put(fromFragment(location.hash));
    show();
  });
  if (location.hash.includes('=')) put(fromFragment(location.hash));
  // The touch that brought this code may have been of α.
  else if (slider('mix').value !== String(DEFAULT_MIX)) radio('mixed').checked = true;
  show();
  address();
}

/** What the published history says, from the page. */
function toldIn(block: HTMLElement): ToldEntry[] {
  return [...block.querySelectorAll<HTMLElement>('[data-told]')].map(({ dataset }) => ({
    item_id: dataset.told ?? '',
    rating: dataset.rating ? Number(dataset.rating) : null,
    opinion: (dataset.opinion || null) as ToldEntry['opinion'],
    day: '',
  }));
}

/** What is expected of the films of the published list, from the page. */
function expectedIn(list: HTMLElement): Map<string, { rating: number; low: number; high: number }> {
  return new Map(
    [...list.querySelectorAll<HTMLElement>('.recommendation')].flatMap((item) => {
      const { rating, low = '', high = '' } = item.querySelector<HTMLElement>('.expected')?.dataset ?? {};
      if (!rating) return [];
      return [
        [
          item.dataset.id ?? '',
          { rating: Number(rating), low: Number.parseFloat(low), high: Number.parseFloat(high) },
        ] as const,
      ];
    }),
  );
}
