// Slices that may not collapse: a mean may rise while newcomers, or a genre, lose what they had. Only what is shown beyond
// doubt to be lost counts, for there are many slices and some always look bad.

import { percent } from './figures.ts';
import type { Finding, JudgeInput } from './judge-input.ts';
import { signed } from './judge-sentences.ts';

/** A finding for each slice that lost more than its share against the champion; nothing for a first run. */
export function collapsedSlices({ champion, slices, policy }: JudgeInput): Finding[] {
  const { slice_collapse } = policy.promotion;
  if (champion === null || slice_collapse === null) return [];
  return slices
    .filter((slice) => hasCollapsed(slice, slice_collapse))
    .map((slice) => finding(slice, slice_collapse));
}

type Slice = JudgeInput['slices'][number];

/** The better end of the interval lies beyond the margin. */
function hasCollapsed(
  { opponent, other, low, high, higher_is_better, result }: Slice,
  margin: number,
): boolean {
  if (opponent !== 'champion' || result !== 'worse' || low === null || high === null) return false;
  const loss = higher_is_better ? -high : low;
  return loss > margin * Math.abs(other);
}

function finding(
  { slice, about, metric, candidate, other, difference, low, high, users }: Slice,
  margin: number,
): Finding {
  const interval = `95% interval ${signed(low ?? Number.NaN)} to ${signed(high ?? Number.NaN)}, ${users} people`;
  const figures = `${metric} ${candidate.toFixed(4)} against ${other.toFixed(4)}: ${signed(difference)} (${interval})`;
  const may = `no slice may lose ${percent(margin)}`;
  return { asks: 'reject', sentence: `Collapsed, ${slice} (${about}): ${figures}; ${may}.` };
}
