// The table of runs at work: what is typed, the order, the page and what was chosen become rows, and stand in the address.
// Only the rows of one page are in the document, however many runs there are.

import type { RunColumns } from '#pipeline/publishing/contract.ts';
import { comparePage } from '../../links.ts';
import { addressOf, type RunsView, viewOf } from '../../runs/address.ts';
import { createFinder, type Order, ROWS_AT_ONCE } from '../../runs/find.ts';
import { createRowWriter } from '../../runs/row.ts';
import { chosenInWords, foundRuns, MOST_COMPARED, pageInWords, RUN_COLUMNS } from '../../words/runs.ts';
import { partOf } from '../part.ts';
import { fetchColumns } from './columns.ts';

/** What of the block changes, or is listened to. */
interface Parts {
  readonly input: HTMLInputElement;
  readonly status: HTMLElement;
  readonly heads: readonly HTMLElement[];
  readonly body: HTMLElement;
  readonly choice: HTMLElement;
  readonly compare: HTMLAnchorElement;
  readonly pager: HTMLElement;
  readonly page: HTMLElement;
}

/** What somebody may do with the table. */
interface Moves {
  /** Asks for other rows. A step is one that going back undoes; letters of one text are not. */
  go(change: Partial<RunsView>, as: 'step' | 'letter'): void;
  choose(run: string, isChosen: boolean): void;
}

/** Fetches all runs and makes the block work. @throws Error when they cannot be had. */
export async function open(block: HTMLElement): Promise<void> {
  const columns = await fetchColumns(block.dataset.columns ?? '');
  const parts = partsOf(block);
  const showRows = createRows(parts, columns);
  let view = viewOf(location.search);

  const show = (): void => {
    view = { ...view, page: showRows(view) };
    showChosen(parts, view.chosen);
  };
  const change = (to: Partial<RunsView>, as: 'step' | 'letter'): void => {
    view = { ...view, ...to };
    const address = addressOf(view) || location.pathname;
    if (as === 'step') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  };
  const moves: Moves = {
    go(to, as) {
      change(to, as);
      show();
    },
    choose(run, isChosen) {
      const others = view.chosen.filter((other) => other !== run);
      change({ chosen: isChosen ? [...others, run].slice(0, MOST_COMPARED) : others }, 'letter');
      showChosen(parts, view.chosen);
    },
  };
  listen(parts, moves, () => view);
  window.addEventListener('popstate', () => {
    view = viewOf(location.search);
    parts.input.value = view.text;
    show();
  });
  const meanwhile = toldMeanwhile(parts, view);
  parts.input.value = meanwhile?.text ?? view.text;
  if (meanwhile === null) show();
  else moves.go(meanwhile, 'letter');
}

function partsOf(block: HTMLElement): Parts {
  return {
    input: partOf(block, 'input[type=search]'),
    status: partOf(block, '[role=status]'),
    heads: [...block.querySelectorAll<HTMLElement>('[data-sort]')],
    body: partOf(block, 'tbody'),
    choice: partOf(block, '[data-part=choice]'),
    compare: partOf(block, '[data-part=compare]'),
    pager: partOf(block, 'nav'),
    page: partOf(block, '[data-part=page]'),
  };
}

/** Shows the rows that are asked for and says which they are. @returns the page that is shown: the last, where a later one was asked for. */
function createRows(parts: Parts, columns: RunColumns): (view: RunsView) => number {
  const find = createFinder(columns);
  const write = createRowWriter(columns);
  let drawn = standingRows(parts.body, columns, write);
  return (view) => {
    const found = find(view.text, view.order);
    const pages = Math.max(1, Math.ceil(found.length / ROWS_AT_ONCE));
    const page = Math.min(view.page, pages);
    const from = (page - 1) * ROWS_AT_ONCE;
    const rows = found.slice(from, from + ROWS_AT_ONCE);
    const html = rows.map(write).join('');
    // Rows that stand already stay, so that nothing goes from under a finger. Every text is written as text; see runs/row.ts.
    if (html !== drawn) parts.body.innerHTML = html;
    drawn = html;
    const range = { text: view.text, order: view.order, from: from + 1, to: from + rows.length };
    parts.status.textContent = foundRuns(range, found.length, columns.runs.length);
    showOrder(parts.heads, view.order);
    showPage(parts, page, pages);
    return page;
  };
}

/** The rows that the page came with, as they would be written; null where they are not the newest. */
function standingRows(body: HTMLElement, columns: RunColumns, write: (row: number) => string): string | null {
  const newest = columns.runs.slice(0, ROWS_AT_ONCE);
  const standing = [...body.querySelectorAll('input')].map(({ value }) => value);
  return standing.join() === newest.join() ? newest.map((_, row) => write(row)).join('') : null;
}

function showOrder(heads: readonly HTMLElement[], { key, down }: Order): void {
  for (const head of heads) {
    if (head.dataset.sort !== key) head.removeAttribute('aria-sort');
    else head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  }
}

function showPage({ pager, page: said }: Parts, page: number, pages: number): void {
  pager.hidden = pages === 1;
  said.textContent = pageInWords(page, pages);
  for (const button of pager.querySelectorAll('button')) {
    const to = page + Number(button.dataset.turn);
    button.setAttribute('aria-disabled', String(to < 1 || to > pages));
  }
}

function showChosen({ body, choice, compare }: Parts, chosen: readonly string[]): void {
  choice.textContent = chosenInWords(chosen.length);
  compare.hidden = chosen.length < 2;
  compare.href = comparePage(chosen);
  for (const box of body.querySelectorAll('input')) {
    box.checked = chosen.includes(box.value);
    box.disabled = !box.checked && chosen.length >= MOST_COMPARED;
  }
}

function listen({ input, heads, pager, body }: Parts, { go, choose }: Moves, now: () => RunsView): void {
  input.addEventListener('input', () => go({ text: input.value, page: 1 }, 'letter'));
  for (const head of heads)
    head.addEventListener('click', () => {
      const column = RUN_COLUMNS.find(({ key }) => key === head.dataset.sort);
      if (column === undefined) return;
      const { order } = now();
      const down = order.key === column.key ? !order.down : column.down;
      go({ order: { key: column.key, down }, page: 1 }, 'step');
    });
  pager.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === null || button.getAttribute('aria-disabled') === 'true') return;
    go({ page: now().page + Number(button.dataset.turn) }, 'step');
  });
  body.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) choose(target.value, target.checked);
  });
}

/** What was typed or chosen while this was loading: it is newer than the address. Null where nothing was. */
function toldMeanwhile({ input, body }: Parts, view: RunsView): Pick<RunsView, 'text' | 'chosen'> | null {
  const boxes = [...body.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
  if (input.value === '' && boxes.length === 0) return null;
  return {
    text: input.value || view.text,
    chosen: [...new Set([...view.chosen, ...boxes])].slice(0, MOST_COMPARED),
  };
}
