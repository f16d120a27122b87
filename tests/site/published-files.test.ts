// Each published file missing, cut off and with a wrong value in it: the page that needs it says so and names it, and
// every page that does not is the same to the byte. Not the three files that no page can do without: they stop a build.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Built, buildSite } from './support/build.ts';

const fixture = { films: 12, people: 4, runs: 3 };
const [NEWEST, FILM] = ['run_20260512_031500', 'films/nothing-known/index.html'];

interface Use {
  /** Pages that say what is wrong with it. */
  says: string[];
  /** Pages that may be another without it. */
  changes: RegExp;
  /** What its being missing means is in order. */
  mayBeMissing?: boolean;
}
const NOBODY = /^$/;
const MONITORING = /^monitoring\/|^feed\.xml/;

/** Who reads what when the site is built. The sizes on the page of the API are those of all files. */
const FILES: Readonly<Record<string, Use>> = {
  'popular.json': { says: ['index.html'], changes: /^(index|people\/)/ },
  'segments.json': {
    says: ['genres/drama/index.html', 'decades/1970s/index.html'],
    changes: /^(genres|decades)\//,
  },
  'questions.json': { says: ['index.html'], changes: /^index/ },
  'model.json': {
    says: ['index.html', FILM, 'people/person/index.html'],
    changes: /^(index|films\/|people\/)/,
  },
  'model.bin': { says: [], changes: NOBODY },
  'model-films.json': { says: [], changes: NOBODY },
  'people.json': { says: ['people/index.html'], changes: /^people\/index/ },
  'people/samples.json': { says: ['people/index.html', 'index.html'], changes: /^(index|people\/|films\/)/ },
  'people/0000.json': { says: [], changes: NOBODY },
  'mixed.json': { says: [], changes: NOBODY },
  'films/0000.json': { says: [FILM], changes: /^films\/./ },
  'rules.json': { says: ['monitoring/index.html'], changes: MONITORING },
  'incidents.json': { says: ['monitoring/index.html'], changes: MONITORING },
  'drift.json': { says: ['monitoring/index.html'], changes: MONITORING },
  'quality.json': { says: ['monitoring/index.html'], changes: MONITORING },
  'decisions.json': { says: ['monitoring/index.html'], changes: MONITORING },
  'experiments.json': { says: ['experiments/index.html'], changes: /^experiments\// },
  'runs.json': { says: ['engineering/index.html'], changes: /^(index|engineering\/|monitoring\/)/ },
  'run-columns.json': { says: ['engineering/index.html'], changes: /^engineering\// },
  // Retention deletes papers of old runs.
  [`runs/${NEWEST}.json`]: {
    says: [`engineering/runs/${NEWEST}/index.html`],
    changes: /^engineering\//,
    mayBeMissing: true,
  },
  'metrics.json': { says: [], changes: NOBODY },
  'index.json': { says: ['api/index.html'], changes: NOBODY },
};
const NAMES = Object.keys(FILES);

const STATES = ['missing', 'cut off', 'wrong', 'intact'] as const;
type State = (typeof STATES)[number];
/** In four builds each file is in each of the four states once, and its neighbours are in others. */
const stateOf = (file: string, build: number): State => STATES[(NAMES.indexOf(file) + build) % STATES.length];

const WORDS: Readonly<Record<Exclude<State, 'intact'>, (file: string) => RegExp>> = {
  missing: (file) => new RegExp(`is not published: <code>api/v1/${file}</code> is missing`),
  'cut off': (file) => new RegExp(`<code>api/v1/${file}</code> cannot be used, because it is not JSON`),
  wrong: (file) =>
    new RegExp(`<code>api/v1/${file}</code> cannot be used, because \\S+ (is|has no) .*&quot;`),
};

function spoil(folder: string, build: number): void {
  for (const file of NAMES) {
    const path = join(folder, 'api/v1', file);
    const state = stateOf(file, build);
    if (state === 'missing') rmSync(path);
    if (state === 'cut off') writeFileSync(path, readFileSync(path).subarray(0, 40));
    if (state === 'wrong' && file.endsWith('.json'))
      writeFileSync(path, JSON.stringify(withWrongValue(JSON.parse(readFileSync(path, 'utf8')))));
  }
}

/** The document with an object in the place of the last value that is none, however deep. */
function withWrongValue(value: unknown): unknown {
  const last = typeof value === 'object' && value !== null ? Object.keys(value).at(-1) : undefined;
  if (last === undefined) return { wrong: true };
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[last] = withWrongValue(copy[last]);
  return copy;
}

const builds: Built[] = [];
beforeAll(async () => {
  builds.push(await buildSite({ fixture }));
  for (const build of STATES.keys())
    builds.push(await buildSite({ fixture, spoil: (folder) => spoil(folder, build) }));
}, 120_000);
afterAll(() => {
  for (const { folder } of builds) rmSync(folder, { recursive: true, force: true });
});

/** The pages of a build by path; which deployment they are of is left out. */
const pagesOf = ({ dist }: Built): Map<string, string> =>
  new Map(
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(html|xml)$/.test(path))
      .map((path) => [path, readFileSync(join(dist, path), 'utf8').replace(/ data-deployment="[^"]*"/, '')]),
  );

describe.each([...STATES.keys()])(
  'build %i of files missing, cut off, wrong and intact by turns',
  (build) => {
    const broken = NAMES.filter((file) => stateOf(file, build) !== 'intact');

    it('succeeds', () => {
      const { exitCode, output } = builds[build + 1];
      expect(exitCode, output).toBe(0);
    });

    it.each(broken)('says of %s on each page that needs it', (file) => {
      const state = stateOf(file, build);
      const { says, mayBeMissing } = FILES[file];
      if (state === 'intact' || (state === 'missing' && mayBeMissing)) return;
      const pages = pagesOf(builds[build + 1]);
      for (const path of says.filter((page) => pages.has(page)))
        expect(WORDS[state](file).test(pages.get(path) ?? ''), `${path}: ${file} ${state}`).toBe(true);
    });

    it('leaves every page that reads none of them as it was', () => {
      const [before, after] = [pagesOf(builds[0]), pagesOf(builds[build + 1])];
      const mayChange = (path: string) =>
        /^api\//.test(path) || broken.some((file) => FILES[file].changes.test(path));
      const changed = [...before].filter(([path, page]) => !mayChange(path) && after.get(path) !== page);
      expect(changed.map(([path]) => path)).toEqual([]);
      expect([...before.keys()].filter((path) => !mayChange(path)).length).toBeGreaterThan(3);
    });
  },
);

it('knows every file that is published for a page', () => {
  const published = readdirSync(join(builds[0].folder, 'public/api/v1'), {
    recursive: true,
    encoding: 'utf8',
  });
  const needed = ['health.json', 'dataset.json', 'catalogue.json'];
  const pageless = /^(badges|schemas|tables)(\/|$)|^[a-z]+$|^runs\//;
  expect(published.filter((path) => !pageless.test(path) && !needed.includes(path)).sort()).toEqual(
    NAMES.filter((name) => !pageless.test(name)).sort(),
  );
});
