// <person-view>: the page of whoever its address names, read from the published shards. Without JavaScript the page says
// which people have a page of their own.

import * as words from '../words/browser/person-view.ts';

class PersonView extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const form = this.querySelector('form');
    if (form) form.hidden = false;
    const id = new URLSearchParams(location.search).get('id') ?? '';
    if (id === '') return;
    const input = this.querySelector('input');
    if (input) input.value = id;
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words.lookingFor(id);
    try {
      const { open } = await import('./person/page.ts');
      await open(this, id);
    } catch (error) {
      if (status) status.textContent = words.failed(error instanceof Error ? error.message : undefined);
    }
  }
}

customElements.define('person-view', PersonView);
