// <film-search>: finds films by title as one types, from the published catalogue. Without JavaScript the form
// stays hidden and the lists below it do the work.

import type { CatalogueFile, FilmCard } from '#pipeline/publishing/contract.ts';
import { findFilms, type Indexed, indexFilms } from './find.ts';

const MOST = 30;

class FilmSearch extends HTMLElement {
  private index: Promise<Indexed[]> | null = null;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (form === null || input === null) return;
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    // Early, so that the first letter has an answer; if this fails, that letter tries again and says so.
    input.addEventListener('focus', () => this.load().catch(() => undefined), { once: true });
    input.addEventListener('input', () => this.answer(input.value));
  }

  /** The catalogue, fetched once; a failed fetch is tried again at the next letter. */
  private load(): Promise<Indexed[]> {
    this.index ??= fetch(this.dataset.catalogue ?? '')
      .then((response) => {
        if (!response.ok) throw new Error(`${response.status} for the catalogue`);
        return response.json() as Promise<CatalogueFile>;
      })
      .then((file) => indexFilms(file.films))
      .catch((error: unknown) => {
        this.index = null;
        throw error;
      });
    return this.index;
  }

  private async answer(query: string): Promise<void> {
    if (query.trim() === '') return this.show([], '');
    try {
      const found = findFilms(await this.load(), query, MOST);
      if (this.querySelector('input')?.value !== query) return;
      const films = found.length === 1 ? 'film' : 'films';
      this.show(
        found,
        found.length === 0
          ? 'No title has these words.'
          : `${found.length === MOST ? 'The first ' : ''}${found.length} ${films}`,
      );
    } catch {
      this.show([], 'The catalogue could not be loaded. The lists below have every film.');
    }
  }

  private show(films: readonly FilmCard[], status: string): void {
    const line = this.querySelector('[role=status]');
    if (line !== null) line.textContent = status;
    this.querySelector('ul')?.replaceChildren(...films.map((film) => this.entry(film)));
  }

  private entry(film: FilmCard): HTMLLIElement {
    const link = document.createElement('a');
    link.href = `${this.dataset.films}${encodeURIComponent(film.slug)}/`;
    link.dir = 'auto';
    link.textContent = film.title;
    const year = document.createElement('span');
    year.className = 'soft';
    year.textContent = film.year === null ? '' : ` ${film.year}`;
    const entry = document.createElement('li');
    entry.append(link, year);
    return entry;
  }
}

customElements.define('film-search', FilmSearch);
