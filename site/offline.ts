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

/** Styles and code of all pages, the art of the covers, and the model with its films where there is one. */
function filesOf(folder: string): string[] {
  const assets = readdirSync(`${folder}/_astro`).filter((file) => !file.endsWith('.png'));
  return [
    ...assets.sort().map((file) => `_astro/${file}`),
    'covers.svg',
    ...modelOf(readFileSync(`${folder}/index.html`, 'utf8')),
  ];
}

/** Addresses as the home page asks for them: none where it has no model, or none that can be used. */
function modelOf(home: string): string[] {
  const picks = /<film-picks [^>]*>/.exec(home)?.[0] ?? '';
  const told = (name: string): string => new RegExp(` data-${name}="([^"]*)"`).exec(picks)?.[1] ?? '';
  return [
    ['model', 'sha256'],
    ['films', 'films-sha256'],
  ].flatMap(([file, hash]) => {
    const address = /api\/v1\/.+$/.exec(told(file))?.[0];
    return address === undefined ? [] : [`${address}?v=${told(hash).slice(0, 16)}`];
  });
}
