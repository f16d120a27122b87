// The sitemap, from the pages that were built. Written only where the site's origin is known: its addresses are absolute.

import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { join } from './src/links.ts';
import { escapeHtml } from './src/words/html.ts';

/** Addresses that one file may hold, by the protocol (sitemaps.org). */
const MOST = 50_000;
/** No page to be found: what stands for others, and what single people watched. */
const UNLISTED = /^(404|offline|people\/.+)\/?$/;

/** Writes sitemap.xml after a build; where it would be too long, an index of sitemap-1.xml, sitemap-2.xml and so on. */
export function sitemap(base: string, origin: string | undefined): AstroIntegration {
  const hooks: AstroIntegration['hooks'] = {
    'astro:build:done': async ({ dir, pages }) => {
      const paths = pages.map(({ pathname }) => pathname).filter((path) => !UNLISTED.test(path));
      const at = (path: string): string => new URL(join(base, path), origin).href;
      for (const [name, xml] of sitemapFiles(paths.map(at).sort(), at))
        await writeFile(new URL(name, dir), xml);
    },
  };
  return { name: 'sitemap', hooks: origin ? hooks : {} };
}

/**
 * Files by name.
 * @param addresses absolute
 * @param at absolute address of a path of the site
 */
export function sitemapFiles(
  addresses: readonly string[],
  at: (path: string) => string,
  most = MOST,
): Map<string, string> {
  if (addresses.length <= most) return new Map([['sitemap.xml', list('urlset', 'url', addresses)]]);
  const parts = Array.from({ length: Math.ceil(addresses.length / most) }, (_, n) => ({
    name: `sitemap-${n + 1}.xml`,
    part: addresses.slice(n * most, (n + 1) * most),
  }));
  const index = list(
    'sitemapindex',
    'sitemap',
    parts.map(({ name }) => at(name)),
  );
  return new Map([
    ['sitemap.xml', index],
    ...parts.map(({ name, part }) => [name, list('urlset', 'url', part)] as const),
  ]);
}

function list(whole: string, one: string, addresses: readonly string[]): string {
  const lines = addresses.map((address) => `<${one}><loc>${escapeHtml(address)}</loc></${one}>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('')}</${whole}>\n`;
}
