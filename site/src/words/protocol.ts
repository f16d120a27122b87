// A protocol's id as markup, for a sentence that holds one.

import { escapeHtml } from './html.ts';

/** Verbatim, and it may break between its choices. */
export const protocolHtml = (id: string): string =>
  `<code>${id
    .split(/(?<=;)/)
    .map((part) => `${escapeHtml(part)}<wbr>`)
    .join('')}</code>`;
