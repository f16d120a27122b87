// What arrived and in what condition.

import type { DayCounts, QualityFile } from '#pipeline/publishing/contract.ts';
import { count, counted, duration, fixed, share, shortDay } from './format.ts';

type Figure = QualityFile['figures'][number];

export const figures = {
  table: 'Data quality in figures',
  columns: ['Figure', 'Value', 'Limit', 'Of'],
  past: 'past the limit',
  limit: (most: number): string => `at most ${share(most, 1)}`,
  samples: ({ samples, counted: what }: Pick<Figure, 'samples' | 'counted'>): string =>
    `${count(samples)} ${what}`,
} as const;

/** A figure in its own unit. */
export function inUnit(value: number | null, unit: Figure['unit']): string {
  if (value === null) return 'no data';
  if (unit === 'share') return share(value, 2);
  if (unit === 'seconds') return duration(value);
  return unit === 'megabytes' ? `${count(value)} MB` : fixed(value, 4);
}

export const volume = {
  title: 'Rows a day',
  tooFew: 'Fewer than two days of data: nothing to draw a line through.',
  columns: ['Day', 'Rows'],
  day: 'Day',
} as const;

/** The ends, the extremes and the days of nothing. */
export function volumeInWords(days: readonly DayCounts[]): string {
  const most = days.reduce((a, b) => (b.rows > a.rows ? b : a));
  const total = days.reduce((sum, { rows }) => sum + rows, 0);
  const empty = days.filter(({ rows }) => rows === 0).length;
  const silence = empty === 0 ? 'no day without any' : `${count(empty)} of them without any`;
  return `${count(total)} rows in ${count(days.length)} days, ${silence}; the most on ${shortDay(most.day)}, ${count(most.rows)}.`;
}

/** @param undated lines that name no day */
export function quarantine(refused: QualityFile['refused'], undated: number): string {
  if (refused.length === 0) return 'No line is in quarantine.';
  const reasons = refused.map(
    ({ reason, lines }) => `${counted(lines, 'line')} (${reason.replaceAll('_', ' ')})`,
  );
  const rest = undated > 0 ? ` ${counted(undated, 'of these names', 'of these name')} no day.` : '';
  return `In quarantine: ${reasons.join(', ')}.${rest}`;
}

export const days = {
  table: 'The newest days',
  columns: [
    'Day',
    'Rows',
    'Kept',
    'Repeated or replaced',
    'Without rating',
    'New people',
    'New films',
    'Sessions',
    'Refused',
  ],
} as const;

export const training = {
  title: 'What the newest training took',
  figure({ value, baseline, unit, samples }: Figure): string {
    const usual = baseline === null ? '' : `, usually ${inUnit(baseline, unit)}`;
    return `${inUnit(value, unit)}${usual} (${counted(samples, 'run')})`;
  },
};

export const batches = {
  title: (number: number): string => `${counted(number, 'batch', 'batches')} of interactions`,
  table: 'Batches of interactions',
  columns: ['Batch', 'Rows', 'Size'],
};
