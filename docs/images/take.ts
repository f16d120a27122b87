// Takes the README's pictures of the site that `npm start` built: `npm run pictures`. Nothing in them is arranged.

import { fileURLToPath } from 'node:url';
import { launch, openPage } from '../../tests/site/support/browser.ts';
import { serve } from '../../tests/site/support/server.ts';

const site = fileURLToPath(new URL('../../build/site', import.meta.url));
const pictures = [
  { name: 'home', path: '/' },
  { name: 'monitoring', path: '/monitoring/' },
];

const server = await serve(site, '/');
const browser = await launch();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, path } of pictures) {
      const { page, close } = await openPage(browser, {
        colorScheme,
        viewport: { width: 1280, height: 800 },
      });
      await page.goto(new URL(path, server.base).href);
      const file = fileURLToPath(new URL(`${name}-${colorScheme}.png`, import.meta.url));
      await page.screenshot({ path: file });
      await close();
      console.log(file);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
