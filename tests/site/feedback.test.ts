// Saying what one thinks of films, and what becomes of it: kept, sent as an issue or a file that the repository's own code
// takes in, exported, imported, erased; and a browser that keeps nothing.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import YAML from 'yaml';
import type { CatalogueFile } from '#pipeline/publishing/contract.ts';
import { deriveCollection } from '../../actions/collect-feedback/collection.ts';
import { scanEventRows } from '../../pipeline/data/batches.ts';
import { ingestFeedback } from '../../pipeline/data/feedback.ts';
import { siteUnderTest } from './support/site.ts';

const REPOSITORY = 'https://github.com/someone/films';
const site = siteUnderTest({ repository: REPOSITORY });
let films: CatalogueFile['films'];
beforeAll(() => {
  films = JSON.parse(readFileSync(join(site.dist, 'api/v1/catalogue.json'), 'utf8')).films;
});

const status = (page: Page) => page.locator('film-picks, film-thoughts, your-data').locator('[role=status]');
const yourData = async (page: Page): Promise<void> => {
  await page.goto(`${site.base}your-data/`);
  await page.locator('your-data[data-state=ready]').waitFor();
};
const toldOf = (page: Page): Promise<string[]> => page.locator('.told li').allTextContents();

async function react(page: Page, film: number, button: string): Promise<void> {
  await page.goto(`${site.base}films/${films[film].slug}/`);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('button', { name: button, pressed: true }).waitFor();
}

const FIVE = ['I love it', 'I like it', 'Not for me', 'Less like this', 'I love it'];
const SIGNALS = ['love', 'thumb_up', 'thumb_down', 'not_interested', 'love'];
async function reactToFive(page: Page): Promise<void> {
  for (const [i, button] of FIVE.entries()) await react(page, i + 3, button);
}

