// <film-search>: what is loaded at first. It shows the field and fetches the search when somebody wants it. Without JavaScript the
// form stays hidden and the lists below it do the work.

import { failed } from '../words/browser/film-search.ts';

class FilmSearch extends HTMLElement {
  private starting: Promise<void> | null = null;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    this.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const sign of ['focusin', 'input', 'submit', 'click'])
      this.addEventListener(sign, () => void this.start());
    if (new URLSearchParams(location.search).has('q')) void this.start();
  }

  /** What failed is tried again the next time. An example that was clicked meanwhile is followed as the link it is. */
  private start(): Promise<void> {
    this.starting ??= import('./search/page.ts')
      .then(({ open }) => open(this))
      .catch(() => {
        this.starting = null;
        const status = this.querySelector('[role=status]');
        if (status) status.textContent = failed;
      });
    return this.starting;
  }
}

customElements.define('film-search', FilmSearch);
