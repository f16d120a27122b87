// How the site is built: static, from published files only, to run from any base path. Not what it shows.
//   SITE_BASE  base path, "/repo/" on a project page; default "/"
//   SITE_URL   origin, for canonical addresses, cards to share, sitemap and structured data; default none, and then there are none
//   SITE_REPOSITORY  address of the repository, for links to commits and runbooks; default that of GitHub Actions, else none
//   SITE_OFFLINE  "off" to keep nothing in browsers for offline, and to remove what was kept; default: kept
//   SITE_DATA  folder that holds api/v1/; it is both what is read and what is copied; default build/public, where `showrunner publish` writes

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { deploymentId } from './deployment.ts';
import { offline } from './offline.ts';
import { policy } from './policy.ts';
import { sitemap } from './sitemap.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const base = process.env.SITE_BASE || '/';
const { SITE_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const actions = GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : '';
const repository = (SITE_REPOSITORY || actions).replace(/\/+$/, '');
const dataFolder = resolve(process.env.SITE_DATA || `${here}../build/public`);
const keepsOffline = process.env.SITE_OFFLINE !== 'off';
const deployment = deploymentId(
  [
    ...['src', 'astro.config.ts', 'offline.ts', 'policy.ts', 'sitemap.ts', '../package-lock.json'].map(
      (path) => here + path,
    ),
    dataFolder,
  ],
  [base, process.env.SITE_URL ?? '', repository, String(keepsOffline)],
);

/** One page waits for the disk while another is made. */
const PAGES_AT_ONCE = 8;

/** The script of every page with all it imports, and what the script of one page needs besides: nothing waits for a second file. */
const SITE = { name: 'site', test: /layouts\/Page\.astro|src\/(links|words\/format)\.ts/ };

export default defineConfig({
  base,
  site: process.env.SITE_URL || undefined,
  publicDir: dataFolder,
  integrations: [sitemap(base, process.env.SITE_URL), offline(deployment, keepsOffline), policy()],
  trailingSlash: 'always',
  // Lossless: the default would drop the space between a word and a link on the next line.
  compressHTML: true,
  // One stylesheet, fetched once and kept, instead of a copy in each of ten thousand pages.
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: PAGES_AT_ONCE },
  logger: { entrypoint: new URL('build-log.ts', import.meta.url) },
  devToolbar: { enabled: false },
  vite: {
    // Self-contained build chunks: a build whose working folder holds its --outDir keeps everything in there, so that
    // two builds at once cannot meet (Astro would put the chunks of both into <working folder>/.astro).
    environments: {
      prerender: { resolve: { noExternal: true } },
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [SITE] } } } } },
    },
    // Constants of their own: a variable of the machine's environment could replace those of import.meta.env.
    define: {
      __SITE_BASE__: JSON.stringify(base),
      __DATA_FOLDER__: JSON.stringify(dataFolder),
      __REPOSITORY__: JSON.stringify(repository),
      __DEPLOYMENT__: JSON.stringify(deployment),
    },
    build: { assetsInlineLimit: 0 },
  },
});
