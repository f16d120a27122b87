// What a page may load and run, said by the page itself: GitHub Pages sends no such header. Nothing comes from elsewhere. Not in
// development, where Vite puts styles into the page.

import { createHash } from 'node:crypto';
import type { AstroIntegration } from 'astro';
import { HEAD_SCRIPT } from './src/browser/shell/head.ts';

const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(HEAD_SCRIPT).digest('base64')}'`,
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

export function policy(): AstroIntegration {
  return {
    name: 'policy',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        const define = { __POLICY__: JSON.stringify(command === 'build' ? POLICY : null) };
        updateConfig({ vite: { define } });
      },
    },
  };
}
