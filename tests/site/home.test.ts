// The home page as a visitor uses it, in a real browser: three films, rows of their own, a way back, an address to share,
// and what is said when the model cannot be had.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { createLister } from '../../site/src/browser/home/lists.ts';
import { fromFragment } from '../../site/src/browser/home/taste.ts';
import { worldOf } from '../../site/src/browser/home/world.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

const yours = (page: Page) => page.getByRole('region', { name: 'For you' });
const titlesIn = (page: Page): Promise<string[]> => yours(page).locator('.cover-title').allTextContents();
const status = (page: Page) => page.locator('film-picks [role=status]');

/** Types and takes the first that is offered, by keyboard alone. */
async function pick(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'A film you like' }).fill(text);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

async function pickThree(page: Page): Promise<void> {
  for (const title of ['quiet winter', 'long harbor', 'seven garden']) await pick(page, title);
  await status(page).getByText('Your rows are made from 3 films.').waitFor();
}

describe('picking three films', () => {
  it('by keyboard, with a slip of the finger, gives rows with their reasons, and nothing leaves the page', async () => {
    const { page, trouble, close } = await site.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(site.base);
    await pickThree(page);
    expect((await titlesIn(page)).length).toBeGreaterThan(10);
    expect(
      await yours(page)
        .getByText(/(\d+%|All) because you liked/)
        .count(),
    ).toBeGreaterThan(5);
    expect(await page.getByRole('region', { name: /^Because you liked/ }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('list', { name: 'Films you like' }).getByRole('listitem').count()).toBe(3);
    expect(asked.filter((address) => !address.startsWith(site.base))).toEqual([]);
    expect(asked.filter((address) => address.includes('f00'))).toEqual([]);
    expect(trouble).toEqual([]);
    await close();
  });

  it('shows all that it may be on a phone, where the field stands at the lower edge', async () => {
    const { page, close } = await site.open({ viewport: { width: 320, height: 640 } });
    await page.goto(site.base);
    const field = page.getByRole('combobox', { name: 'A film you like' });
    await field.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await field.fill('the');
    await page.getByRole('option').nth(3).waitFor();
    const lower = await page.getByRole('listbox').evaluate((list) => list.getBoundingClientRect().bottom);
    expect(Math.floor(lower)).toBeLessThanOrEqual(640);
    await close();
  });

  it('shows what Node makes of the same published bytes', async () => {
    const { page, close } = await site.open();
    const bytes = readFileSync(join(site.dist, 'api/v1/model.bin'));
    const films: ModelFilms = JSON.parse(readFileSync(join(site.dist, 'api/v1/model-films.json'), 'utf8'));
    const list = createLister(worldOf(bytes, films));
    for (const told of [
      'likes=f0010,f0024,f0051',
      'likes=f0012,f0013&not=f0030&less=f0044&mix=100&variety=40&fresh=15',
    ]) {
      await page.goto(`${site.base}#${told}`);
      await page.reload();
      await yours(page).waitFor();
      const expected = list(fromFragment(told)).best.map(({ item }) => films.titles[item]);
      expect(await titlesIn(page)).toEqual(expected);
    }
    await close();
  });

  it('begins with a film that is suggested, and with others when none of them was seen', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    const offered = page.getByRole('list', { name: 'Or one of these:' }).getByRole('button');
    const first = await offered.allTextContents();
    await page.getByRole('button', { name: 'Haven’t seen these' }).click();
    await page.waitForFunction(
      (title) => document.querySelector('film-picks .chips li:not([hidden])')?.textContent?.trim() !== title,
      first[0].trim(),
    );
    const second = await offered.allTextContents();
    expect(second.filter((title) => first.includes(title))).toEqual([]);
    await offered.first().click();
    await yours(page).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('changing one’s mind', () => {
  it('takes a film out, undoes that, and shares it by the address', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    await pickThree(page);
    const before = await titlesIn(page);
    await yours(page).locator('summary').first().click();
    await yours(page)
      .getByRole('button', { name: /^Not for me/ })
      .first()
      .click();
    await status(page).getByText(`Not for you: ${before[0]}.`).waitFor();
    expect(await titlesIn(page)).not.toContain(before[0]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo');
    await page.keyboard.press('Enter');
    expect(await titlesIn(page)).toEqual(before);

    const other = await site.open();
    await other.page.goto(page.url());
    await yours(other.page).waitFor();
    expect(await titlesIn(other.page)).toEqual(before);
    expect([...trouble, ...other.trouble]).toEqual([]);
    await other.close();
    await close();
  });

  it('less like this leaves out more than that film; the sliders change the order; forgetting ends it', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    await pickThree(page);
    const before = await titlesIn(page);
    await yours(page).locator('summary').first().click();
    await yours(page)
      .getByRole('button', { name: /^Less like this/ })
      .first()
      .click();
    const less = await titlesIn(page);
    expect(before.filter((title) => !less.includes(title)).length).toBeGreaterThan(1);
    await page.getByText('Tune these rows').click();
    await page.getByLabel('Variety').fill('100');
    expect(await titlesIn(page)).not.toEqual(less);
    expect(page.url()).toContain('variety=100');
    await page.reload();
    await yours(page).waitFor();
    await page.getByRole('button', { name: 'Forget it all' }).click();
    expect([await yours(page).count(), new URL(page.url()).hash]).toEqual([0, '']);
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('when something is not there', () => {
  it.each([
    ['corrupt', 'model.bin', 'is not the one that was published'],
    ['missing', 'model-films.json', 'could not be loaded (404)'],
  ])('a %s file is said, and the lists below stand', async (state, file, said) => {
    const { page, close } = await site.open();
    const body = state === 'corrupt' ? Buffer.from('not a model') : '';
    await page.route(`**/${file}*`, (route) =>
      route.fulfill({ status: state === 'corrupt' ? 200 : 404, body }),
    );
    await page.goto(site.base);
    await page.getByRole('combobox').focus();
    await status(page).getByText(said).waitFor();
    expect(await page.getByRole('region', { name: 'Popular now' }).getByRole('link').count()).toBeGreaterThan(
      3,
    );
    await page.unroute(`**/${file}*`);
    await pick(page, 'quiet winter');
    await yours(page).waitFor();
    await close();
  });

  it('a browser that keeps nothing is told so, and the address still holds what was told', async () => {
    const { page, close } = await site.open();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await page.goto(site.base);
    await pick(page, 'quiet winter');
    await status(page).getByText('Nothing will be remembered').waitFor();
    expect(page.url()).toContain('#likes=');
    await close();
  });

  it('an address that names films nobody knows does no harm', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(`${site.base}#likes=nope,%3Cb%3E&mix=999`);
    await pick(page, 'quiet winter');
    await yours(page).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });

  it('without JavaScript nothing of it is shown', async () => {
    const { page, close } = await site.open({ javaScriptEnabled: false });
    await page.goto(site.base);
    expect(await page.getByRole('combobox').isVisible()).toBe(false);
    expect(await page.getByRole('region', { name: 'Where to begin' }).isVisible()).toBe(true);
    await close();
  });
});
