// How long a visitor waits: `node bench/home.ts`. The home page of a made-up catalogue of 10,000 films with 64 factors, in the
// Chromium that npm ships: from a click to rows that are laid out, and the lists with their reasons alone. Only 120 of the
// films have pages. Prints, and asserts nothing.

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

const FILMS = 10_000;
const K = 64;
const CLICKS = 40;

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

function print(what: string, of: readonly number[]): void {
  console.log(
    `${what.padEnd(24)} median ${middle(of, 0.5)} ms, p95 ${middle(of, 0.95)} ms, least ${middle(of, 0)} ms`,
  );
}

const site = await buildSite({ fixture: { films: 120, people: 30, runs: 5 }, spoil: manyFilms });
if (site.exitCode !== 0) throw new Error(site.output);
const server = await serve(site.dist, '/');
const browser = await launch();
try {
  const { page } = await openPage(browser);
  await page.goto(`${server.base}#likes=f0020,f0021,f0022`);
  await page.getByRole('region', { name: 'For you' }).waitFor();
  const [clicks, scores] = (await page.evaluate(`(async () => {
    const clicks = [];
    for (let n = 0; n < ${CLICKS}; n++) {
      const button = document.querySelector('#yours-0').closest('section').querySelector('[data-tell=likes]');
      const started = performance.now();
      button.click();
      document.body.offsetHeight;
      clicks.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, 20));
    }
    return [clicks, performance.getEntriesByName('lists').map((entry) => entry.duration)];
  })()`)) as [number[], number[]];
  print('click to new rows', clicks);
  print('lists and reasons alone', scores);
} finally {
  await browser.close();
  await server.close();
  rmSync(site.folder, { recursive: true, force: true });
}
