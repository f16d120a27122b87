// What a rule led to when it last fired, in a few words.

import type { FiredRule } from '#pipeline/publishing/contract.ts';

/** The words end where the run's name follows, if there is one. */
export function ledTo({ led_to, held }: Pick<FiredRule, 'led_to' | 'held'>): {
  words: string;
  run: string | null;
} {
  const promotion = led_to.find(({ kind }) => kind === 'promotion');
  if (promotion) return { words: 'promoted ', run: promotion.run };
  const verdict = led_to.findLast(({ kind }) => kind === 'verdict');
  if (verdict) return { words: `trained; verdict ${verdict.outcome} on `, run: verdict.run };
  return { words: held ? 'a hold forbade acting on it' : 'nothing on record followed', run: null };
}
