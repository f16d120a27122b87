// <film-picks>: the part of the home page that a visitor's own lists come from. This is what is loaded at first: it shows
// the block and fetches the rest at the first sign that somebody wants it.

import * as words from '../words/browser/film-picks.ts';
import { isAnythingKept, onChange } from './mine/keep.ts';

class FilmPicks extends HTMLElement {
  private starting: Promise<boolean> | null = null;

  connectedCallback(): void {
    this.hidden = false;
    for (const form of this.querySelectorAll('form'))
      form.addEventListener('submit', (event) => event.preventDefault());
    this.addEventListener('focusin', () => void this.start());
    this.addEventListener('input', () => void this.start());
    this.addEventListener('click', (event) => void this.clicked(event));
    // Said at a row below: the visitor's own rows begin with it.
    onChange(({ here }) => void (here && this.start()));
    if (location.hash.includes('=') || isAnythingKept()) void this.start();
  }

  /** A click that came before the rest was there is done again. */
  private async clicked({ target }: Event): Promise<void> {
    if (this.dataset.state === 'ready') return;
    const button = target instanceof Element ? target.closest('button') : null;
    if ((await this.start()) && button?.isConnected) button.click();
  }

  /** Whether the rest is there. What failed is tried again the next time. */
  private start(): Promise<boolean> {
    if (this.starting) return this.starting;
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words.loading;
    this.starting = this.load().catch((error: unknown) => {
      this.starting = null;
      if (status) status.textContent = words.failed(error instanceof Error ? error.message : '');
      return false;
    });
    return this.starting;
  }

  private async load(): Promise<boolean> {
    const { open } = await import('./home/page.ts');
    await open(this);
    this.dataset.state = 'ready';
    return true;
  }
}

customElements.define('film-picks', FilmPicks);
