// <run-table>: what is loaded at first. It shows the field and the buttons, and fetches all runs when somebody wants them.
// Without JavaScript the newest runs stay as they are.

import * as words from '../words/browser/run-table.ts';

class RunTable extends HTMLElement {
  private starting: Promise<void> | null = null;
  private isOpen = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const head of this.querySelectorAll<HTMLElement>('[data-sort]')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
    }
    for (const sign of ['focusin', 'input', 'submit', 'click'])
      this.addEventListener(sign, (event) => this.begin(event));
    if (location.search !== '') void this.start();
  }

  /** The button that somebody pressed before all runs were there is pressed again once they are. */
  private async begin({ type, target }: Event): Promise<void> {
    if (this.isOpen) return;
    const button = type === 'click' && target instanceof Element ? target.closest('button') : null;
    await this.start();
    if (this.isOpen) button?.click();
  }

  /** What failed is tried again the next time. */
  private start(): Promise<void> {
    this.starting ??= import('./runs/table.ts')
      .then(({ open }) => open(this))
      .then(() => {
        this.isOpen = true;
      })
      .catch(() => {
        this.starting = null;
        const status = this.querySelector('[role=status]');
        if (status) status.textContent = words.failed;
      });
    return this.starting;
  }
}

customElements.define('run-table', RunTable);
