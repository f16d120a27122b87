// Numbers as people read them. Text only; the same on any machine, whatever its language.

import type { Unit } from '../monitoring/facts.ts';

/** A value in its unit: "28.9%", "0.314", "1,234", "3 days". */
export function figure(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'count':
      return count(Math.round(value));
    case 'days':
      return plural(Math.round(value), 'day');
    case 'seconds':
      return `${grouped(value, 1)} s`;
    case 'currency':
      return grouped(value, Math.abs(value) < 10 ? 3 : 2);
    case 'score':
    case 'stars':
      return value.toFixed(4);
    case 'nats':
      return `${value.toFixed(3)} nats`;
  }
}

/** 0.289 → "28.9%". */
export function percent(share: number): string {
  const [digits, decimals] = [share * 100, Math.abs(share) < 0.01 ? 2 : 1];
  return `${digits.toFixed(decimals).replace(/\.0+$/, '')}%`;
}

/** 12345 → "12,345". */
export function count(value: number): string {
  return grouped(value, 0);
}

/** "1 day", "7 days". */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function grouped(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '-' : '';
  return `${sign}${thousands}${fraction === undefined ? '' : `.${fraction}`}`;
}
