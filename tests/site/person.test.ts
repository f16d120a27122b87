// Looking at somebody in the data in a real browser: their page, whoever they are, and their list turned by the sliders.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();

const list = (page: Page) => page.getByRole('region', { name: 'What to watch next' });
const order = (page: Page) => list(page).locator('.recommendation strong[dir]').allInnerTexts();

describe('anybody by their id', () => {
  it('is found from the list of people, though they have no page of their own', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(`${site.base}people/`);
    await page.getByLabel('Find a person by id').fill('u0010');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/people/person/?id=u0010');
    await page.getByRole('heading', { level: 1, name: 'Person u0010' }).waitFor();
    expect((await order(page)).length).toBeGreaterThan(3);
    await page.getByRole('region', { name: 'What they watched' }).waitFor();
    await page.getByRole('link', { name: 'Next person: u0011' }).click();
    await page.getByRole('heading', { level: 1, name: 'Person u0011' }).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });

  it('has in that page what the page of their own has', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}people/u0001/`);
    const written = () => page.locator('person-tuning').evaluate((block) => block.innerHTML.trim());
    const own = await written();
    await page.goto(`${site.base}people/person/?id=u0001`);
    await page.getByRole('heading', { level: 1, name: 'Person u0001' }).waitFor();
    await list(page).waitFor();
    expect((await written()) === own).toBe(true);
    await close();
  });

  it('whom nobody knows is said, with where to go on; so is a shard that is not there', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}people/person/?id=%3Cb%3Enobody`);
    await page.getByText('Nobody here has the id <b>nobody.').waitFor();
    expect(await page.getByRole('link', { name: /^u0001/ }).count()).toBe(1);
    await page.route('**/people/0000.json', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${site.base}people/person/?id=u0002`);
    await page.getByText('This person could not be loaded (404).').waitFor();
    await close();
  });

  it('an old address of somebody without a page leads to them', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}people/u0010/`);
    await page.getByRole('heading', { level: 1, name: 'Person u0010' }).waitFor();
    await close();
  });

  it.each(['people/u0005/', 'people/person/?id=u0005'])(
    'a person without a history is said to have none, and is offered what is popular: /%s',
    async (path) => {
      const { page, trouble, close } = await site.open();
      await page.goto(site.base + path);
      await page.getByText('Has not watched anything here yet.').waitFor();
      await page.getByText('these are the films most people watch').waitFor();
      await page.getByText('Nothing yet.').waitFor();
      expect(await page.getByRole('slider').count()).toBe(0);
      await list(page).getByRole('link').first().click();
      await page.waitForURL('**/repo/films/*/');
      expect(trouble).toEqual([]);
      await close();
    },
  );
});

describe('turning a list', () => {
  it('fetches the model at the first touch, says what it did, and can be shared and taken back', async () => {
    const { page, trouble, close } = await site.open();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(`${site.base}people/u0001/`);
    const published = await order(page);
    expect(fetched.filter((address) => address.includes('model'))).toEqual([]);
    await page.getByLabel('their ratings, mixed with what is popular').check();
    await page.getByText(/Made in this page from \d+ films? of theirs/).waitFor();
    expect(page.url()).toContain('#mix=80');
    expect(fetched.some((address) => address.includes('model.bin'))).toBe(true);
    const variety = page.getByLabel('Variety');
    await variety.focus();
    await page.keyboard.press('End');
    await page.getByText('100% for being unlike the films above').waitFor();
    const turned = await order(page);
    expect(turned).not.toEqual(published);

    const other = await site.open();
    await other.page.goto(page.url());
    await other.page.getByText(/Made in this page/).waitFor();
    expect(await order(other.page)).toEqual(turned);
    await other.close();

    await page.getByRole('button', { name: 'Back to the published list' }).click();
    expect(await order(page)).toEqual(published);
    expect(new URL(page.url()).hash).toBe('');
    expect(trouble).toEqual([]);
    await close();
  });

  it('with only what is popular is in the order of what most people watch', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}people/u0001/#mix=0`);
    await page.getByText('0% of the order is theirs').waitFor();
    const least = await order(page);
    await page.getByLabel('How much is theirs').fill('100');
    await page.getByText('100% theirs, 0% popular').waitFor();
    expect(await order(page)).not.toEqual(least);
    await close();
  });

  it('a model that is not there is said, and the published list stands', async () => {
    const { page, close } = await site.open();
    await page.route('**/model.bin*', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${site.base}people/u0001/`);
    const published = await order(page);
    await page.getByLabel('Newness').fill('50');
    await page.getByText('The published list stands.').waitFor();
    expect(await order(page)).toEqual(published);
    await close();
  });

  it('is not offered without JavaScript; the published list is', async () => {
    const { page, close } = await site.open({ javaScriptEnabled: false });
    await page.goto(`${site.base}people/u0001/`);
    expect(await page.getByRole('slider').count()).toBe(0);
    expect((await order(page)).length).toBeGreaterThan(3);
    await close();
  });
});

describe('what was given and what is expected', () => {
  it('are two words and two shapes, with a legend, and an interval where there is one', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}people/u0001/`);
    await list(page)
      .getByText(/^we expect \d\.\d, likely \d\.\d to \d\.\d$/)
      .first()
      .waitFor();
    expect(
      await list(page)
        .getByText(/^we expect \d\.\d$/)
        .count(),
    ).toBe(1);
    await list(page).getByText('rated: what a person gave').waitFor();
    const history = page.getByRole('region', { name: 'What they watched' });
    expect(await history.locator('.rated').count()).toBeGreaterThan(0);
    expect(await history.locator('.expected').count()).toBe(0);
    await close();
  });
});
