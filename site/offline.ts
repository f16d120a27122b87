// Writes worker.js after a build: the service worker and the list of what it keeps from the start. Not in development.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { ModelFile } from '#pipeline/publishing/contract.ts';

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
  return [...assets.sort().map((file) => `_astro/${file}`), 'covers.svg', ...modelOf(`${folder}/api/v1`)];
}

/** Addresses as the home page asks for them. */
function modelOf(api: string): string[] {
  if (!existsSync(`${api}/model.json`)) return [];
  const { file, sha256, films, films_sha256 } = JSON.parse(
    readFileSync(`${api}/model.json`, 'utf8'),
  ) as ModelFile;
  const addressOf = (name: string, hash: string): string => `api/v1/${name}?v=${hash.slice(0, 16)}`;
  return [addressOf(file, sha256), addressOf(films, films_sha256)];
}
