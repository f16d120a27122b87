// When newer data are due, in a sentence that says where that comes from.

import type { Health } from '#pipeline/publishing/contract.ts';
import { counted, day, instant } from './format.ts';
import { html } from './html.ts';

/** @param title of the data set */
export function freshnessInWords({
  freshness,
  newest_data,
}: Pick<Health, 'freshness' | 'newest_data'>): string {
  const { expected_by, basis, days } = freshness;
  if (basis === 'ended') return `Simulated: it ended on ${day(newest_data)}, and nothing newer is expected.`;
  if (expected_by === null || days === null) return 'Too few days of data to say when newer ones are due.';
  const silence = counted(days, 'day');
  return basis === 'policy'
    ? `Newer data are expected by ${instant(expected_by)}: days_since_data in thresholds.yaml allows ${silence} of silence.`
    : `Newer data are expected by ${instant(expected_by)}: lately the longest silence between days with data was ${silence}.`;
}

/** @param freshness address of where it is told */
export const staleHtml = (newest: string, expectedBy: string, freshness: string): string =>
  html`<strong>These data are older than they should be.</strong> The newest are of ${day(newest)}; newer ones were expected by ${instant(expectedBy)}. <a href="${freshness}">How fresh they are</a>`;
