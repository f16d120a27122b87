// <experiment-worth>: what a difference is worth under a visitor's own figures. They stand in the address, so that it can be
// shared, and hold for every experiment of the page.

import {
  ASSUMPTIONS,
  type Assumptions,
  assumedFor,
  fromAddress,
  type Measured,
  numberIn,
  toAddress,
} from '../../experiments/worth.ts';
import { illegalInWords, worthInWords } from '../../words/experiments.ts';
import { NOTHING } from '../../words/format.ts';

const NAME = 'experiment-worth';

class ExperimentWorth extends HTMLElement {
  private measured: Measured = { value: 0, low: 0, high: 0, days: 1 };

  connectedCallback(): void {
    this.measured = JSON.parse(this.dataset.measured ?? '') as Measured;
    const form = this.find<HTMLFormElement>('form');
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => this.typed());
    this.find('button').addEventListener('click', () => {
      this.keep(assumedFor(this.measured));
      this.find('input').focus();
    });
    this.show();
  }

  /** Shows what the address says. */
  show(): void {
    const given = fromAddress(location.search, assumedFor(this.measured));
    for (const name of ASSUMPTIONS) {
      const field = this.field(name);
      field.removeAttribute('aria-invalid');
      if (numberIn(name, field.value) !== given[name]) field.value = String(given[name]);
    }
    this.say(worthInWords(this.measured, given));
    this.find('button').hidden = toAddress(given, assumedFor(this.measured)) === '';
  }

  private typed(): void {
    const typed = ASSUMPTIONS.map((name) => [name, numberIn(name, this.field(name).value)] as const);
    for (const [name, value] of typed) this.field(name).setAttribute('aria-invalid', String(value === null));
    const wrong = typed.flatMap(([name, value]) => (value === null ? [illegalInWords(name)] : []));
    if (wrong.length > 0) this.say({ figure: NOTHING, assuming: wrong.join(' ') });
    else this.keep(Object.fromEntries(typed) as unknown as Assumptions);
  }

  private keep(given: Assumptions): void {
    const query = toAddress(given, assumedFor(this.measured));
    history.replaceState(null, '', location.pathname + query + location.hash);
    for (const one of document.querySelectorAll<ExperimentWorth>(NAME)) one.show();
  }

  private say({ figure, assuming }: { figure: string; assuming: string }): void {
    this.find('[data-part=figure]').textContent = figure;
    this.find('[data-part=assuming]').textContent = assuming;
  }

  private field(name: string): HTMLInputElement {
    return this.find<HTMLInputElement>(`input[name=${name}]`);
  }

  private find<T extends HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (found === null) throw new Error(`<${NAME}> has no ${selector}.`);
    return found;
  }
}

customElements.define(NAME, ExperimentWorth);
