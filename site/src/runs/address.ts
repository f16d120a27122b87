// What of the table of runs stands in the address, so that it can be shared: text, order, page, what was chosen.

import { NEWEST_FIRST, type Order, SORT_KEYS, type SortKey } from './find.ts';

export interface RunsView {
  readonly text: string;
  readonly order: Order;
  /** From 1. */
  readonly page: number;
  /** Ids, in the order in which they were chosen. */
  readonly chosen: readonly string[];
}

/** "?q=ials&sort=-ranking&page=2&runs=run_a,run_b"; empty for the newest first. */
export function addressOf({ text, order, page, chosen }: RunsView): string {
  const parts: string[] = [];
  if (text.trim() !== '') parts.push(`q=${encodeURIComponent(text.trim())}`);
  if (order.key !== NEWEST_FIRST.key || order.down !== NEWEST_FIRST.down)
    parts.push(`sort=${order.down ? '-' : ''}${order.key}`);
  if (page > 1) parts.push(`page=${page}`);
  if (chosen.length > 0) parts.push(`runs=${chosen.map(encodeURIComponent).join(',')}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** What an address asks for; what it has no sense of is left out. */
export function viewOf(search: string): RunsView {
  const asked = new URLSearchParams(search);
  const sort = asked.get('sort') ?? '';
  const key = sort.replace(/^-/, '');
  const page = Number(asked.get('page') ?? 1);
  return {
    text: asked.get('q') ?? '',
    order: isSortKey(key) ? { key, down: sort.startsWith('-') } : NEWEST_FIRST,
    page: Number.isInteger(page) && page > 0 ? page : 1,
    chosen: chosenIn(search),
  };
}

/** The runs that an address names, each once. */
export function chosenIn(search: string): string[] {
  const named = (new URLSearchParams(search).get('runs') ?? '').split(',').map((run) => run.trim());
  return [...new Set(named)].filter((run) => run !== '');
}

const isSortKey = (key: string): key is SortKey => SORT_KEYS.some((known) => known === key);
