// <person-tuning>: a person's list and the controls that turn it. The model is fetched when somebody touches one, or opens
// an address that says how a list was turned; until then the published list stands.

import * as words from '../words/browser/person-tuning.ts';

class PersonTuning extends HTMLElement {
  private starting: Promise<boolean> | null = null;

  connectedCallback(): void {
    const form = this.querySelector<HTMLFormElement>('form[data-part=tuning]');
    if (form === null) return;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => void this.start());
    if (location.hash.includes('=')) void this.start();
  }

  /** What failed is tried again the next time. */
  private start(): Promise<boolean> {
    this.starting ??= import('./person/tune.ts')
      .then(({ open }) => open(this))
      .then(() => true)
      .catch((error: unknown) => {
        this.starting = null;
        const status = this.querySelector('[role=status]');
        if (status) status.textContent = words.failed(error instanceof Error ? error.message : '');
        return false;
      });
    return this.starting;
  }
}

customElements.define('person-tuning', PersonTuning);
