// The lists of a browser are the lists of the pipeline: serving/, bundled by the site's own bundler, in a real
// Chromium, on the champion in this repository and on a model of neighbours, for a thousand random visitors.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalogue } from '../../pipeline/data/catalogue.ts';
import { readLatest } from '../../pipeline/registry/latest.ts';
import { readRun } from '../../pipeline/registry/read-run.ts';
import { packModel } from '../../pipeline/serving/pack-model.ts';
import { sampleFilms, sampleNeighbours } from '../../pipeline/serving/sample-model.fixture.ts';
import { launch, openPage, type Watched } from '../site/support/browser.ts';
import { repository } from '../support/workspace.ts';
import { answers, asLines, shipped, shippedInBytes, unpacked, type World } from './visitors.ts';

const VISITORS = 1000;
const latest = await readLatest(repository);

/** page.ts as one script, made by the Vite that Astro brings. */
async function bundle(): Promise<string> {
  const astro = createRequire(createRequire(import.meta.url).resolve('astro/package.json'));
  const { build }: typeof import('vite') = await import(astro.resolve('vite'));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'serving' },
    },
  });
  const [{ output }] = [built].flat().filter((result) => 'output' in result);
  return output[0].code;
}

async function championWorld(run: string): Promise<World> {
  const { ranking, rating } = await readRun(repository, run);
  const { films } = await readCatalogue(repository);
  // Both heads have the same films here, so rows of one are rows of the other.
  return {
    ranking,
    rating,
    films: films.map(({ item_id, year, genres }) => ({ item_id, year, genres })),
  };
}

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  const [script, started] = await Promise.all([bundle(), launch()]);
  browser = started;
  watched = await openPage(browser);
  await watched.page.evaluate(script);
});
afterAll(async () => {
  await watched?.close();
  await browser?.close();
});

async function inPage(world: World): Promise<string[]> {
  const call = `answersInPage(${JSON.stringify(shipped(world))}, ${VISITORS})`;
  return String(await watched.page.evaluate(call)).split('\n');
}

/** The model goes to Node as it goes to the page. */
const inNode = (world: World): string[] => asLines(answers(unpacked(shipped(world)), VISITORS)).split('\n');

/** Line by line, since a line is a visitor: the first that differs is shown, and the others are not compared. */
function expectSame(page: string[], node: string[]): void {
  expect(node).toHaveLength(VISITORS);
  const differs = node.findIndex((line, visitor) => line !== page[visitor]);
  if (differs >= 0) expect(JSON.parse(page[differs])).toEqual(JSON.parse(node[differs]));
  expect(differs).toBe(-1);
}

async function expectSameFromBytes(world: World): Promise<void> {
  const text = shippedInBytes(world, packModel(world.ranking).bytes);
  const page = await watched.page.evaluate(`answersInPage(${JSON.stringify(text)}, ${VISITORS})`);
  expectSame(String(page).split('\n'), asLines(answers(unpacked(text), VISITORS)).split('\n'));
}

const neighbours = () => ({ ranking: sampleNeighbours(), rating: null, films: sampleFilms });

it.skipIf(latest === null)(
  'a page gives the lists, scores, reasons and ratings of Node: the champion',
  async () => {
    const world = await championWorld(latest ?? '');
    expectSame(await inPage(world), inNode(world));
    expect(watched.trouble).toEqual([]);
  },
);

it.skipIf(latest === null)('a page reads the published bytes of the champion as Node does', async () => {
  await expectSameFromBytes(await championWorld(latest ?? ''));
});

it('a page reads the published bytes of neighbours as Node does', async () => {
  await expectSameFromBytes(neighbours());
});

it('a page gives the lists, scores and reasons of Node: a model of neighbours', async () => {
  expectSame(await inPage(neighbours()), inNode(neighbours()));
});

it('a difference in the last bit of a model is noticed', async () => {
  const world = neighbours();
  new Int32Array(world.ranking.weights.buffer)[7]++;
  const [page, node] = [await inPage(world), inNode(neighbours())];
  expect(() => expectSame(page, node)).toThrow();
});
