// <run-compare>: the runs that the address names, side by side. What the address names and nobody knows is said, and the
// others are compared.

import { chosenIn } from '../runs/address.ts';

class RunCompare extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const asked = chosenIn(location.search);
    const status = this.querySelector('[role=status]');
    if (asked.length === 0 || status === null) return;
    status.textContent = 'Reading the runs …';
    try {
      const { open } = await import('./runs/compare.ts');
      status.textContent = await open(this, asked);
    } catch {
      status.textContent = 'The list of runs could not be loaded, so nothing can be compared right now.';
    }
  }
}

customElements.define('run-compare', RunCompare);
