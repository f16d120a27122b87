// <people-filter>: hides the people whose id does not have what was typed. Without JavaScript all are shown.

class PeopleFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (form === null || input === null) return;
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    input.addEventListener('input', () => this.narrow(input.value.trim().toLowerCase()));
  }

  private narrow(query: string): void {
    let shown = 0;
    for (const section of this.querySelectorAll('section')) {
      let inSection = 0;
      for (const entry of section.querySelectorAll('li')) {
        const matches = (entry.querySelector('bdi')?.textContent ?? '').toLowerCase().includes(query);
        entry.hidden = !matches;
        if (matches) inSection++;
      }
      section.hidden = inSection === 0;
      const more = section.querySelector('details');
      if (more !== null) more.open = query !== '';
      shown += inSection;
    }
    const line = this.querySelector('[role=status]');
    if (line !== null) line.textContent = query === '' ? '' : `${shown} ${shown === 1 ? 'person' : 'people'}`;
  }
}

customElements.define('people-filter', PeopleFilter);
