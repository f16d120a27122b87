// One address of each page type in the site that the fixture makes, and the size of that fixture.

import type { CatalogueFile } from '#pipeline/publishing/contract.ts';
import { type FixtureOptions, fixtureFiles } from './fixture/write.ts';

export const FIXTURE: FixtureOptions = { films: 120, people: 30, runs: 5 };

const { films } = fixtureFiles(FIXTURE).get('catalogue.json') as CatalogueFile;
const [best] = films.toSorted((a, b) => b.interactions - a.interactions);

/** Path below the base by page type. */
export const PAGES = {
  home: '',
  films: 'films/',
  film: `films/${best.slug}/`,
  bareFilm: 'films/nothing-known/',
  list: 'genres/drama/',
  people: 'people/',
  person: 'people/u0001/',
  anybody: 'people/person/',
  newcomer: 'people/u0005/',
  engineering: 'engineering/',
  champion: 'engineering/runs/run_20260514_031500/',
  retired: 'engineering/runs/run_20260510_031500/',
  anyRun: 'engineering/run/',
  compare: 'engineering/compare/',
  experiments: 'experiments/',
  monitoring: 'monitoring/',
  about: 'about/',
  api: 'api/',
  yourData: 'your-data/',
  missing: 'no/such/page/',
} as const;
