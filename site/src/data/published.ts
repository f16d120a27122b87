// Everything the site is built from, read once into memory. Not how any of it is shown.

import type {
  ApiIndex,
  CatalogueFile,
  Dataset,
  DecisionsFile,
  DriftFile,
  ExperimentsFile,
  FilmCard,
  FilmDetail,
  FilmShard,
  Health,
  IncidentsFile,
  ModelFile,
  PeopleIndex,
  PeopleShard,
  Person,
  Popular,
  QualityFile,
  Questions,
  RulesFile,
  RunColumns,
  RunReport,
  RunsFile,
  Segments,
} from '#pipeline/publishing/contract.ts';
import { type Loaded, readOptional, readRequired, valueOr } from './json-file.ts';

/** Films in one shard of api/v1/films/, as the contract has it. */
const FILMS_PER_SHARD = 200;

export interface Published {
  readonly health: Health;
  readonly dataset: Dataset;
  /** Catalogue order. */
  readonly films: readonly FilmCard[];
  readonly filmById: ReadonlyMap<string, FilmCard>;
  readonly popular: Loaded<Popular>;
  readonly segments: Loaded<Segments>;
  readonly questions: Loaded<Questions>;
  /** Without a champion there is none. */
  readonly model: Loaded<ModelFile>;
  readonly people: Loaded<PeopleIndex>;
  readonly rules: Loaded<RulesFile>;
  readonly decisions: Loaded<DecisionsFile>;
  readonly incidents: Loaded<IncidentsFile>;
  readonly drift: Loaded<DriftFile>;
  readonly quality: Loaded<QualityFile>;
  readonly runs: Loaded<RunsFile>;
  /** The same runs, a column a fact. */
  readonly runColumns: Loaded<RunColumns>;
  readonly experiments: Loaded<ExperimentsFile>;
  /** What files there are. */
  readonly index: Loaded<ApiIndex>;
  /** Details by item id; a film is not in it when its shard is missing. */
  readonly details: ReadonlyMap<string, FilmDetail>;
  /** The people who have a page of their own; the page of others reads the static API. */
  readonly samples: Loaded<PeopleShard>;
  /** The same, by user id; empty where they are missing. */
  readonly persons: ReadonlyMap<string, Person>;
  /** The report of one run. */
  readonly report: (run: string) => Loaded<RunReport>;
}

/** Reads what `publish` wrote below `folder`. @throws Error when a file is missing that no page can do without. */
export function loadPublished(folder: string): Published {
  const { films } = readRequired<CatalogueFile>(folder, 'catalogue.json', 'films');
  checkSlugs(films);
  const samples = readOptional<PeopleShard>(folder, 'people/samples.json', 'people');
  return {
    health: readRequired<Health>(folder, 'health.json', 'as_of'),
    dataset: readRequired<Dataset>(folder, 'dataset.json', 'counts'),
    films,
    filmById: new Map(films.map((film) => [film.item_id, film])),
    popular: readOptional<Popular>(folder, 'popular.json', 'by_genre'),
    segments: readOptional<Segments>(folder, 'segments.json', 'segments'),
    questions: readOptional<Questions>(folder, 'questions.json', 'items'),
    model: readOptional<ModelFile>(folder, 'model.json', 'sha256'),
    people: readOptional<PeopleIndex>(folder, 'people.json', 'first'),
    samples,
    rules: readOptional<RulesFile>(folder, 'rules.json', 'decision'),
    decisions: readOptional<DecisionsFile>(folder, 'decisions.json', 'entries'),
    incidents: readOptional<IncidentsFile>(folder, 'incidents.json', 'incidents'),
    drift: readOptional<DriftFile>(folder, 'drift.json', 'features'),
    quality: readOptional<QualityFile>(folder, 'quality.json', 'days'),
    runs: readOptional<RunsFile>(folder, 'runs.json', 'runs'),
    runColumns: readOptional<RunColumns>(folder, 'run-columns.json', 'protocols'),
    experiments: readOptional<ExperimentsFile>(folder, 'experiments.json', 'experiments'),
    index: readOptional<ApiIndex>(folder, 'index.json', 'files'),
    details: readDetails(folder, films.length),
    persons: new Map(valueOr(samples, { people: [] }).people.map((person) => [person.user_id, person])),
    report: (run) => readOptional<RunReport>(folder, `runs/${run}.json`, 'manifest'),
  };
}

/** The films with these ids, in their order; an id the catalogue does not have is left out. */
export function filmsOf(published: Published, ids: readonly string[]): FilmCard[] {
  return ids.flatMap((id) => published.filmById.get(id) ?? []);
}

/** "0007.json" and the like: the name of a shard. */
const shardName = (shard: number): string => `${String(shard).padStart(4, '0')}.json`;

/** The file of the API that holds the details of the film at this place of the catalogue. */
export const filmShardFile = (position: number): string =>
  `films/${shardName(Math.floor(position / FILMS_PER_SHARD))}`;

function readDetails(folder: string, films: number): Map<string, FilmDetail> {
  const details = new Map<string, FilmDetail>();
  for (let shard = 0; shard * FILMS_PER_SHARD < films; shard++) {
    const loaded = readOptional<FilmShard>(folder, filmShardFile(shard * FILMS_PER_SHARD), 'films');
    for (const film of valueOr(loaded, { films: [] }).films) details.set(film.item_id, film);
  }
  return details;
}

/** A slug becomes a folder name and a part of an address: it must be neither empty, nor a path, nor taken. */
function checkSlugs(films: readonly FilmCard[]): void {
  const seen = new Set<string>();
  for (const { slug, item_id } of films) {
    if (!/^[^\s/\\?#%.][^\s/\\?#%]*$/u.test(slug)) {
      throw new Error(
        `api/v1/catalogue.json: film ${item_id} has the slug ${JSON.stringify(slug)}, which is no URL part.`,
      );
    }
    if (seen.has(slug))
      throw new Error(`api/v1/catalogue.json: the slug ${JSON.stringify(slug)} is there twice.`);
    seen.add(slug);
  }
}
