// <people-filter>: hides the people whose id does not have what was typed; Enter leads to whoever has that very id. Without
// JavaScript all are shown.

import { fitting } from '../words/browser/people-filter.ts';

class PeopleFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (form === null || input === null) return;
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      if (input.value.trim() === '') event.preventDefault();
    });
    input.addEventListener('input', () => this.narrow(input.value.trim()));
  }

  private narrow(query: string): void {
    let shown = 0;
    for (const section of this.querySelectorAll('section')) {
      let inSection = 0;
      for (const entry of section.querySelectorAll('li')) {
        const id = entry.querySelector('bdi')?.textContent ?? '';
        entry.hidden = !id.toLowerCase().includes(query.toLowerCase());
        if (!entry.hidden) inSection++;
      }
      section.hidden = inSection === 0;
      const more = section.querySelector('details');
      if (more !== null) more.open = query !== '';
      shown += inSection;
    }
    const line = this.querySelector('[role=status]');
    if (line !== null) line.textContent = query === '' ? '' : fitting(shown);
  }
}

customElements.define('people-filter', PeopleFilter);
