// <film-thoughts>: what a visitor thinks of the film of this page. Kept in their browser; the rows of the home page follow.

import { NOT_REMEMBERED, SET_ASIDE, saidOf, toldOf, UNDONE } from '../words/told.ts';
import { canUndo, change, onChange, readMine, troubleNow, undoLast } from './mine/keep.ts';
import { say } from './mine/record.ts';

class FilmThoughts extends HTMLElement {
  private warned = false;

  connectedCallback(): void {
    this.hidden = false;
    this.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.dataset.part === 'undo') this.takeBack();
      else if (button?.dataset.tell) this.tell(button.dataset.tell, button.ariaPressed === 'true');
    });
    onChange(() => this.show());
    this.show();
  }

  private tell(as: string, isPressed: boolean): void {
    const { id = '', title = '' } = this.dataset;
    const told = isPressed ? null : toldOf(as);
    change((mine) => say(mine, id, told, Date.now()));
    this.answer(saidOf(title, told));
  }

  private takeBack(): void {
    undoLast();
    this.answer(UNDONE);
    if (!canUndo()) this.querySelector<HTMLElement>('[data-tell]')?.focus();
  }

  private answer(said: string): void {
    const { refused, aside } = troubleNow();
    const trouble = refused ? NOT_REMEMBERED : aside ? SET_ASIDE : '';
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = trouble !== '' && !this.warned ? `${said} ${trouble}` : said;
    this.warned ||= trouble !== '';
  }

  private show(): void {
    const as = readMine().told.get(this.dataset.id ?? '')?.as;
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-tell]'))
      button.ariaPressed = String(button.dataset.tell === as);
    const undo = this.querySelector<HTMLElement>('[data-part=undo]');
    if (undo) undo.hidden = !canUndo();
  }
}

customElements.define('film-thoughts', FilmThoughts);
