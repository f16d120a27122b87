// <run-compare>: the runs that the address names, side by side. What the address names and nobody knows is said, and the
// others are compared.

import * as words from '../words/browser/run-compare.ts';

class RunCompare extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const status = this.querySelector('[role=status]');
    if (status === null || !new URLSearchParams(location.search).get('runs')) return;
    status.textContent = words.loading;
    try {
      const { open } = await import('./runs/compare.ts');
      status.textContent = await open(this, location.search);
    } catch {
      status.textContent = words.failed;
    }
  }
}

customElements.define('run-compare', RunCompare);
