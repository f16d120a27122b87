// Takes the pictures that other sites show beside a link to this one: `npm run pictures`. Made of the site's own mark, colours
// and cover art; of no data set, so that they stay true whatever is in it. 1200 by 630, as Open Graph asks for.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { artSheet } from '../../site/src/covers/art.ts';
import { thumbHtml } from '../../site/src/covers/cover.ts';
import { launch } from '../../tests/site/support/browser.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../site/src/${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');

const GENRES = [
  'Drama',
  'Sci-Fi',
  'Comedy',
  'Western',
  'Romance',
  'Horror',
  'Musical',
  'Crime',
  'Adventure',
  'War',
];
const YEARS = [1999, 1974, 1986, 1952, 2014, 1963, 1931, 2008];

/** Art of imagined films: only genre, decade and a number count for it. */
const art = (count: number, from: number): string =>
  Array.from({ length: count }, (_, n) =>
    thumbHtml(
      {
        item_id: String(from + n),
        title: `${from + n}`,
        year: YEARS[(from + n * 3) % YEARS.length],
        genres: [GENRES[(from + n) % GENRES.length]],
      },
      '',
    ),
  ).join('');

const CARDS = [
  {
    name: 'site',
    line: 'Films picked by a machine that shows its work',
    beside: `<div class="wall">${art(12, 0)}</div>`,
  },
  {
    name: 'films',
    line: 'Every film, what it is like, and why',
    beside: `<div class="wall near">${art(6, 20)}</div>`,
  },
  {
    name: 'people',
    line: 'What they watched, what comes next, and why',
    beside: `<div class="rounds">${art(12, 40)}</div>`,
  },
  {
    name: 'machine',
    line: 'Every run, rule and decision in the open',
    beside: `<div class="loop">${read('assets/mark.svg')}</div>`,
  },
];

const styles = [
  'base.css',
  ...readdirSync(at('styles')).filter((file) => file.startsWith('colours-')),
  'cover.css',
];
const LAYOUT = `
  body { display: block; width: 1200px; height: 630px; overflow: hidden; color: #f3e9d8; background: #14424a; }
  .words { position: absolute; inset: 0 auto 0 72px; width: 500px; display: flex; flex-direction: column; justify-content: center; gap: 30px; }
  .words > svg { width: 92px; height: 92px; }
  .words rect { fill: #1d5660; }
  .words b { font: 600 82px/1 var(--display); letter-spacing: -0.02em; }
  .words p { font: 400 36px/1.3 var(--sans); color: #d9dccf; text-wrap: balance; }
  .cover { border-radius: 12px; }
  .wall, .rounds { position: absolute; left: 740px; top: -90px; display: grid; grid-template-columns: repeat(4, 190px); gap: 22px; rotate: 7deg; }
  .wall .cover { width: 190px; height: 270px; }
  .near { grid-template-columns: repeat(3, 270px); top: -70px; }
  .near .cover { width: 270px; height: 384px; }
  .rounds { left: 770px; top: -30px; rotate: 0deg; gap: 28px; grid-template-columns: repeat(4, 200px); }
  .rounds .cover { width: 200px; height: 200px; border-radius: 50%; }
  .rounds .cover:nth-child(8n + 5), .rounds .cover:nth-child(8n + 6), .rounds .cover:nth-child(8n + 7), .rounds .cover:nth-child(8n + 8) { translate: -114px 0; }
  .loop svg { position: absolute; left: 610px; top: -100px; width: 830px; height: 830px; }
  .loop rect { fill: none; }
`;

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
  for (const { name, line, beside } of CARDS) {
    await page.setContent(
      `<!doctype html><style>${styles.map((file) => read(`styles/${file}`)).join('')}${LAYOUT}</style>
      <div hidden>${artSheet()}</div>${beside}<div class="words">${read('assets/mark.svg')}<b>Showrunner</b><p>${line}</p></div>`,
    );
    const file = at(`assets/cards/${name}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
} finally {
  await browser.close();
}
