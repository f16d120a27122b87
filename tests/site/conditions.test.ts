// The site where something is not as usual: a slow line, no JavaScript, a browser that keeps nothing, no mouse, no motion.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatMine } from '../../site/src/browser/mine/file.ts';
import { NOTHING, say } from '../../site/src/browser/mine/record.ts';
import { PAGES } from './pages.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

/** What Chromium's own tools call 3G: bytes a second, milliseconds. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

describe('on a slow line', () => {
  it('home is there to read before the model is asked for, says that it loads, and keeps what is chosen meanwhile', async () => {
    const { page, trouble, close } = await site.open();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Network.emulateNetworkConditions', SLOW);
    let arrive = (): void => {};
    const line = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/\/model[^/]*$/.test(request.url())) asked.push(request.url());
    });
    await page.route('**/model*', async (route) => {
      await line;
      await route.continue();
    });
    await page.goto(site.base);
    await page.getByRole('region', { name: 'Popular now' }).getByRole('link').nth(1).waitFor();
    // A page that asked at once would have done so before the line is quiet.
    await Promise.race([page.waitForLoadState('networkidle'), page.waitForRequest('**/model*')]);
    expect(asked).toEqual([]);
    const chosen = page.getByRole('list', { name: 'Or one of these:' }).getByRole('button');
    await chosen.nth(0).click();
    await chosen.nth(1).click();
    await page.getByText('Loading what your rows are made from.').waitFor();
    expect(await page.getByRole('region', { name: 'For you' }).count()).toBe(0);
    arrive();
    await page.getByRole('region', { name: 'For you' }).waitFor();
    const picks = page.getByRole('list', { name: 'Films you like' }).getByRole('listitem');
    expect(await picks.count()).toBe(2);
    expect(await page.getByText('Loading what your rows').count()).toBe(0);
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('without JavaScript', () => {
  it.each(Object.entries(PAGES))('%s offers nothing to press that would do nothing', async (type, path) => {
    const { page, close } = await site.open({ javaScriptEnabled: false });
    await page.goto(site.base + path);
    const controls = page.locator('button:visible, input:visible, select:visible, textarea:visible');
    const names = await controls.evaluateAll((all) =>
      all.filter((one) => one.closest('form[action]') === null).map((one) => one.outerHTML.slice(0, 90)),
    );
    expect(names, type).toEqual([]);
    await close();
  });
});

describe('where nothing can be kept', () => {
  /** A browser in which every use of storage is refused. */
  const refuse = (page: Page) =>
    page.addInitScript(() => {
      const refused = {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'localStorage', refused);
      Object.defineProperty(window, 'sessionStorage', refused);
    });

  it('the colours change, an opinion is taken, a file is read, a list is turned', async () => {
    const { page, trouble, close } = await site.open({ colorScheme: 'light' });
    await refuse(page);
    await page.goto(site.base + PAGES.film);
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    expect(await ground()).not.toBe(light);
    await page.getByRole('button', { name: 'I love it' }).click();
    await page.getByRole('button', { name: 'I love it', pressed: true }).waitFor();
    await page.getByText('Nothing will be remembered').waitFor();
    await page.goto(site.base + PAGES.yourData);
    await page.getByText('Nothing will be remembered').waitFor();
    const mine = formatMine(say(NOTHING, 'f0010', 'love', 1));
    await page.getByLabel('Import').setInputFiles({
      name: 'mine.json',
      mimeType: 'application/json',
      buffer: Buffer.from(mine),
    });
    await page.locator('.told li').first().waitFor();
    await page.goto(site.base + PAGES.person);
    await page.getByLabel('Variety').fill('90');
    await page.getByText(/Made in this page/).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('by keyboard alone', () => {
  /** Presses a key and says what has the focus; it must be seen to have it. */
  async function press(page: Page, key: string): Promise<string> {
    await page.keyboard.press(key);
    const { name, ring } = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const style = getComputedStyle(focused);
      const label =
        focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : focused.textContent;
      return { name: label?.replace(/\s+/g, ' ').trim() ?? '', ring: style.outlineStyle !== 'none' };
    });
    expect(ring, `${name} shows that it has the focus`).toBe(true);
    return name;
  }

  it('home leads from the way past the menu to the field, to rows, to an opinion and back', async () => {
    const { page, trouble, close } = await site.open({ viewport: { width: 1280, height: 900 } });
    await page.goto(site.base);
    const order: string[] = [];
    do order.push(await press(page, 'Tab'));
    while (order.at(-1) !== 'A film you like' && order.length < 30);
    expect(order).toEqual([
      expect.stringContaining('Skip'),
      'Showrunner',
      'Films',
      'People',
      'Engineering',
      'Experiments',
      'Monitoring',
      'About',
      'Find a film',
      'How it works',
      'A film you like',
    ]);
    for (const title of ['quiet winter', 'long harbor', 'seven garden']) {
      await page.keyboard.type(title);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
    }
    await page.getByText('Your rows are made from 3 films.').waitFor();
    let [at, steps] = ['', 0];
    while (
      !(await page.evaluate(
        () =>
          document.activeElement?.matches('[aria-labelledby] details summary') &&
          document.activeElement.closest('[data-part=rows]') !== null,
      )) &&
      steps++ < 60
    )
      at = await press(page, 'Tab');
    expect(at).not.toBe('');
    await page.keyboard.press('Enter');
    while (!at.startsWith('Not for me') && steps++ < 80) at = await press(page, 'Tab');
    expect(await press(page, 'Enter')).toBe('Undo');
    await page.getByText(/^Not for you: /).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Your rows are made from 3 films.').waitFor();
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('for somebody whom motion makes ill', () => {
  const moving = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((one) => {
          const { transitionDuration, animationName } = getComputedStyle(one);
          return animationName !== 'none' || !/^(0s(, )?)+$/.test(transitionDuration);
        })
        .map((one) => one.className.toString() || one.tagName),
    );

  it.each(['home', 'film', 'person', 'monitoring', 'engineering'] as const)(
    '%s has nothing that moves',
    async (type) => {
      const { page, close } = await site.open();
      await page.goto(site.base + PAGES[type]);
      expect(await moving(page)).toEqual([]);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      if (type === 'home') expect((await moving(page)).length).toBeGreaterThan(0);
      await close();
    },
  );
});
