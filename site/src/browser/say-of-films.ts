// The cards of a page's own lists: below each, what a visitor can say of its film. Kept in their browser, as everywhere; without
// this code the lists stand as they are. The rows of <film-picks> have their own.

import {
  capital,
  NOT_REMEMBERED,
  SAY_MORE,
  SET_ASIDE,
  saidOf,
  sayMoreAbout,
  TOLD,
  toldOf,
  UNDO,
  UNDONE,
} from '../words/told.ts';
import { element } from './home/element.ts';
import { canUndo, change, onChange, readMine, troubleNow, undoLast } from './mine/keep.ts';
import { say } from './mine/record.ts';
import { choicesOf, sayMore } from './mine/say-more.ts';

const LISTS = 'ul[data-say]';
let all: HTMLDetailsElement[] = [];

/** Puts "Have your say" below each card of such a list that has none yet: again where cards came since. */
export function sayOfCards(): void {
  for (const card of document.querySelectorAll<HTMLElement>(`${LISTS} > li:not(:has(> .say)) > a[data-id]`)) {
    const more = sayMore(card.dataset.id ?? '', card.querySelector('.cover-title')?.textContent ?? '');
    more.addEventListener('toggle', () => show(more));
    card.after(more);
    show(more);
    all.push(more);
  }
}

/** What was last said, beside the card it was said at: a live region, and the way back. */
const answer = element('p', { role: 'status' } as Partial<HTMLParagraphElement>);
const undo = element('button', { type: 'button', className: 'plain' }, UNDO);
const said = element('div', { className: 'said' }, answer, undo);

function show(more: HTMLDetailsElement): void {
  const { id = '', title = '' } = more.dataset;
  const as = readMine().told.get(id)?.as;
  const told = as === undefined || as === 'undo' ? null : as;
  const summary = more.querySelector('summary');
  if (summary) {
    summary.textContent = told === null ? SAY_MORE : capital(TOLD[told].short);
    summary.setAttribute('aria-label', sayMoreAbout(title, told));
  }
  more.toggleAttribute('data-told', told !== null);
  if (!more.open) return;
  for (const button of choicesOf(more)) button.ariaPressed = String(button.dataset.tell === told);
}

function answerAt(more: HTMLDetailsElement, text: string): void {
  const { refused, aside } = troubleNow();
  const trouble = refused ? NOT_REMEMBERED : aside ? SET_ASIDE : '';
  if (said.parentElement !== more) more.append(said);
  undo.hidden = !canUndo();
  // A region that is just there is not announced: the text follows.
  requestAnimationFrame(() => {
    answer.textContent = [text, trouble].filter(Boolean).join(' ');
  });
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const more = button?.closest<HTMLDetailsElement>(`${LISTS} .say`);
  if (!button || !more) return;
  if (button === undo) {
    undoLast();
    answerAt(more, UNDONE);
    more.querySelector('summary')?.focus();
    return;
  }
  const told = button.ariaPressed === 'true' ? null : toldOf(button.dataset.tell);
  const { id = '', title = '' } = more.dataset;
  change((mine) => say(mine, id, told, Date.now()));
  answerAt(more, saidOf(title, told));
});
document.addEventListener('keydown', ({ key, target }) => {
  const more = target instanceof Element ? target.closest<HTMLDetailsElement>(`${LISTS} .say[open]`) : null;
  if (key !== 'Escape' || !more) return;
  more.open = false;
  more.querySelector('summary')?.focus();
});

onChange(() => {
  all = all.filter((more) => more.isConnected);
  all.forEach(show);
});
sayOfCards();
