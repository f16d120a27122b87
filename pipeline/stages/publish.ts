// The stage "publish": the static API from what is on record, and the site from the static API. It writes below
// build/, which is never committed, and nowhere else.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { $ } from 'zx';
import { foldInteractions } from '../data/interactions.ts';
import { logEntries, runReports, runSummaries } from '../publishing/log.ts';
import { publication } from '../publishing/publication.ts';
import { type Written, writePublication } from '../publishing/write.ts';
import { readDecisions } from '../registry/decisions.ts';
import { readManifest } from '../registry/read-run.ts';
import { readRunCards } from '../registry/run-cards.ts';
import { listRuns } from '../registry/runs.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

/** Where the code and the site's sources are; the data may be elsewhere (--root). */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

export interface Published extends Written {
  /** HTML pages of the site. */
  pages: number;
  /** Folder of the built site, relative to the root. */
  site: string;
}

/** Where the site reads the static API from, and where it is built, below the root. */
const PUBLIC = 'build/public';
const SITE = 'build/site';

export interface PublishOptions {
  /** False: the static API alone. */
  readonly site: boolean;
}

/** Publishes the present state. A dry run makes every document and writes none. */
export async function publish(context: Context, state: State, options: PublishOptions): Promise<Published> {
  const documents = publication(await sourceOf(context, state));
  if (context.dryRun) return { ...measure(documents), pages: 0, site: SITE };
  const written = await writePublication(join(context.root, PUBLIC, 'api/v1'), documents);
  if (!options.site) return { ...written, pages: 0, site: PUBLIC };
  context.reporter.progress(`Wrote ${written.files} documents; building the site`);
  return { ...written, pages: await buildSite(context), site: SITE };
}

async function sourceOf({ root, now }: Context, state: State) {
  const decisions = await readDecisions(root);
  const manifests = await Promise.all((await listRuns(root)).map((run) => readManifest(root, run)));
  const latest = state.champion?.manifest.run ?? null;
  const newest = decisions.find(({ record }) => record.kind === 'decision')?.record;
  return {
    now,
    asOf: state.asOf,
    card: state.card,
    catalogue: state.catalogue,
    interactions: foldInteractions(state.rows),
    sessions: state.sessions.session_id.length,
    champion: state.champion && { run: state.champion.manifest.run, ...state.champion },
    decision: newest?.kind === 'decision' ? newest : null,
    log: logEntries(decisions),
    runs: runSummaries(await readRunCards(root), decisions, latest),
    reports: runReports(manifests, decisions),
  };
}

function measure(documents: Iterable<{ document: unknown }>): Written {
  const written: Written = { files: 0, bytes: 0 };
  for (const { document } of documents) {
    written.files++;
    written.bytes += Buffer.byteLength(JSON.stringify(document)) + 1;
  }
  return written;
}

/** Runs Astro as a process of its own, so that what it keeps in memory goes with it. Returns the number of pages. */
async function buildSite({ root, reporter }: Context): Promise<number> {
  const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
  const environment = ['ASTRO_TELEMETRY_DISABLED=1', `SITE_DATA=${join(root, PUBLIC)}`];
  const command = [
    process.execPath,
    astro,
    'build',
    '--root',
    join(PACKAGE, 'site'),
    '--outDir',
    join(root, SITE),
  ];
  // In the root: Astro keeps its build chunks below the working folder, and two builds must not share them.
  const build = $({ cwd: root, quiet: true, nothrow: true })`env ${environment} ${command}`;
  let pages = 0;
  for await (const line of build) {
    const count = /(\d+) page\(s\) built/.exec(line);
    if (count) pages = Number(count[1]);
    else if (/\.html/.test(line)) reporter.progress('Building the site');
  }
  const { exitCode, stdout, stderr } = await build;
  if (exitCode !== 0)
    throw new Error(`The site did not build.\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  return pages;
}
