// Runs over every page while it is built: the browser's code is written by then.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'astro';
import { withPreloads } from './modules.ts';

declare const __OUTPUT_FOLDER__: string;

export const onRequest: MiddlewareHandler = async (_, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = withPreloads(await response.text(), (file) =>
    readFileSync(join(__OUTPUT_FOLDER__, '_astro', file), 'utf8'),
  );
  return new Response(html, response);
};
