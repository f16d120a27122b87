// /robots.txt: everything may be read. Crawlers ask for it only at the root of an origin: below a path it says nothing to
// anybody, and the sitemap is handed to a search engine by its address.

import type { APIRoute } from 'astro';
import { link } from '../links.ts';

export const GET: APIRoute = ({ site }) => {
  const map = site ? `Sitemap: ${new URL(link('/sitemap.xml'), site).href}\n` : '';
  return new Response(`User-agent: *\nAllow: /\n${map}`, { headers: { 'content-type': 'text/plain' } });
};
