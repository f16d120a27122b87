// The stage "publish": the static API from what is on record, and the site from the static API. It writes below
// build/, which is never committed, and nowhere else.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { $ } from 'zx';
import { explainWriteFailure } from '../data/files.ts';
import { foldInteractions } from '../data/interactions.ts';
import { experimentsFile } from '../publishing/experiments.ts';
import { logEntries, runReports, runSummaries } from '../publishing/log.ts';
import { metricsHistory } from '../publishing/metrics.ts';
import { listsFor, publication } from '../publishing/publication.ts';
import { replaceFolder } from '../publishing/replace-folder.ts';
import { measurePublication, type Written, writePublication } from '../publishing/write.ts';
import { decisionCommits } from '../registry/commits.ts';
import { readDecisions } from '../registry/decisions.ts';
import { readManifest } from '../registry/read-run.ts';
import { readRunCards } from '../registry/run-cards.ts';
import { listRuns } from '../registry/runs.ts';
import type { Reporter } from '../reporter.ts';
import { CONTROL } from '../simulation/play.ts';
import type { Context } from './context.ts';
import { type MonitoredState, monitoringPapers } from './publish-monitoring.ts';
import { ratingIntervals } from './rating-intervals.ts';
import { servedRun } from './served-run.ts';

/** Where the code and the site's sources are; the data may be elsewhere (--root). */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

export interface Published extends Written {
  /** When set, nothing was written: this is what would be. */
  dry_run: boolean;
  /** HTML pages of the site; 0 where it was not built. */
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

/** What of the present state is published. */
export type PublishedState = MonitoredState;

/** Publishes the present state. A dry run makes every document and writes none. */
export async function publish(
  context: Context,
  state: PublishedState,
  options: PublishOptions,
): Promise<Published> {
  const source = await sourceOf(context, state);
  const documents = publication(source, await listsFor(source, context));
  if (context.dryRun)
    return { dry_run: true, ...(await measurePublication(documents)), pages: 0, site: SITE };
  const written = await writePublication(join(context.root, PUBLIC, 'api/v1'), documents);
  if (!options.site) return { dry_run: false, ...written, pages: 0, site: PUBLIC };
  context.reporter.progress(`Wrote ${written.files} documents; building the site`);
  return { dry_run: false, ...written, pages: await buildSite(context), site: SITE };
}

async function sourceOf(context: Context, state: PublishedState) {
  const { root, now } = context;
  const decisions = await readDecisions(root);
  const manifests = await Promise.all((await listRuns(root)).map((run) => readManifest(root, run)));
  const interactions = foldInteractions(state.rows);
  const latest = state.champion?.manifest.run ?? null;
  const newest = decisions.find(({ record }) => record.kind === 'decision')?.record;
  return {
    now,
    asOf: state.asOf,
    card: state.card,
    catalogue: state.catalogue,
    interactions,
    sessions: state.sessions.session_id.length,
    champion: state.champion && {
      run: state.champion.manifest.run,
      ...state.champion,
      intervals: ratingIntervals(servedRun(state.champion), state.rows, state.asOf),
    },
    decision: newest?.kind === 'decision' ? newest : null,
    log: logEntries(decisions, await decisionCommits(root)),
    runs: runSummaries(await readRunCards(root), decisions, latest),
    reports: runReports(manifests, decisions),
    experiments: experimentsFile(
      state.sessions,
      state.card.simulation ? CONTROL.share : null,
      state.policy.experiments,
    ),
    monitoring: await monitoringPapers(context, state, decisions, interactions),
    metrics: metricsHistory(decisions),
  };
}

/**
 * Builds the site from what is published below the root and replaces the old one as a whole, or leaves it. Returns
 * the number of pages.
 * @throws InputError where the disk is full or may not be written.
 */
export function buildSite({ root, reporter }: Pick<Context, 'root' | 'reporter'>): Promise<number> {
  const site = join(root, SITE);
  return replaceFolder(site, async (staging) => {
    const { pages, failure } = await runAstro(root, staging, reporter);
    if (failure !== null) throw explainBuildFailure(failure, staging, site);
    return pages;
  });
}

/** Runs Astro as a process of its own, so that what it keeps in memory goes with it. A failure is what it said. */
async function runAstro(
  root: string,
  folder: string,
  reporter: Reporter,
): Promise<{ pages: number; failure: string | null }> {
  const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
  const environment = ['ASTRO_TELEMETRY_DISABLED=1', `SITE_DATA=${join(root, PUBLIC)}`];
  const command = [process.execPath, astro, 'build', '--root', join(PACKAGE, 'site'), '--outDir', folder];
  // In the root: Astro keeps its build chunks below the working folder, and two builds must not share them.
  const build = $({ cwd: root, quiet: true, nothrow: true })`env ${environment} ${command}`;
  let pages = 0;
  for await (const line of build) {
    pages = Number(/(\d+) page\(s\) built/.exec(line)?.[1] ?? pages);
    const soFar = /\d+ pages so far/.exec(line);
    if (soFar) reporter.progress(`Building the site, ${soFar[0]}`);
  }
  const { exitCode, stdout, stderr } = await build;
  return { pages, failure: exitCode === 0 ? null : `${stdout.slice(-4000)}\n${stderr.slice(-4000)}` };
}

/** How the system says that a disk refused, whichever part of Astro passes it on, and its code. */
const REFUSALS = new Map([
  ['no space left on device', 'ENOSPC'],
  ['disk quota exceeded', 'EDQUOT'],
  ['read-only file system', 'EROFS'],
  ['permission denied', 'EACCES'],
]);

/** Astro's process can only say what its disk refused: "ENOSPC: no space left on device, copyfile '…' -> '…'". */
function explainBuildFailure(output: string, staging: string, site: string): Error {
  const cause = new Error(`The site did not build.\n${output}`);
  const refused = new RegExp(`(${[...REFUSALS.keys()].join('|')}).*`, 'i').exec(output);
  if (refused === null) return cause;
  const code = REFUSALS.get(refused[1].toLowerCase());
  const path = [...refused[0].matchAll(/'([^']+)'/g)].at(-1)?.[1] ?? site;
  return explainWriteFailure(Object.assign(cause, { code }), path.replace(staging, site), null);
}
