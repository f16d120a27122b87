// A run beside the champion and the floor: what the section, its charts and its tables say.

import type { Comparison, Verdict } from '../data/types.ts';
import { count, counted, fixed, listed, share, signed, signedShare } from './format.ts';
import { metricLabel } from './labels.ts';
import { columns } from './verdict.ts';

export const title = 'Comparisons';
export const about =
  'Both were scored now, on the same people. A difference has its 95% interval from a paired bootstrap; where that holds zero, no difference is shown.';
export const floorAbout = 'The floor is popularity for ranking, and user + item bias for rating.';

export const OPPONENTS = {
  champion: {
    title: 'Against the champion',
    none: 'There was no champion to compare with.',
    axis: '% of the champion’s figure; right is better',
  },
  floor: {
    title: 'Against the floor',
    none: 'There was no floor to compare with.',
    axis: '% of the floor’s figure; right is better',
  },
} as const satisfies Record<Comparison['opponent'], Record<'title' | 'none' | 'axis', string>>;

export function columnsAgainst(opponent: Comparison['opponent']): string[] {
  const { metric, result, candidate, difference: by, interval, people } = columns;
  return [metric, result, candidate, columns[opponent], by, interval, people];
}

export const difference = (value: number): string => signed(value, 4);

/** A row in one line, short enough for a phone: "NDCG at 10: +1.3%, no difference shown". */
export function rowInWords({
  metric: key,
  difference: by,
  other,
  result,
  higher_is_better,
}: Comparison): string {
  const better = higher_is_better ? by : -by;
  const size = other === 0 ? signed(by, 4) : signedShare(better / Math.abs(other));
  return `${metricLabel(key).name}: ${size}, ${result}`;
}

/** What the chart shows. @param asked null where the verdict does not say what it was asked. */
export function inWords(comparisons: readonly Comparison[], asked: Verdict['asked']): string {
  const results = (
    [
      ['better', 'better'],
      ['worse', 'worse'],
      ['no difference shown', 'with no difference shown'],
    ] as const
  ).flatMap(([result, said]) => {
    const number = comparisons.filter((each) => each.result === result).length;
    return number === 0 ? [] : [`${count(number)} ${said}`];
  });
  const sentences = [
    `Of ${counted(comparisons.length, 'metric')}: ${listed(results)}.`,
    askedInWords(comparisons, asked),
    undrawnInWords(comparisons),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What was asked against the champion; a floor has to be beaten, by however little. */
function askedInWords(comparisons: readonly Comparison[], asked: Verdict['asked']): string {
  if (asked === null || comparisons.every(({ opponent }) => opponent === 'floor')) return '';
  const primary = `${metricLabel(asked.primary_metric).name} decides: it is better when its whole bar is right of the line.`;
  const guarded = comparisons.flatMap(({ metric: key }) =>
    asked.guarded[key] === undefined ? [] : [`${share(asked.guarded[key], 1)} of ${metricLabel(key).name}`],
  );
  if (guarded.length === 0) return primary;
  const marks = guarded.length === 1 ? 'dashed mark is' : 'dashed marks are';
  return `${primary} The ${marks} the most that may be lost: ${listed(guarded)}.`;
}

function undrawnInWords(comparisons: readonly Comparison[]): string {
  const zero = comparisons.filter(({ other }) => other === 0);
  if (zero.length === 0) return '';
  const which = listed(zero.map(({ metric: key }) => metricLabel(key).name));
  return `The ${zero[0].opponent} has 0 in ${which}, and nothing is a share of that.`;
}

export const figure = (value: number, key: string): string => fixed(value, metricLabel(key).digits);
