// The site under test, built, behind a server and with a browser at hand, for as long as a test file runs.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { FIXTURE } from '../pages.ts';
import { launch, openPage, type Watched } from './browser.ts';
import { type BuildOptions, type Built, buildSite } from './build.ts';
import { type Server, serve } from './server.ts';

/** Where the sites under test are said to live. */
export const ORIGIN = 'https://films.example';
const BASE = '/repo/';

export interface SiteUnderTest {
  /** Folder of the built site. Other test files may look at the same one: nothing in it may be changed. */
  readonly dist: string;
  /** Folder with the data it was built from, in `public/`. */
  readonly folder: string;
  readonly output: string;
  /** "http://localhost:1234/repo/" */
  readonly base: string;
  readonly browser: Browser;
  /** A page of a browser that has kept nothing yet. */
  open(options?: BrowserContextOptions): Promise<Watched>;
}

/**
 * The site of made-up data, by default of FIXTURE below /repo/. A build that nothing was spoilt for is shared by all test
 * files that ask for the same.
 */
export function siteUnderTest(options: Partial<BuildOptions> = {}): SiteUnderTest {
  const wanted: BuildOptions = { fixture: FIXTURE, base: BASE, url: ORIGIN, ...options };
  return wanted.spoil
    ? siteOf(wanted.base, () => buildSite(wanted))
    : opened(wanted.base, () => shared(wanted));
}

/**
 * A site that `build` makes for this test file alone. Its folder is removed after the tests.
 * @param within milliseconds that the build may take; by default what any hook may.
 */
export function siteOf(
  base: string | undefined,
  build: () => Promise<Built>,
  within?: number,
): SiteUnderTest {
  let folder: string | undefined;
  afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));
  return opened(
    base,
    async () => {
      const built = await build();
      folder = built.folder;
      return built;
    },
    within,
  );
}

/**
 * Builds, serves and launches before the tests of the file that calls it, and closes after them.
 * @throws Error, before the tests, with the output of a build that failed.
 */
function opened(base = BASE, build: () => Promise<Built>, within?: number): SiteUnderTest {
  const at = {
    open: (context?: BrowserContextOptions) => openPage(at.browser, context),
  } as { -readonly [name in keyof SiteUnderTest]: SiteUnderTest[name] };
  let server: Server | undefined;
  beforeAll(async () => {
    const [built, browser] = await Promise.all([build(), theBrowser()]);
    if (built.exitCode !== 0) throw new Error(built.output);
    server = await serve(built.dist, base);
    Object.assign(at, built, { browser, base: server.base });
  }, within);
  afterAll(() => server?.close());
  return at;
}

let browser: Promise<Browser> | undefined;
/** One for all sites of a test file. */
function theBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}
afterAll(async () => (await browser)?.close());

/** Builds where nobody has begun to, else waits for who has: whoever makes the folder first builds. */
async function shared(options: BuildOptions): Promise<Built> {
  const key = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 16);
  const folder = join(inject('sharedBuilds'), key);
  const done = join(folder, 'built.json');
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    const built = await buildSite(options, folder);
    writeFileSync(`${done}.part`, JSON.stringify(built));
    renameSync(`${done}.part`, done);
    return built;
  }
  while (!existsSync(done)) await sleep(50);
  return JSON.parse(readFileSync(done, 'utf8'));
}