/** A repository with the site's films, and nothing said of them. */
function repository(): string {
  const root = mkdtempSync(join(tmpdir(), 'showrunner-feedback-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'data/feedback'), { recursive: true });
  const lines = films.map(({ item_id }) => `${item_id},A film,2000,Drama,`);
  writeFileSync(join(root, 'data/catalogue.csv'), `item_id,title,year,genres,added\n${lines.join('\n')}\n`);
  const card = {
    format: 1,
    name: 'x',
    title: 'X',
    kind: 'imported',
    notice: null,
    licence: null,
    source: null,
  };
  writeFileSync(
    join(root, 'data/dataset.json'),
    JSON.stringify({ ...card, rating_scale: { min: 0.5, max: 5, step: 0.5 } }),
  );
  return root;
}

const reporter = { progress: () => {}, note: () => {}, warn: () => {} };
async function ingested(root: string): Promise<string[]> {
  const report = await ingestFeedback(root, { now: Date.now(), dryRun: false, reporter });
  expect(report.refused).toEqual({});
  const rows: string[] = [];
  await scanEventRows(root, ({ item_id, signal }) => {
    item_id.forEach((film, i) => void rows.push(`${signal[i]} ${film}`));
  });
  return rows.sort();
}
const expected = (): string[] => SIGNALS.map((signal, i) => `${signal} ${films[i + 3].item_id}`).sort();

describe('sending', () => {
  it('five films become a filled-in issue whose text is shown, and the repository takes in just that', async () => {
    const { page, trouble, close } = await site.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await reactToFive(page);
    await yourData(page);
    const shown = await page.getByRole('region', { name: 'Text of the issue' }).textContent();
    const link = page.getByRole('link', { name: 'Open the filled-in issue' });
    const address = new URL((await link.getAttribute('href')) ?? '');
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
      '_blank',
      'noopener noreferrer',
    ]);
    expect(`${address.origin}${address.pathname}`).toBe(`${REPOSITORY}/issues/new`);
    // As GitHub does: the template by its name, each field from the parameter of its id, rendered below its heading.
    const template = join(
      import.meta.dirname,
      '../../.github/ISSUE_TEMPLATE',
      address.searchParams.get('template') ?? '',
    );
    const form = YAML.parse(readFileSync(template, 'utf8'));
    const values: string[] = form.body.map(({ id }: { id: string }) => address.searchParams.get(id) ?? '');
    expect(values).toEqual([shown]);
    const body = `### ${form.body[0].attributes.label}\n\n\`\`\`${form.body[0].attributes.render}\n${values[0]}\n\`\`\`\n`;
    const root = repository();
    const issues = [{ number: 12, account: 99, createdAt: Date.now(), body }];
    const { collected } = await deriveCollection(root, {
      issues,
      lines: [],
      limits: { account: 100, film: 10 },
    });
    expect(collected).toMatchObject({ reactions: 5, outcomes: [{ kind: 'taken' }] });
    expect(await ingested(root)).toEqual(expected());
    expect(asked.filter((request) => !request.startsWith(site.base))).toEqual([]);
    expect(trouble).toEqual([]);
    await close();
  });

  it('the file is what was shown, is read as it is, once, and after it only what changed is sent', async () => {
    const { page, trouble, close } = await site.open();
    await reactToFive(page);
    await yourData(page);
    const shown = await page.getByRole('region', { name: 'Text of the file' }).textContent();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download feedback.jsonl' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect([download.suggestedFilename(), text]).toEqual(['feedback.jsonl', shown]);
    const root = repository();
    for (const name of ['one', 'again']) writeFileSync(join(root, `data/feedback/${name}.jsonl`), text);
    expect(await ingested(root)).toEqual(expected());
    expect(readdirSync(join(root, 'data')).includes('quarantine')).toBe(false);
    await page.getByRole('button', { name: 'Yes, it is sent' }).click();
    await status(page).getByText('5 reactions marked as sent').waitFor();
    expect(await page.getByRole('region', { name: 'Send it as feedback' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: `Take back: ${films[3].title}` }).click();
    expect(await page.getByRole('region', { name: 'Text of the issue' }).textContent()).toBe(
      `undo ${films[3].item_id}`,
    );
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('my data', () => {
  it('is exported, erased when asked twice, put back by undo, and imported elsewhere; a bad file changes nothing', async () => {
    const { page, trouble, close } = await site.open();
    await reactToFive(page);
    await yourData(page);
    const all = await toldOf(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain(JSON.stringify(films[3].title));
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.keyboard.press('Enter');
    await status(page).getByText('Erased.').waitFor();
    expect([await toldOf(page), await page.evaluate(() => localStorage.length)]).toEqual([[], 0]);
    await page.keyboard.press('Enter');
    expect(await toldOf(page)).toEqual(all);

    const other = await site.open();
    await yourData(other.page);
    const bring = (content: string) =>
      other.page
        .getByLabel('Import')
        .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await bring(text.replace('"love"', '"adore"'));
    await status(other.page)
      .getByText(/mine\.json was not read.*reactions\[0\]\.reaction is "adore"; legal: not/)
      .waitFor();
    expect(await toldOf(other.page)).toEqual([]);
    await bring(text.replace(films[4].item_id, 'gone'));
    await status(other.page).getByText('1 film is not in the catalogue: kept, never sent.').waitFor();
    expect(await toldOf(other.page)).toHaveLength(5);
    expect(await other.page.getByRole('region', { name: 'Text of the issue' }).textContent()).not.toContain(
      'gone',
    );
    expect([...trouble, ...other.trouble]).toEqual([]);
    await other.close();
    await close();
  });

  it('of two open pages neither erases what the other was told, and the first follows at once', async () => {
    const { page, close } = await site.open();
    const second = await page.context().newPage();
    await yourData(page);
    await react(second, 3, 'I love it');
    await page.locator('.told li').first().waitFor();
    await react(second, 4, 'Seen it');
    await page.locator('.told li').nth(1).waitFor();
    await page.getByRole('button', { name: `Take back: ${films[3].title}` }).click();
    await second.getByRole('button', { name: 'Not for me' }).click();
    await page.locator('.told li').getByText('not for me').waitFor();
    expect(await toldOf(page)).toHaveLength(1);
    await close();
  });

  it('that cannot be read is set aside, said, and can be had', async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.base}about/`);
    await page.evaluate(() => localStorage.setItem('showrunner-mine', '{"format": 1, "ha'));
    await react(page, 3, 'I love it');
    await status(page).getByText('was set aside, not lost').waitFor();
    await yourData(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download it as it is' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('{"format": 1, "ha');
    expect(await toldOf(page)).toHaveLength(1);
    await close();
  });

  it('is not remembered where storage is full: said once, and the page works on', async () => {
    const { page, trouble, close } = await site.open();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await react(page, 3, 'I love it');
    await status(page).getByText('Nothing will be remembered').waitFor();
    await page.getByRole('button', { name: 'Seen it' }).click();
    await page.getByRole('button', { name: 'Seen it', pressed: true }).waitFor();
    expect(await status(page).textContent()).not.toContain('Nothing will be remembered');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'I love it', pressed: true }).waitFor();
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('the rows', () => {
  it('follow what is said on a film’s page, and keep to the visitor when an address of others is opened', async () => {
    const { page, trouble, close } = await site.open();
    await react(page, 3, 'I love it');
    await page.goto(site.base);
    await page.getByRole('region', { name: 'For you' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.goto(`${site.base}#likes=${films[9].item_id}`);
    await page.reload();
    await status(page).getByText('These picks came with the address.').waitFor();
    await page.getByRole('region', { name: 'For you' }).locator('summary').first().click();
    await page
      .getByRole('button', { name: /^Seen it/ })
      .first()
      .click();
    await yourData(page);
    const told = await toldOf(page);
    expect([told.length, told.join().includes('loved'), told.join().includes('liked')]).toEqual([
      2,
      true,
      false,
    ]);
    expect(trouble).toEqual([]);
    await close();
  });

  it('are no dead end when every film was told of', async () => {
    const { page, trouble, close } = await site.open();
    const ids = films.map(({ item_id }) => item_id);
    await page.goto(`${site.base}#likes=${ids.slice(0, 4)}&not=${ids.slice(4)}`);
    const again = page.getByRole('region', { name: 'To see again' });
    await again.waitFor();
    expect(await again.getByRole('link').count()).toBeGreaterThan(2);
    expect(trouble).toEqual([]);
    await close();
  });
});

describe('a copy without a repository', () => {
  it('offers the file, and says why no issue', async () => {
    const { page, close } = await site.open();
    await react(page, 3, 'I love it');
    await page.route('**/your-data/', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(REPOSITORY, '') });
    });
    await yourData(page);
    await page.getByText('built without the address of its repository').waitFor();
    expect(await page.getByRole('button', { name: 'Download feedback.jsonl' }).isVisible()).toBe(true);
    await close();
  });
});

describe('the cards of a page’s own lists', () => {
  const row = (page: Page) => page.getByRole('region', { name: 'Popular now' });
  it('take a thumb by keyboard, say so, make the visitor’s own rows of it, and take it back', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(site.base);
    const card = row(page).getByRole('listitem').first();
    const title = (await card.locator('.cover-title').textContent()) ?? '';
    await card.locator('summary').focus();
    await page.keyboard.press('Enter');
    const love = card.getByRole('button', { name: `I love it: ${title}` });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await love.getAttribute('aria-pressed')).toBe('true');
    await card.getByRole('status').getByText(`You love ${title}.`).waitFor();
    await page.locator('film-picks').getByRole('region', { name: 'For you' }).waitFor();
    await page.locator('film-picks .pick').getByText(title).waitFor();
    expect(await card.locator('summary').innerText()).toBe('Loved');
    await card.getByRole('button', { name: 'Undo' }).click();
    await page.locator('film-picks .pick').waitFor({ state: 'detached' });
    expect(await card.locator('summary').innerText()).toBe('Have your say');
    await page.keyboard.press('Escape');
    expect(await card.locator('details').getAttribute('open')).toBeNull();
    expect(trouble).toEqual([]);
    await close();
  });

  it('are also those of a genre and of the films like one, and all show what is kept', async () => {
    const { page, trouble, close } = await site.open();
    await page.goto(`${site.base}genres/drama/`);
    const first = page.locator('ul[data-say] > li').first();
    const title = (await first.locator('.cover-title').textContent()) ?? '';
    const address = await first.getByRole('link').getAttribute('href');
    await first.locator('summary').click();
    await first.getByRole('button', { name: 'Seen it' }).click();
    await page.reload();
    await first.getByText('Seen').waitFor();
    expect(await first.locator('summary').getAttribute('aria-label')).toBe(`Seen: say more about ${title}`);
    await page.goto(new URL(address ?? '', page.url()).href);
    await page.getByRole('button', { name: 'Seen it', pressed: true }).waitFor();
    const similar = page.getByRole('region', { name: 'Films like it' }).locator('li').first();
    await similar.locator('summary').click();
    await similar.getByRole('button', { name: 'Not for me' }).click();
    await yourData(page);
    expect((await toldOf(page)).length).toBe(2);
    expect(trouble).toEqual([]);
    await close();
  });

  it('do not move when this appears, and have nothing of it without JavaScript', async () => {
    const { page, close } = await site.open();
    await page.goto(site.base);
    await page.locator('ul[data-say] details').first().waitFor();
    const heights = await page.evaluate(() => {
      const item = document.querySelector('ul[data-say] > li') as HTMLElement;
      const list = item.parentElement as HTMLElement;
      const having = item.getBoundingClientRect().height;
      for (const more of list.querySelectorAll('.say')) more.remove();
      return [having, item.getBoundingClientRect().height];
    });
    expect(heights[0]).toBeCloseTo(heights[1], 0);
    await close();
    const bare = await site.open({ javaScriptEnabled: false });
    await bare.page.goto(site.base);
    expect(await bare.page.locator('ul[data-say] details').count()).toBe(0);
    await bare.close();
  });
});
