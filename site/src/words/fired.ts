// What a rule led to when it last fired, in a few words.

import type { FiredRule } from '#pipeline/publishing/contract.ts';
import { NOTHING } from './format.ts';
import { html } from './html.ts';

/** @param runHtml a run by its name, as HTML */
export function ledToHtml(
  { led_to, held }: Pick<FiredRule, 'led_to' | 'held'>,
  runHtml: (run: string) => string,
): string {
  const name = (run: string | null) => ({ html: run === null ? NOTHING : runHtml(run) });
  const promotion = led_to.find(({ kind }) => kind === 'promotion');
  if (promotion) return html`promoted ${name(promotion.run)}`;
  const verdict = led_to.findLast(({ kind }) => kind === 'verdict');
  if (verdict) return html`trained; verdict ${verdict.outcome} on ${name(verdict.run)}`;
  return held ? 'a hold forbade acting on it' : 'nothing on record followed';
}
