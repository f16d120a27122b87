// <why-this-film>: offers a visitor with picks of their own the shares they have in a film's score. The model is fetched
// when they ask.

import * as words from '../words/browser/why-this-film.ts';
import { readMine } from './mine/keep.ts';
import type { Mine } from './mine/record.ts';

const likes = ({ told }: Mine): boolean =>
  [...told.values()].some(({ as }) => as === 'likes' || as === 'love');

class WhyThisFilm extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-part=ask]');
    const said = this.querySelector('[data-part=said]');
    if (button === null || said === null || !this.dataset.model || !likes(readMine())) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      said.textContent = words.loading;
      import('./person/why.ts')
        .then(({ explain }) => explain(this, readMine()))
        .then((shares) => {
          said.textContent = shares;
        })
        .catch((error: unknown) => {
          said.textContent = words.failed(error instanceof Error ? error.message : '');
        });
    });
  }
}

customElements.define('why-this-film', WhyThisFilm);
