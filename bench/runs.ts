// How long an engineer waits: `node bench/runs.ts`. The table of 10,000 made-up runs in the Chromium that npm ships: from a
// key or a click to rows that are painted, and what the build takes. Prints, and asserts nothing.

import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { manyRuns, writeManyRuns } from '../tests/site/fixture/many-runs.ts';
import { launch, openPage } from '../tests/site/support/browser.ts';
import { buildSite } from '../tests/site/support/build.ts';
import { serve } from '../tests/site/support/server.ts';

const RUNS = 10_000;
const ACTIONS = 60;

const middle = (of: readonly number[], part: number): string =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(part * of.length))].toFixed(1);

function print(what: string, of: readonly number[]): void {
  console.log(
    `${what.padEnd(10)} ${of.length} actions: median ${middle(of, 0.5)} ms, p95 ${middle(of, 0.95)} ms, most ${middle(of, 1)} ms`,
  );
}

const runs = manyRuns(RUNS);
const started = performance.now();
const site = await buildSite({
  fixture: { films: 120, people: 30, runs: 5 },
  spoil: (folder) => writeManyRuns(folder, runs),
});
if (site.exitCode !== 0) throw new Error(site.output);
console.log(
  `build      ${((performance.now() - started) / 1000).toFixed(1)} s with ${RUNS} runs, 120 films, 30 people`,
);
for (const file of ['engineering/index.html', 'api/v1/run-columns.json', 'api/v1/runs.json']) {
  const path = join(site.dist, file);
  console.log(`${file.padEnd(24)} ${statSync(path).size} bytes, ${gzipSync(readFileSync(path)).length} gzip`);
}
const server = await serve(site.dist, '/');
const browser = await launch();
try {
  const { page } = await openPage(browser);
  await page.goto(`${server.base}engineering/?q=`);
  await page.getByText(`of 200`).waitFor();
  // Painted: the first task after the frame that shows the rows.
  const [filters, sorts] = (await page.evaluate(`(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    }));
    const field = document.querySelector('#run-query');
    const heads = [...document.querySelectorAll('[data-sort] button')];
    const words = ['ials', 'svd hold', '2023', 'v2', 'ease reject', 'champion', 'run_2024', ''];
    const timed = async (act) => {
      const from = performance.now();
      act();
      await painted();
      const took = performance.now() - from;
      await new Promise((done) => setTimeout(done, 30));
      return took;
    };
    const filters = [];
    for (let n = 0; n < ${ACTIONS}; n++) filters.push(await timed(() => {
      field.value = words[n % words.length];
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }));
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const sorts = [];
    for (let n = 0; n < ${ACTIONS}; n++) sorts.push(await timed(() => heads[Math.floor(n / 2) % heads.length].click()));
    return [filters, sorts];
  })()`)) as [number[], number[]];
  print('filter', filters);
  print('sort', sorts);
} finally {
  await browser.close();
  await server.close();
  rmSync(site.folder, { recursive: true, force: true });
}
