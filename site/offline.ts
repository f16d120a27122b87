// Writes worker.js after a build: the service worker and the list of what it keeps from the start. Not in development.

import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Where one can find a film, make picks and see what is kept; and what stands for a page that is not. */
const PAGES = ['', 'films/', 'people/', 'about/', 'your-data/', 'offline/'];

/** @param keeps whether the site is kept; if not, worker.js removes an earlier one */
export function offline(deployment: string, keeps: boolean): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        const define = { __KEEPS_OFFLINE__: JSON.stringify(keeps && command === 'build') };
        updateConfig({ vite: { define } });
      },
      'astro:build:done': async ({ dir }) => {
        const site = { deployment, pages: PAGES, files: filesOf(fileURLToPath(dir)) };
        const text = keeps
          ? `const SITE = ${JSON.stringify(site)};\n${sourceOf('worker')}`
          : sourceOf('remover');
        await writeFile(new URL('worker.js', dir), text);
      },
    },
  };
}

/** A script, not a module: older browsers take no module for a worker. */
const sourceOf = (name: string): string =>
  stripTypeScriptTypes(
    readFileSync(new URL(`./src/browser/offline/${name}.ts`, import.meta.url), 'utf8'),
  ).replace(/^export \{\};$/m, '');

/** Styles and code of all pages, the art of the covers, the model with its films where there is one, and what a search reads. */
function filesOf(folder: string): string[] {
  const assets = readdirSync(`${folder}/_astro`).filter((file) => !file.endsWith('.png'));
  const picks = dataOf(`${folder}/index.html`, 'film-picks');
  const search = dataOf(`${folder}/films/index.html`, 'film-search');
  return [
    ...assets.sort().map((file) => `_astro/${file}`),
    'covers.svg',
    ...published(`${picks('model')}?v=${picks('sha256').slice(0, 16)}`),
    ...published(`${picks('films')}?v=${picks('films-sha256').slice(0, 16)}`),
    ...published(search('catalogue')),
  ];
}

/** What a page's own element is told by its data attributes; '' where it is not told. */
function dataOf(page: string, element: string): (name: string) => string {
  const tag = new RegExp(`<${element} [^>]*>`).exec(readFileSync(page, 'utf8'))?.[0] ?? '';
  return (name) => new RegExp(` data-${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/** The path of a published file, with its hash, from an address of the site; none where the page has no such file. */
const published = (address: string): string[] => /api\/v1\/.+$/.exec(address) ?? [];
