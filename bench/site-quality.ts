// Lighthouse in its mobile setting on every kind of page of the made-up site, sent as GitHub Pages would: `npm run audit`. Writes
// docs/site-quality.md. Lighthouse is fetched when asked for: it is larger than all the rest of the dependencies.
//   RUNS   how often each page is measured; the median is written. Default 3
//   PAGES  names of pages, separated by commas, to print and not to write. Default all

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { table } from '../pipeline/registry/markdown.ts';
import { FIXTURE, PAGES } from '../tests/site/pages.ts';
import { buildSite } from '../tests/site/support/build.ts';
import { serve } from '../tests/site/support/server.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const OUTPUT = fileURLToPath(new URL('../docs/site-quality.md', import.meta.url));
const PORT = 9422;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const AIMS = { performance: 0.98, lcp: 1.2, script: 15, total: 60 };
const RUNS = Number(process.env.RUNS ?? 3);
const run = promisify(execFile);

interface Audit {
  score: number | null;
  scoreDisplayMode: string;
  numericValue?: number;
  details?: { items?: { resourceType: string; transferSize: number }[] };
}
interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
}

/** Path of the program, fetched if need be. */
async function lighthouse(): Promise<string> {
  const { stdout } = await run('npx', ['--yes', `--package=${LIGHTHOUSE}`, '-c', 'which lighthouse']);
  return stdout.trim();
}

async function measure(program: string, url: string): Promise<Report> {
  const only = `--only-categories=${CATEGORIES.join(',')}`;
  const options = [`--port=${PORT}`, '--output=json', '--quiet', '--disable-full-page-screenshot', only];
  const { stdout } = await run(process.execPath, [program, url, ...options], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Scores from 0 to 1; seconds; blocking in milliseconds; kB as sent, with headers. */
function figuresOf(reports: Report[]) {
  const middle = (of: (report: Report) => number): number => median(reports.map(of));
  const timing = (id: string): number => middle(({ audits }) => audits[id].numericValue ?? Number.NaN);
  const size = (type: string): number =>
    middle(({ audits }) => {
      const items = audits['resource-summary'].details?.items ?? [];
      return (items.find(({ resourceType }) => resourceType === type)?.transferSize ?? 0) / 1000;
    });
  return {
    scores: CATEGORIES.map((name) => middle(({ categories }) => categories[name].score ?? 0)),
    lcp: timing('largest-contentful-paint') / 1000,
    blocking: timing('total-blocking-time'),
    shift: timing('cumulative-layout-shift'),
    script: size('script'),
    total: size('total'),
  };
}
type Figures = ReturnType<typeof figuresOf>;

/** Audits that count and that at least half of the runs say could be better. */
const missedBy = (reports: Report[]): string[] =>
  CATEGORIES.flatMap((name) => reports[0].categories[name].auditRefs)
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => id)
    .filter((id) => median(reports.map(({ audits }) => audits[id].score ?? 1)) < 0.9);

const marked = (text: string, holds: boolean): string => (holds ? text : `**${text}**`);

const rowOf = (name: string, { scores, lcp, blocking, shift, script, total }: Figures): string[] => [
  name,
  ...scores.map((score, n) => marked(score.toFixed(2), score >= (n === 0 ? AIMS.performance : 1))),
  marked(lcp.toFixed(2), lcp <= AIMS.lcp),
  blocking.toFixed(0),
  shift.toFixed(3),
  marked(script.toFixed(1), script <= AIMS.script),
  marked(total.toFixed(1), total <= AIMS.total),
];

const HEAD = [
  'page',
  'performance',
  'accessibility',
  'best practices',
  'SEO',
  'LCP, s',
  'blocking, ms',
  'shift',
  'JS, kB',
  'all, kB',
];

const document = (
  rows: string[][],
  chromiumVersion: string,
  load: number,
): string => `# Lighthouse, page by page

\`npm run audit\` wrote this: ${LIGHTHOUSE.replace('@', ' ')}, its mobile setting (slow 4G and a processor four times slower, both
simulated), Chromium ${chromiumVersion}, the made-up site of the tests (${FIXTURE.films} films, ${FIXTURE.people} people,
${FIXTURE.runs} runs) below a path, sent with gzip. The median of ${RUNS} runs a page, on ${cpus().length} cores of ${cpus()[0].model} with a
median load of ${load.toFixed(1)}: with more load than cores, blocking time and paints are worse than on a machine that has nothing else to do.

Aims: performance ${AIMS.performance} or better, the other scores 1.00, largest paint (LCP) within ${AIMS.lcp} s, at most ${AIMS.script} kB of JavaScript
and ${AIMS.total} kB in all at first load. What misses its aim is in bold. Blocking and shift have no aim of their own: they are in the score.

${table(HEAD, rows)}
`;

const wanted = process.env.PAGES?.split(',');
/** Further pages of a kind that is there already. */
const AGAIN = ['bareFilm', 'newcomer', 'retired'];
const names = Object.keys(PAGES).filter((name) => (wanted ? wanted.includes(name) : !AGAIN.includes(name)));
/** What is not there answers 404, of which Lighthouse takes no measure: the page itself is asked for. */
const pathOf = (name: string): string =>
  name === 'missing' ? '404.html' : PAGES[name as keyof typeof PAGES];

const program = await lighthouse();
const folder = mkdtempSync(join(tmpdir(), 'showrunner-audit-'));
const site = await buildSite({ fixture: FIXTURE, base: '/repo/' }, join(folder, 'build'));
if (site.exitCode !== 0) throw new Error(site.output);
const server = await serve(site.dist, '/repo/', { gzip: true });
const browser = await chromium.launch({
  executablePath: await chromiumPackage.executablePath(),
  args: ['--no-sandbox', `--remote-debugging-port=${PORT}`],
});
try {
  const reports = new Map<string, Report[]>(names.map((name) => [name, []]));
  const loads: number[] = [];
  // Round by round, so that a busy minute of the machine falls on every page once and not on one page thrice.
  for (let round = 0; round < RUNS; round++) {
    for (const [name, done] of reports) {
      done.push(await measure(program, server.base + pathOf(name)));
      loads.push(loadavg()[0]);
    }
  }
  const rows = [...reports].map(([name, done]) => rowOf(name, figuresOf(done)));
  for (const row of rows) console.log(row.join(' | '), missedBy(reports.get(row[0]) ?? []).join(' '));
  if (!wanted) writeFileSync(OUTPUT, document(rows, browser.version(), median(loads)));
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
