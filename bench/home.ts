// How long a visitor waits: `node bench/home.ts`. The home page of a made-up catalogue of 10,000 films with 64 factors, in the
// Chromium that npm ships: from a click to rows that are laid out, and the lists with their reasons alone. Only 120 of the
// films have pages. By the clock, and by the processor, which others on the machine hardly change. Prints, and asserts nothing.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFiles } from '../pipeline/publishing/model.ts';
import { contentOf } from '../pipeline/publishing/write.ts';
import { createRandom } from '../pipeline/random.ts';
import type { FactorModel } from '../pipeline/serving/models.ts';
import { filmCards, filmSeeds } from '../tests/site/fixture/films.ts';
import { launch, openPage } from '../tests/site/support/browser.ts';
import { buildSite } from '../tests/site/support/build.ts';
import { serve } from '../tests/site/support/server.ts';
import { threadTimes } from './thread-clock.ts';

const FILMS = 10_000;
const K = 64;
const PICKED = 3;
const CLICKS = 40;
/** Films of a list, each with its reason. */
const REASONS = 120;
/** Somebody looks at a page before they click. */
const RESTED_MS = 1500;

/** The same 120 films have pages; the model and its list have all. */
function manyFilms(folder: string): void {
  const random = createRandom(1);
  const films = filmCards(filmSeeds(FILMS, random.fork('seeds')), random.fork('films'));
  const ranking: FactorModel = {
    kind: 'factors',
    itemIds: films.map((film) => film.item_id),
    popularity: Float32Array.from(films, (film) => film.interactions),
    k: K,
    factors: Float32Array.from({ length: FILMS * K }, () => random.normal() / 8),
    unobservedWeight: 0.2,
    regularisation: 0.3,
    frequencyExponent: 0.5,
    positiveRating: 4,
    weighting: null,
  };
  const available = new Set(ranking.itemIds);
  for (const { path, document } of modelFiles({ run: 'run_20260514_031500', ranking }, films, available)) {
    const bytes = contentOf(document);
    writeFileSync(join(folder, 'api/v1', path), bytes);
    console.log(`${path} ${bytes.length} bytes`);
  }
}

const middle = (of: readonly number[], part: number): string =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(part * of.length))].toFixed(1);

function print(what: string, clock: readonly number[], processor: readonly number[]): void {
  const figures = (of: readonly number[]): string =>
    `median ${middle(of, 0.5)}, p95 ${middle(of, 0.95)}, least ${middle(of, 0)} ms`;
  console.log(`${what.padEnd(20)} clock ${figures(clock)} · processor ${figures(processor)}`);
}

/** Films that variety chooses among. */
const CHOICE = 5 * REASONS;
const VARIETIES = [0, 40, 100];

/** Multiply-adds of one visitor's lists with their reasons, by what the arithmetic needs and nothing else. */
function multiplyAdds(picks: number, variety: number): number {
  const triangle = (K * (K + 1)) / 2;
  const system = picks * triangle + K ** 3 / 6;
  const scores = picks * K + 2 * triangle + FILMS * K;
  // Each film that is taken was compared with all before it; what is not taken might be compared with nothing.
  const compared = variety === 0 ? 0 : (CHOICE + (REASONS * (REASONS - 1)) / 2) * K;
  const reasons = Math.min(REASONS, picks) * 2 * triangle + REASONS * picks * K;
  return 2 * system + scores + compared + reasons;
}

/** Multiply-adds a second of the page's engine: sums of 64 products in float64, four at a time, and nothing leaves the cache. */
const RATE = `(() => {
  const rows = new Float32Array(64 * 64).fill(0.5), vector = new Float64Array(64).fill(0.5);
  let best = 0, kept = 0;
  for (let round = 0; round < 60; round++) {
    const started = performance.now();
    for (let times = 0; times < 100; times++) for (let at = 0; at < 4096; at += 256) {
      let a = 0, b = 0, c = 0, d = 0;
      for (let j = 0; j < 64; j++) {
        const value = vector[j];
        a += rows[at + j] * value; b += rows[at + 64 + j] * value;
        c += rows[at + 128 + j] * value; d += rows[at + 192 + j] * value;
      }
      kept += a + b + c + d;
    }
    best = Math.max(best, (100 * 4096) / (performance.now() - started) * 1000);
  }
  return kept > 0 ? best : 0;
})()`;

/** Clicks "I like it" in the first row so many times, and gives what the clicks and their lists took. */
const CLICKING = `(async () => {
  const clicks = [];
  performance.clearMeasures('lists');
  for (let n = 0; n < ${CLICKS}; n++) {
    const row = document.querySelector('#yours-0').closest('section');
    row.querySelector('summary').click();
    const button = row.querySelector('[data-tell=likes]');
    document.body.offsetHeight;
    performance.mark('click-begin');
    button.click();
    document.body.offsetHeight;
    performance.mark('click-end');
    clicks.push(performance.measure('click', 'click-begin', 'click-end').duration);
    await new Promise((done) => setTimeout(done, 20));
  }
  return [clicks, performance.getEntriesByName('lists').map((entry) => entry.duration)];
})()`;

/** The first film of a newcomer. */
const FIRST_CLICK = `(async () => {
  const button = document.querySelector('[data-part=suggestions] li:not([hidden]) button');
  const started = performance.now();
  button.click();
  document.body.offsetHeight;
  return performance.now() - started;
})()`;

const site = await buildSite({ fixture: { films: 120, people: 30, runs: 5 }, spoil: manyFilms });
if (site.exitCode !== 0) throw new Error(site.output);
const server = await serve(site.dist, '/');
const browser = await launch();
try {
  for (const variety of VARIETIES) {
    const { page, close } = await openPage(browser);
    await page.goto(`${server.base}#likes=f0020,f0021,f0022&variety=${variety}`);
    await page.getByRole('region', { name: 'For you' }).waitFor();
    await page.waitForTimeout(RESTED_MS);
    let clock: number[][] = [];
    const processor = await threadTimes(browser, ['click', 'lists'], async () => {
      clock = await page.evaluate(CLICKING);
    });
    print(`click, variety ${variety}`, clock[0], processor[0]);
    print(`lists, variety ${variety}`, clock[1], processor[1]);
    const rate = (await page.evaluate(RATE)) as number;
    const bound = (multiplyAdds(PICKED + CLICKS / 2, variety) / rate) * 1000;
    const ratio = Number(middle(processor[1], 0.5)) / bound;
    console.log(
      `bound ${bound.toFixed(2)} ms at ${(rate / 1e9).toFixed(2)} GMAC/s, ratio of the processor's median ${ratio.toFixed(1)}`,
    );
    await close();
  }
  const { page, close } = await openPage(browser);
  await page.goto(server.base);
  await page.locator('[data-part=query]').focus();
  await page.locator('film-picks[data-state=ready]').waitFor();
  await page.waitForTimeout(RESTED_MS);
  console.log(`first click ${((await page.evaluate(FIRST_CLICK)) as number).toFixed(1)} ms`);
  await close();
} finally {
  await browser.close();
  await server.close();
  rmSync(site.folder, { recursive: true, force: true });
}
