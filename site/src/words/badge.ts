// A state in a word, with a sign of its own, so that colour is never the only difference. Markup as a string.

import { escapeHtml } from './html.ts';
import type { Label } from './labels.ts';

const SIGNS: Readonly<Record<Label['tone'], string>> = {
  good: 'M4.5 10.5l3.6 3.6 7.4-8.2',
  watch: 'M10 4.5v7M10 14.6v.9',
  bad: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  ask: 'M7 7.4a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2M10 14.8v.8',
  quiet: 'M5 10h10',
};

export const badgeHtml = ({ word, tone }: Label, size: 'usual' | 'large' = 'usual'): string =>
  `<span class="badge tone-${tone}${size === 'large' ? ' large' : ''}"><svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">` +
  `<path d="${SIGNS[tone]}"></path></svg>${escapeHtml(word)}</span>`;
