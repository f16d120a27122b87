// Everything the site is built from, read once into memory. Not how any of it is shown.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
export const FILMS_PER_SHARD = 200;

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
  /** Details by item id; a film is not in it when its shard is missing or unreadable. */
  readonly details: ReadonlyMap<string, FilmDetail>;
  /** The file that has a film's details. */
  readonly detailsFile: (film: FilmCard) => Loaded<FilmShard>;
  /** The people who have a page of their own; the page of others reads the static API. */
  readonly samples: Loaded<PeopleShard>;
  /** The same, by user id; empty where they are missing. */
  readonly persons: ReadonlyMap<string, Person>;
  /** The report of one run. */
  readonly report: (run: string) => Loaded<RunReport>;
  /** Whether the judge's report of a run is there as text. */
  readonly hasReportText: (run: string) => boolean;
}

/** Reads what `publish` wrote below `folder`. @throws Error when a file is missing that no page can do without. */
export function loadPublished(folder: string): Published {
  const { films } = readRequired<CatalogueFile>(folder, 'catalogue.json');
  checkSlugs(films);
  const shards = readShards(folder, films.length);
  const places = new Map(films.map((film, place) => [film, place]));
  const samples = readOptional<PeopleShard>(folder, 'people/samples.json');
  return {
    health: readRequired<Health>(folder, 'health.json'),
    dataset: readRequired<Dataset>(folder, 'dataset.json'),
    films,
    filmById: new Map(films.map((film) => [film.item_id, film])),
    popular: readOptional<Popular>(folder, 'popular.json'),
    segments: readOptional<Segments>(folder, 'segments.json'),
    questions: readOptional<Questions>(folder, 'questions.json'),
    model: readOptional<ModelFile>(folder, 'model.json'),
    people: readOptional<PeopleIndex>(folder, 'people.json'),
    samples,
    rules: readOptional<RulesFile>(folder, 'rules.json'),
    decisions: readOptional<DecisionsFile>(folder, 'decisions.json'),
    incidents: readOptional<IncidentsFile>(folder, 'incidents.json'),
    drift: readOptional<DriftFile>(folder, 'drift.json'),
    quality: readOptional<QualityFile>(folder, 'quality.json'),
    runs: readOptional<RunsFile>(folder, 'runs.json'),
    runColumns: readOptional<RunColumns>(folder, 'run-columns.json'),
    experiments: readOptional<ExperimentsFile>(folder, 'experiments.json'),
    index: readOptional<ApiIndex>(folder, 'index.json'),
    details: new Map(
      shards.flatMap((shard) =>
        valueOr(shard, { films: [] }).films.map((film) => [film.item_id, film] as const),
      ),
    ),
    detailsFile: (film) => shards[Math.floor((places.get(film) ?? 0) / FILMS_PER_SHARD)],
    persons: new Map(valueOr(samples, { people: [] }).people.map((person) => [person.user_id, person])),
    report: (run) => readOptional<RunReport>(folder, `runs/${run}.json`),
    hasReportText: (run) => existsSync(join(folder, 'api/v1', `runs/${run}.md`)),
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

function readShards(folder: string, films: number): Loaded<FilmShard>[] {
  return Array.from({ length: Math.ceil(films / FILMS_PER_SHARD) }, (_, shard) =>
    readOptional<FilmShard>(folder, filmShardFile(shard * FILMS_PER_SHARD)),
  );
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
