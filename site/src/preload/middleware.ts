// Runs over every page while it is built: the browser's code is written by then.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'astro';
import { withPreloads } from './modules.ts';

declare const __OUTPUT_FOLDER__: string;

const read = (file: string): string => readFileSync(join(__OUTPUT_FOLDER__, '_astro', file), 'utf8');

export const onRequest: MiddlewareHandler = async (_, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  // A character a byte: what is looked for and put in is ASCII, and ten thousand pages need no decoding.
  const html = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return new Response(Buffer.from(withPreloads(html, read), 'latin1'), response);
};
