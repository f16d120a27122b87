// What a build leaves on disk: that it can be repeated, that its links lead somewhere, that it says what is missing.

import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { HOSTILE } from './fixture/films.ts';
import { FIXTURE } from './pages.ts';
import { type BuildOptions, type Built, buildSite, CAN_CUT_OFF } from './support/build.ts';
import { siteUnderTest } from './support/site.ts';

/** A build of its own, removed after the test. */
async function build(options: BuildOptions): Promise<Built> {
  const built = await buildSite(options);
  onTestFinished(() => rmSync(built.folder, { recursive: true, force: true }));
  return built;
}

/** All files below a folder, as paths relative to it. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

const textOf = ({ dist }: { dist: string }, path: string): string => readFileSync(join(dist, path), 'utf8');

/** Whether a page holds a text; a failing one does not print the whole page. */
function expectText(site: { dist: string }, path: string, text: string): void {
  expect(textOf(site, path).includes(text), `${path} says: ${text}`).toBe(true);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&#38;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};
const unescaped = (text: string): string =>
  text.replace(/&(amp|#38|quot|#39|lt|gt);/g, (entity) => ENTITIES[entity]);

/** Addresses in href and src attributes. */
const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src|data-catalogue|data-films)="([^"]*)"/g)].map((match) =>
    unescaped(match[1]),
  );

