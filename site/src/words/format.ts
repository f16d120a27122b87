// Numbers, dates and amounts in words. One fixed locale and UTC, so that a build is the same on every machine.

const LOCALE = 'en';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimals = [0, 1, 2, 3, 4].map(
  (digits) => new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const signedDecimals = [0, 1, 2, 3, 4].map(
  (digits) =>
    new Intl.NumberFormat(LOCALE, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
    }),
);
const percent = [0, 1, 2].map(
  (digits) => new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: digits }),
);
const signedPercent = new Intl.NumberFormat(LOCALE, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const longDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const mediumDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const instantFormat = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
  hourCycle: 'h23',
});
const list = new Intl.ListFormat(LOCALE, { style: 'long', type: 'conjunction' });
const plurals = new Intl.PluralRules(LOCALE);

/** What stands where there is no figure. */
export const NOTHING = '–';

/** 12,345 */
export const count = (value: number): string => whole.format(value);

/** "1 film", "2 films", "1,204 people". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${plurals.select(value) === 'one' ? one : many}`;
}

/** A number with exactly `digits` decimals. */
export const fixed = (value: number, digits: 0 | 1 | 2 | 3 | 4): string => decimals[digits].format(value);

/** As `fixed`, with its sign; zero has none. */
export const signed = (value: number, digits: 0 | 1 | 2 | 3 | 4): string =>
  signedDecimals[digits].format(value);

/** 0.3412 as "34%", with at most `digits` decimals. */
export const share = (value: number, digits: 0 | 1 | 2 = 0): string => percent[digits].format(value);

/** As `share`, with its sign; zero has none. */
export const signedShare = (value: number): string => signedPercent.format(value);

/** "Action, Drama and War" */
export const listed = (items: readonly string[]): string => list.format(items);

/** A day or an instant that Date understands, as "14 June 2026"-like words; what it does not is shown as it is. */
export const day = (value: string): string => formatDate(longDay, value);

/** As `day`, shorter: "Jun 14, 2026". */
export const shortDay = (value: string): string => formatDate(mediumDay, value);

/** "Jun 14, 2026, 09:30 UTC" */
export const instant = (value: string): string => {
  const shown = formatDate(instantFormat, value);
  return shown === value ? value : `${shown} UTC`;
};

function formatDate(format: Intl.DateTimeFormat, value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : format.format(time);
}

/** 4.2 → "4.2 s", 95 → "1 min 35 s", 4000 → "1 h 6 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${decimals[seconds < 10 ? 1 : 0].format(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${whole.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** 1,234,567 bytes → "1.2 MB" (powers of ten). */
export function bytes(value: number): string {
  if (value < 1000) return `${whole.format(value)} B`;
  if (value < 1e6) return `${decimals[1].format(value / 1e3)} kB`;
  return `${decimals[1].format(value / 1e6)} MB`;
}

/** The start of a hash or of a commit: enough to recognise it. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
