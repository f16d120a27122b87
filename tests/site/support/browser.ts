// The Chromium that npm ships, and a page that reports what went wrong on it.

import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Only --no-sandbox of the package's own flags: others of them switch web security off, which is under test here. */
export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPackage.executablePath(), args: ['--no-sandbox'] });
}

export interface Watched {
  page: Page;
  /**
   * Console errors, uncaught errors, failed requests and answers of 400 and above, as lines. Not a request that was still
   * under way when the page was left: Chromium calls those aborted, and every other failure by its own name.
   */
  trouble: string[];
  close: () => Promise<void>;
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // A worker answers requests where a test cannot see them; only the tests of the worker let it in.
    if (!message.text().includes('registration blocked by Playwright')) trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') trouble.push(`${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
  });
  return { page, trouble, close: () => context.close() };
}
