// Small charts as SVG files beside a report: a course over days or sweeps, and differences with their intervals. Pure
// text, the same bytes on every machine. Not the site's charts, which are drawn and explained in site/.

/** A drawing that a Markdown file beside it shows as an image. */
export interface Chart {
  /** File name. */
  readonly name: string;
  /** What it shows, for people who do not see it. */
  readonly about: string;
  readonly svg: string;
}

const WIDTH = 640;
const STYLE =
  'text{font:12px system-ui,sans-serif;fill:#333}.l{fill:none;stroke:#0969da;stroke-width:2}.p{fill:#0969da}' +
  '.i{stroke:#0969da;stroke-width:2}.z{stroke:#999;stroke-dasharray:4 3}' +
  '@media(prefers-color-scheme:dark){text{fill:#ddd}.l,.i{stroke:#58a6ff}.p{fill:#58a6ff}}';

export interface Point {
  readonly name: string;
  readonly value: number | null;
}

/** A line over points in order, with a dashed level where there is a limit; null with fewer than two values. */
export function lineChart(
  name: string,
  title: string,
  points: readonly Point[],
  limit: number | null = null,
): Chart | null {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < 2) return null;
  const y = scale([...values, ...(limit === null ? [] : [limit])], [140, 40]);
  const x = (place: number) => 60 + (place * (WIDTH - 80)) / Math.max(1, points.length - 1);
  const about = `${title}: from ${number(values[0])} to ${number(values[values.length - 1])} between ${
    points[0].name
  } and ${points[points.length - 1].name}${limit === null ? '' : `; limit ${number(limit)}`}.`;
  const body = [
    label(10, 20, title),
    ...[Math.min(...values), Math.max(...values)].map((value) => label(4, y(value) + 4, number(value))),
    limit === null ? '' : `<path class="z" d="M60 ${at(y(limit))}H${WIDTH - 20}"/>`,
    `<path class="l" d="${path(points, x, y)}"/>`,
    label(60, 160, points[0].name),
    label(WIDTH - 20, 160, points[points.length - 1].name, 'end'),
  ];
  return { name, about, svg: svg(about, 170, body) };
}

/** A missing value breaks the line. */
function path(points: readonly Point[], x: (place: number) => number, y: (value: number) => number): string {
  let pen = 'M';
  let drawn = '';
  points.forEach(({ value }, place) => {
    if (value !== null) drawn += `${pen}${at(x(place))} ${at(y(value))}`;
    pen = value === null ? 'M' : 'L';
  });
  return drawn;
}

export interface Span {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A row a span around a dashed zero, as shares; null without rows. */
export function intervalChart(name: string, title: string, rows: readonly Span[]): Chart | null {
  if (rows.length === 0) return null;
  const x = scale(
    [0, ...rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])],
    [250, 560],
  );
  const height = 40 + rows.length * 20;
  const about = `${title}. ${rows.map(({ name: row, value }) => `${row} ${share(value)}`).join(', ')}.`;
  const body = [
    label(10, 20, title),
    `<path class="z" d="M${at(x(0))} 30V${height - 8}"/>`,
    ...rows.flatMap(({ name: row, value, low, high }, place) => {
      const y = 45 + place * 20;
      const interval =
        low === null || high === null ? '' : `<path class="i" d="M${at(x(low))} ${y}H${at(x(high))}"/>`;
      const dot = `<circle class="p" cx="${at(x(value))}" cy="${y}" r="4"/>`;
      return [label(240, y + 4, row, 'end'), interval, dot, label(WIDTH - 4, y + 4, share(value), 'end')];
    }),
  ];
  return { name, about, svg: svg(about, height, body) };
}

function scale(values: readonly number[], [from, to]: readonly [number, number]) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value: number) =>
    high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
}

function svg(about: string, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">`,
    `<title>${escaped(about)}</title>`,
    `<style>${STYLE}</style>`,
    ...body.filter((part) => part !== ''),
    '</svg>\n',
  ].join('\n');
}

function label(x: number, y: number, text: string, anchor: 'start' | 'end' = 'start'): string {
  const turned = anchor === 'start' ? '' : ' text-anchor="end"';
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return `<text x="${at(x)}" y="${at(y)}"${turned}>${escaped(shown)}</text>`;
}

/** What XML allows and reads as itself. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{C} ]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function at(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}

function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function share(value: number): string {
  const text = (value * 100).toFixed(1);
  return `${value > 0 && Number(text) !== 0 ? '+' : ''}${text} %`;
}