describe('a build below a base path', () => {
  const site = siteUnderTest();
  let files: Set<string>;
  beforeAll(() => {
    files = new Set(filesBelow(site.dist));
  });

  it('succeeds without a warning, and says how many pages there are, not which', () => {
    expect(site.output).not.toMatch(/\[WARN\]|index\.html/);
    expect(site.output).toMatch(/\d{3} page\(s\) built/);
  });

  it('has no link or source that leads nowhere, and none that leaves the site', () => {
    const broken: string[] = [];
    for (const path of files) {
      if (!path.endsWith('.html')) continue;
      for (const address of addressesIn(textOf(site, path))) {
        const problem = problemWith(address, path);
        if (problem) broken.push(`${path}: ${problem} ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  function problemWith(address: string, page: string): string | null {
    if (address.startsWith('#')) return hasId(page, address.slice(1)) ? null : 'no such id';
    if (address.startsWith('https://films.example/repo/')) return null;
    if (!address.startsWith('/repo/')) return 'outside the base';
    const [path, id] = decodeURIComponent(address.slice('/repo/'.length).replace(/\?[^#]*/, '')).split('#');
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!files.has(file)) return 'no such file';
    // "#mix=80" is a setting that the page's code reads.
    return id === undefined || id.includes('=') || hasId(file, id) ? null : 'no such id';
  }

  const hasId = (file: string, id: string): boolean => textOf(site, file).includes(` id="${id}"`);

  it('has a page for every film, person and run, hostile names included', () => {
    const pages = [...files].filter((path) => path.endsWith('index.html'));
    expect(pages.filter((path) => path.startsWith('films/')).length).toBe(FIXTURE.films + 1);
    // Every tenth person has no page of their own; the list and the page of anybody are two more.
    expect(pages.filter((path) => path.startsWith('people/')).length).toBe(27 + 2);
    expect(pages.filter((path) => path.startsWith('engineering/runs/')).length).toBe(5);
    expect(files).toContain('people/a~2f~2e~2e~2fb~20~3ci~3e~c3~bc~3c~2fi~3e/index.html');
  });

  it('writes every title as text', () => {
    for (const path of files) {
      if (!path.endsWith('.html')) continue;
      // Attribute values may hold "<": only what is outside of quotes could become an element.
      const elements = textOf(site, path).replace(/="[^"]*"/g, '');
      expect(elements.match(/<script>globalThis.hacked|<img src=x/), path).toBeNull();
    }
  });

  it('carries a policy, one h1, a language and a description on every page, and no style attribute', () => {
    for (const path of files) {
      if (!path.endsWith('.html')) continue;
      const html = textOf(site, path);
      const policy = html.indexOf(`<meta http-equiv="content-security-policy" content="default-src 'none'; `);
      expect(policy, path).toBeGreaterThan(0);
      expect(policy, path).toBeLessThan(html.indexOf('<script'));
      expect(html.match(/<h1[\s>]/g), path).toHaveLength(1);
      expect(html, path).toContain('<html lang="en"');
      expect(html, path).toMatch(/<meta name="description" content="[^"]+"/);
      expect(html, path).not.toMatch(/<[^>]+\sstyle="/);
    }
  });

  it('copies the static API as it was read, and names its address', () => {
    expect(textOf(site, 'api/v1/health.json')).toBe(
      readFileSync(join(site.folder, 'public/api/v1/health.json'), 'utf8'),
    );
    expectText(site, 'api/index.html', 'curl -s https://films.example/repo/api/v1/health.json');
    expectText(site, 'films/index.html', '<link rel="canonical" href="https://films.example/repo/films/"');
  });

  it('lists in its sitemap every page that has an address of its own, but those of single people', () => {
    const canonical = [...files].flatMap((path) =>
      path.endsWith('.html') ? (/rel="canonical" href="([^"]+)"/.exec(textOf(site, path))?.[1] ?? []) : [],
    );
    const single = /\/people\/.+/;
    expect(canonical.filter((address) => single.test(address)).length).toBe(27 + 1);
    const listed = [...textOf(site, 'sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, at]) => at);
    expect(listed).toEqual(canonical.filter((address) => !single.test(address)).sort());
    expectText(site, 'robots.txt', 'Sitemap: https://films.example/repo/sitemap.xml');
  });

  it('gives every page a card to be shared by, with a picture of the size it says and below 100 kB', () => {
    const pictures = new Set<string>();
    for (const path of files) {
      if (!path.endsWith('.html')) continue;
      const html = textOf(site, path);
      const meta = (name: string) =>
        new RegExp(`<meta property="og:${name}" content="([^"]+)"`).exec(html)?.[1];
      expect([meta('title'), meta('description'), meta('type')], path).not.toContain(undefined);
      const canonical = /rel="canonical" href="([^"]+)"/.exec(html)?.[1];
      expect(meta('url'), path).toBe(canonical);
      if (canonical) pictures.add(meta('image') ?? `${path} has none`);
    }
    expect(pictures.size).toBe(4);
    for (const address of pictures) {
      const bytes = readFileSync(join(site.dist, address.replace('https://films.example/repo/', '')));
      expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
        'PNG',
        1200,
        630,
      ]);
      expect(bytes.length).toBeLessThan(100_000);
    }
  });

  it('says in JSON-LD what a film is and where its page stands, a hostile title being text', () => {
    const titles = new Set<string>();
    for (const path of files) {
      const html = path.endsWith('.html') ? textOf(site, path) : '';
      const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
      expect(scripts.length, path).toBe(html.includes('rel="canonical"') ? 1 : 0);
      if (!path.startsWith('films/') || scripts.length === 0) continue;
      const [film, trail] = JSON.parse(scripts[0][1])['@graph'];
      if (film['@type'] !== 'Movie') continue;
      titles.add(film.name);
      expect(film.aggregateRating, 'of an invented audience').toBeUndefined();
      expect(trail.itemListElement.map(({ item }: { item: string }) => item)).toEqual([
        'https://films.example/repo/',
        'https://films.example/repo/films/',
        film.url,
      ]);
    }
    expect(titles.size).toBe(FIXTURE.films);
    for (const { title } of HOSTILE) expect(titles).toContain(title);
  });

  it('has no script wait for a file that the page did not name', () => {
    const importsOf = (file: string): string[] =>
      [...textOf(site, `_astro/${file}`).matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map(
        ([, name]) => name,
      );
    const pages = [...files].filter((file) => file.endsWith('.html'));
    const namedOn = (path: string): string[] =>
      [...textOf(site, path).matchAll(/_astro\/([\w.-]+\.js)"/g)].map(([, file]) => file);
    const [ofEvery, ...others] = namedOn('index.html');
    expect([others, importsOf(ofEvery)]).toEqual([[], []]);
    for (const path of pages) {
      const named = namedOn(path);
      expect(named, path).toContain(ofEvery);
      const waited = named.flatMap(importsOf).filter((file) => !named.includes(file));
      expect(waited, path).toEqual([]);
    }
  });

  it('shows the notice of simulated data wherever figures are', () => {
    const without = [...files].filter(
      (path) => path.endsWith('.html') && !textOf(site, path).includes('class="notice"'),
    );
    expect(without).toEqual([]);
  });
});

describe('builds of the same data', () => {
  const how = CAN_CUT_OFF ? 'one made without a network' : 'both with a network: none can be taken away here';
  it(`are the same to the byte, ${how}`, async () => {
    const small = { films: 30, people: 8, runs: 2 };
    const [one, two] = await Promise.all([
      build({ fixture: small }),
      build({ fixture: small, offline: CAN_CUT_OFF }),
    ]);
    expect([one.exitCode, two.exitCode], one.output + two.output).toEqual([0, 0]);
    const files = filesBelow(one.dist);
    expect(filesBelow(two.dist)).toEqual(files);
    for (const path of files) {
      expect(readFileSync(join(one.dist, path)).equals(readFileSync(join(two.dist, path))), path).toBe(true);
    }
  });
});

describe('a build that does not know where it will live', () => {
  it('leaves out what would have to be absolute', async () => {
    const site = await build({ fixture: { films: 12, people: 4, runs: 1 } });
    expect(filesBelow(site.dist)).not.toContain('sitemap.xml');
    expect(textOf(site, 'robots.txt')).toBe('User-agent: *\nAllow: /\n');
    const html = textOf(site, 'index.html');
    expect(html).toContain('property="og:title"');
    expect(html).not.toMatch(/og:image|og:url|canonical|ld\+json/);
  });
});

describe('a build of little or broken data', () => {
  it('says what is missing and unreadable, page by page, and shows the rest', async () => {
    const spoil = (data: string) => writeFileSync(join(data, 'api/v1/decisions.json'), '{"format": 1, "ent');
    const without = [
      'popular.json',
      'people.json',
      'people/samples.json',
      'rules.json',
      'runs.json',
      'experiments.json',
      'films/0000.json',
    ];
    const site = await build({ fixture: { films: 12, people: 4, runs: 2, without }, spoil });
    expect(site.exitCode, site.output).toBe(0);
    expectText(site, 'index.html', 'What is popular is not published');
    expectText(site, 'people/index.html', 'The list of people is not published');
    expectText(site, 'engineering/index.html', 'The list of runs is not published');
    expectText(site, 'experiments/index.html', 'The record of experiments is not published');
    expectText(site, 'monitoring/index.html', 'What the rules say is not published');
    expect(textOf(site, 'monitoring/index.html')).toMatch(
      /The log of decisions cannot be shown.*it is not JSON/s,
    );
    expectText(site, 'films/nothing-known/index.html', 'Its details are not published');
  });

  it('stands without any run, decision or person', async () => {
    const site = await build({ fixture: { films: 12, people: 0, runs: 0 } });
    expect(site.exitCode, site.output).toBe(0);
    expectText(site, 'index.html', 'none yet: lists are what is popular');
    expectText(site, 'people/index.html', 'Nobody is here yet');
    expectText(site, 'engineering/index.html', 'No model has been trained yet');
    expectText(site, 'monitoring/index.html', 'The rules have not been looked at yet');
  });

  it('fails, naming the file and the cure, when a file is missing that no page can do without', async () => {
    const site = await build({ fixture: { films: 3, people: 1, runs: 0, without: ['health.json'] } });
    expect(site.exitCode).not.toBe(0);
    expect(site.output).toContain('api/v1/health.json is missing');
    expect(site.output).toContain('npx showrunner publish');
  });
});
