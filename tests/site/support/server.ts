// Serves a built site below a base path, as GitHub Pages would: folders by their index.html, 404.html for the rest.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface Server {
  /** "http://localhost:1234/repo/" */
  base: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  /** Takes requests from now on and answers none, as a network that is there in name only; until what it gives is called. */
  hold: () => () => void;
  close: () => Promise<void>;
}

/** @param gzip as GitHub Pages sends it: compressed, and kept for ten minutes */
export async function serve(dist: string, base: string, { gzip = false } = {}): Promise<Server> {
  let held: Promise<void> | undefined;
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    asked.push(path);
    await held;
    const file = path.startsWith(base) ? path.slice(base.length) : null;
    const body =
      file === null
        ? null
        : await contentOf(join(dist, file.endsWith('/') || file === '' ? `${file}index.html` : file));
    const type = TYPES[extname(file ?? '')] ?? TYPES['.html'];
    const plain = body ?? (await contentOf(join(dist, '404.html'))) ?? '';
    response.writeHead(body === null ? 404 : 200, {
      'content-type': body === null ? TYPES['.html'] : type,
      ...(gzip && { 'content-encoding': 'gzip', 'cache-control': 'max-age=600' }),
    });
    response.end(gzip ? gzipSync(plain) : plain);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://localhost:${port}${base}`,
    asked,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null;
    throw error;
  }
}
