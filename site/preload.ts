// Names every module of a page in its head, so that a browser asks for all of them at once. Without it each import is found
// only when the module that has it has come: four waits in a row on the home page.

import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

export function preloadModules(): AstroIntegration {
  return {
    name: 'preload-modules',
    hooks: {
      'astro:config:setup': ({ command, config, addMiddleware, updateConfig }) => {
        if (command !== 'build') return;
        updateConfig({
          vite: { define: { __OUTPUT_FOLDER__: JSON.stringify(fileURLToPath(config.outDir)) } },
        });
        addMiddleware({ entrypoint: new URL('./src/preload/middleware.ts', import.meta.url), order: 'post' });
      },
    },
  };
}
