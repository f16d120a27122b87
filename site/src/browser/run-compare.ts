// <run-compare>: the runs that the address names, side by side. What the address names and nobody knows is said, and the
// others are compared.

import { chosenIn } from '../runs/address.ts';
import * as words from '../words/browser/run-compare.ts';

class RunCompare extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const asked = chosenIn(location.search);
    const status = this.querySelector('[role=status]');
    if (asked.length === 0 || status === null) return;
    status.textContent = words.loading;
    try {
      const { open } = await import('./runs/compare.ts');
      status.textContent = await open(this, asked);
    } catch {
      status.textContent = words.failed;
    }
  }
}

customElements.define('run-compare', RunCompare);
