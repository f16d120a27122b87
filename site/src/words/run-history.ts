// A metric of every run over time.

import type { JudgedPoint } from '../charts/run-history.ts';
import { counted, NOTHING, shortDay } from './format.ts';
import { directionInWords, HEADS, type metricLabel } from './labels.ts';
import { FACTS } from './run-facts.ts';
import { protocolName } from './runs.ts';

type Head = keyof typeof HEADS;

export const title = (head: Head, metric: string): string => `${HEADS[head]}: ${metric} of every run`;
export const none = (head: Head): string => `No run has been judged on ${HEADS[head].toLowerCase()}.`;
export const day = 'Day it was made';
export const axis = (metric: ReturnType<typeof metricLabel>): string =>
  `${metric.name}, ${directionInWords(metric)}`;
export const legend = {
  run: FACTS.run,
  champion: 'Champion now',
  rival: 'Champion then, same ground',
};

export const columns = (metric: string): string[] => [
  FACTS.run,
  FACTS.made,
  metric,
  'Champion on that ground',
  '95% of the difference',
  'Protocol',
];

/** A run as a row under these columns. */
export const rowOf = (
  { run, isChampion, at, value, duel, protocol }: JudgedPoint,
  shown: (value: number) => string,
): string[] => [
  isChampion ? `${run}, champion` : run,
  shortDay(at),
  shown(value),
  duel ? shown(duel.other) : NOTHING,
  duel ? `${shown(duel.low)} to ${shown(duel.high)}` : NOTHING,
  protocolName(protocol),
];

/** The same in a line: "run_20261005_060000: 0.200, the champion then 0.198". */
export const pointInWords = (
  { run, isChampion, value, duel }: JudgedPoint,
  shown: (value: number) => string,
): string =>
  `${run}${isChampion ? ', champion' : ''}: ${shown(value)}${duel ? `, the champion then ${shown(duel.other)}` : ''}`;

/** What the chart of a metric over all runs shows. */
export function historyInWords(
  points: readonly JudgedPoint[],
  metric: string,
  shown: (value: number) => string,
): string {
  const days = points.map(({ at }) => at).sort();
  const protocols = new Set(points.map(({ protocol }) => protocol)).size;
  const champion = points.find(({ isChampion }) => isChampion);
  const span =
    days[0] === days.at(-1)
      ? `on ${shortDay(days[0])}`
      : `from ${shortDay(days[0])} to ${shortDay(days.at(-1) ?? '')}`;
  return [
    `${metric} of ${counted(points.length, 'judged run')} made ${span}, under ${counted(protocols, 'protocol')}${protocols > 1 ? ', a line each' : ''}.`,
    champion ? `The champion, ${champion.run}, scored ${shown(champion.value)} when it was judged.` : '',
    points.some(({ duel }) => duel)
      ? 'Each run was judged on the data of its day, so only a run and the champion it met, the ring, compare; the whisker is the 95% interval of their difference.'
      : 'Each run was judged on the data of its day, so a step along a line may be the day’s.',
  ]
    .filter(Boolean)
    .join(' ');
}
