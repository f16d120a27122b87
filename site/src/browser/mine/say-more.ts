// "Have your say" below a card: what a visitor can say of its film. What a click does is up to whoever shows it; the choices are
// made when somebody looks, because a page has hundreds of cards.

import { EVERY_TOLD, SAY_MORE, sayMoreAbout, TOLD } from '../../words/told.ts';
import { element, tellButton } from '../home/element.ts';

export function sayMore(id: string, title: string): HTMLDetailsElement {
  const summary = element('summary', {}, SAY_MORE);
  summary.setAttribute('aria-label', sayMoreAbout(title));
  const more = element('details', { className: 'say' }, summary);
  more.dataset.id = id;
  more.dataset.title = title;
  // Before it opens, so that whoever goes on by keyboard at once finds them.
  summary.addEventListener('click', () => void choicesOf(more));
  return more;
}

/** The choices in it, made where they are not there yet. */
export function choicesOf(more: HTMLDetailsElement): readonly HTMLButtonElement[] {
  const { id = '', title = '' } = more.dataset;
  if (more.querySelector('.choices') === null) {
    const choices = element('div', { className: 'choices' });
    choices.append(...EVERY_TOLD.map((as) => tellButton(as, id, TOLD[as].button, title)));
    more.append(choices);
  }
  return [...more.querySelectorAll<HTMLButtonElement>('.choices > button')];
}
