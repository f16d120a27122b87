// The table of runs at work: what is typed, the order, the page and what was chosen become rows, and stand in the address.
// Only the rows of one page are in the document, however many runs there are.

import { comparePage } from '../../links.ts';
import { addressOf, type RunsView, viewOf } from '../../runs/address.ts';
import { createFinder, ROWS_AT_ONCE } from '../../runs/find.ts';
import { createRowWriter } from '../../runs/row.ts';
import { chosenInWords, foundRuns, MOST_COMPARED, RUN_COLUMNS } from '../../words/runs.ts';
import { fetchColumns } from './columns.ts';

/** Fetches all runs and makes the block work. @throws Error when they cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const columns = await fetchColumns(block.dataset.columns ?? '');
  const find = createFinder(columns);
  const write = createRowWriter(columns);
  const part = <T extends HTMLElement>(selector: string): T => {
    const found = block.querySelector<T>(selector);
    if (found === null) throw new Error(`The page has no ${selector}.`);
    return found;
  };
  const [input, status, body] = [
    part<HTMLInputElement>('input[type=search]'),
    part('[role=status]'),
    part('tbody'),
  ];
  const [choice, compare, pager] = [
    part('[data-part=choice]'),
    part<HTMLAnchorElement>('[data-part=compare]'),
    part('nav'),
  ];
  const heads = [...block.querySelectorAll<HTMLElement>('[data-sort]')];
  const typed = input.value;
  const newest = columns.runs.slice(0, ROWS_AT_ONCE);
  const standing = [...body.querySelectorAll('input')].map(({ value }) => value);
  let drawn = standing.join() === newest.join() ? newest.map((_, row) => write(row)).join('') : null;
  let view = viewOf(location.search);

  const show = (): void => {
    const found = find(view.text, view.order);
    const pages = Math.max(1, Math.ceil(found.length / ROWS_AT_ONCE));
    const page = Math.min(view.page, pages);
    view = { ...view, page };
    const from = (page - 1) * ROWS_AT_ONCE;
    const rows = found.slice(from, from + ROWS_AT_ONCE);
    const html = rows.map(write).join('');
    // Rows that stand already stay, so that nothing goes from under a finger. Every text is written as text; see runs/row.ts.
    if (html !== drawn) body.innerHTML = html;
    drawn = html;
    const range = { text: view.text, order: view.order, from: from + 1, to: from + rows.length };
    status.textContent = foundRuns(range, found.length, columns.runs.length);
    for (const head of heads) {
      if (head.dataset.sort !== view.order.key) head.removeAttribute('aria-sort');
      else head.setAttribute('aria-sort', view.order.down ? 'descending' : 'ascending');
    }
    pager.hidden = pages === 1;
    part('[data-part=page]').textContent = `Page ${page} of ${pages}`;
    for (const button of pager.querySelectorAll('button'))
      button.setAttribute(
        'aria-disabled',
        String(page + Number(button.dataset.turn) < 1 || page + Number(button.dataset.turn) > pages),
      );
    showChosen();
  };

  const showChosen = (): void => {
    const { chosen } = view;
    choice.textContent = chosenInWords(chosen.length);
    compare.hidden = chosen.length < 2;
    compare.href = comparePage(chosen);
    for (const box of body.querySelectorAll('input')) {
      box.checked = chosen.includes(box.value);
      box.disabled = !box.checked && chosen.length >= MOST_COMPARED;
    }
  };

  /** A step is one that going back undoes; letters of one text are not. */
  const go = (change: Partial<RunsView>, step: 'step' | 'letter'): void => {
    view = { ...view, ...change };
    const to = addressOf(view) || location.pathname;
    if (step === 'step') history.pushState(null, '', to);
    else history.replaceState(null, '', to);
    show();
  };

  input.addEventListener('input', () => go({ text: input.value, page: 1 }, 'letter'));
  for (const head of heads)
    head.addEventListener('click', () => {
      const column = RUN_COLUMNS.find(({ key }) => key === head.dataset.sort);
      if (column === undefined) return;
      const { key, down } = column;
      const again = view.order.key === key;
      go({ order: { key, down: again ? !view.order.down : down }, page: 1 }, 'step');
    });
  pager.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === null || button.getAttribute('aria-disabled') === 'true') return;
    go({ page: view.page + Number(button.dataset.turn) }, 'step');
  });
  body.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const others = view.chosen.filter((run) => run !== target.value);
    view = { ...view, chosen: target.checked ? [...others, target.value].slice(0, MOST_COMPARED) : others };
    history.replaceState(null, '', addressOf(view) || location.pathname);
    showChosen();
  });
  const read = (): void => {
    view = viewOf(location.search);
    input.value = view.text;
    show();
  };
  window.addEventListener('popstate', read);
  // What was typed or chosen while this was loading is newer than the address.
  const boxes = [...body.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
  const before = {
    text: typed || view.text,
    chosen: [...new Set([...view.chosen, ...boxes])].slice(0, MOST_COMPARED),
  };
  input.value = before.text;
  if (typed !== '' || boxes.length > 0) go(before, 'letter');
  else show();
}
