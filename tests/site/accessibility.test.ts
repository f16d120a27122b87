// Every page type by axe's rules, as it comes and as it is while somebody uses it, in every look that a visitor may have.
// The table is docs/site-axe.md: `AXE=write npx vitest run tests/site/accessibility.test.ts` makes it again.

import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { STATES } from './states.ts';
import { axeOn, TAGS } from './support/axe.ts';
import { siteUnderTest } from './support/site.ts';

const site = siteUnderTest();
const DOCUMENT = new URL('../../docs/site-axe.md', import.meta.url);

const LOOKS = [
  { name: '320 px, light', width: 320, colorScheme: 'light' },
  { name: '320 px, dark', width: 320, colorScheme: 'dark' },
  { name: '1280 px, light', width: 1280, colorScheme: 'light' },
  { name: '1280 px, dark', width: 1280, colorScheme: 'dark' },
] as const;
/** Opened as such: a page that is already drawn keeps some of its colours. */
const FORCED = { name: '320 px, forced colours', width: 320, colorScheme: 'dark' } as const;
type Look = (typeof LOOKS)[number] | typeof FORCED;

/** Rules that are broken, of those that apply, by state and look. */
const table = new Map<string, string[]>();

describe.each(STATES)('$name', ({ name, path, reach }) => {
  async function inLooks(looks: readonly Look[], options: BrowserContextOptions): Promise<void> {
    const { page, trouble, close } = await site.open(options);
    await page.goto(site.base + path);
    await reach?.(page);
    const faults: string[] = [];
    for (const { name: look, width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations, broken, passed } = await axeOn(page);
      faults.push(...[...violations, ...(await tooWide(page))].map((fault) => `${look}: ${fault}`));
      table.set(name, [...(table.get(name) ?? []), `${broken} of ${broken + passed}`]);
    }
    expect(faults).toEqual([]);
    // The page that is not there answers 404, as it should.
    expect(trouble.filter((line) => name !== 'missing' || !line.includes('404'))).toEqual([]);
    await close();
  }

  it('has no fault and fits the screen, in light and dark, narrow and wide', () => inLooks(LOOKS, {}));

  it('has no fault in forced colours', () => inLooks([FORCED], { forcedColors: 'active' }));
});

async function tooWide(page: Page): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [`${over} px wider than the screen`] : [];
}

afterAll(() => {
  if (process.env.AXE === 'write') writeFileSync(DOCUMENT, documentOf(table));
});

function documentOf(rows: ReadonlyMap<string, readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Accessibility, page by page',
    '',
    'Rules of axe-core that a page breaks, of those that apply to it, in Chromium. The tags are',
    `${TAGS.map((tag) => `\`${tag}\``).join(', ')}.`,
    'A test holds every cell at 0 broken rules and every page to the width of the screen. The same test writes this table,',
    'on made-up data (`tests/site/fixture/`):',
    '',
    '    AXE=write npx vitest run tests/site/accessibility.test.ts',
    '',
    line(['page', ...[...LOOKS, FORCED].map((look) => look.name)]),
    line(['---', ...LOOKS.map(() => '---'), '---']),
    ...[...rows].map(([name, cells]) => line([name, ...cells])),
    '',
    'What rules cannot see (whether words make sense, whether the order of the keys does) is in the tests of flows by',
    'keyboard, `tests/site/conditions.test.ts`.',
    '',
  ].join('\n');
}

it.skipIf(process.env.AXE === 'write')('has a row in the document for every page', () => {
  const rows = readFileSync(DOCUMENT, 'utf8').matchAll(/^\| (.+?) \| \d+ of/gm);
  expect([...rows].map(([, name]) => name)).toEqual(STATES.map(({ name }) => name));
});
