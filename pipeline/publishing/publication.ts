// The whole static API as plain data: which document is at which address. Nothing is written here.

import type { Catalogue } from '../data/catalogue.ts';
import type { DatasetCard } from '../data/dataset.ts';
import { type Interactions, userPointers } from '../data/interactions.ts';
import { withNewFilms } from '../recommenders/placement.ts';
import type { RankingContext } from '../recommenders/rank-people.ts';
import { renderReport } from '../registry/report.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import { badgeFiles } from './badges.ts';
import type * as contract from './contract.ts';
import { filmCards, filmDetails, filmsPresent, placementOf } from './films.ts';
import { withIndex } from './index-file.ts';
import { type ListOf, listEverybody } from './lists.ts';
import { mixedLists } from './mixed.ts';
import { modelFiles } from './model.ts';
import { type Champion, createPersonView } from './people.ts';
import { popularLists } from './popular.ts';
import { questions } from './questions.ts';
import { runColumns } from './run-columns.ts';
import { popularSegments } from './segments.ts';
import { catalogueTable, createListTables, metricsTable, similarTable } from './tables.ts';

/** 200,000 people are 800 files (docs/adr/0040). */
const PEOPLE_PER_SHARD = 250;
const FILMS_PER_SHARD = 200;
/** People with a page of their own; the others' is made where it is read. */
const SAMPLES = 120;

export interface PublicationSource {
  /** Epoch milliseconds: the moment of publishing, and the newest moment the data know. */
  readonly now: number;
  readonly asOf: number;
  readonly card: DatasetCard;
  readonly catalogue: Catalogue;
  readonly interactions: Interactions;
  readonly sessions: number;
  readonly champion: (Champion & { readonly run: string }) | null;
  readonly decision: RetrainingDecision | null;
  /** Newest first. */
  readonly log: readonly contract.LogEntry[];
  /** Newest first. */
  readonly runs: readonly contract.RunSummary[];
  /** Of the runs in the tree. */
  readonly reports: readonly contract.RunReport[];
  readonly metrics: contract.MetricsFile;
  readonly monitoring: MonitoringPapers;
  readonly experiments: contract.ExperimentsFile;
}

/** What is said of the machine's condition beside its decisions. */
export interface MonitoringPapers {
  readonly freshness: contract.Freshness;
  readonly lastFired: contract.FiredRule[];
  readonly incidents: contract.Incident[];
  readonly drift: contract.DriftFile;
  readonly quality: contract.QualityFile;
}

/** A document of the static API, as plain data or as the bytes of its file (or a promise of them), and its address below /api/v1/. */
export interface PublishedFile {
  readonly path: string;
  readonly document: unknown;
}

/** The lists of everybody, for `publication`; null where it makes them itself. */
export async function listsFor(source: PublicationSource, context: RankingContext): Promise<ListOf | null> {
  const { interactions, champion, catalogue, asOf } = asServed(source);
  if (champion === null) return null;
  return listEverybody(interactions, champion.ranking, filmsPresent(catalogue.films, asOf), context);
}

/**
 * Every document, one at a time: a large audience is never in memory as a whole.
 * @param lists from `listsFor`: the same documents, sooner.
 */
export function publication(
  source: PublicationSource,
  lists: ListOf | null = null,
): Generator<PublishedFile> {
  return withIndex(documents(source, lists));
}

function* documents(source: PublicationSource, lists: ListOf | null): Generator<PublishedFile> {
  const { catalogue, interactions, champion, asOf } = source;
  const films = filmCards(catalogue, interactions);
  yield { path: 'health.json', document: health(source) };
  yield { path: 'dataset.json', document: dataset(source) };
  yield { path: 'catalogue.json', document: { format: 1, films } satisfies contract.CatalogueFile };
  yield { path: 'popular.json', document: popularLists(films, interactions, asOf) };
  yield { path: 'segments.json', document: popularSegments(films, interactions, asOf) };
  const available = new Set(filmsPresent(films, asOf).map((film) => film.item_id));
  yield { path: 'questions.json', document: questions(source, available) };
  const served = asServed(source);
  if (served.champion) yield* modelFiles(served.champion, films, available);
  yield* monitoring(source);
  yield { path: 'experiments.json', document: source.experiments };
  yield {
    path: 'decisions.json',
    document: { format: 1, entries: [...source.log] } satisfies contract.DecisionsFile,
  };
  yield {
    path: 'runs.json',
    document: { format: 1, runs: [...source.runs] } satisfies contract.RunsFile,
  };
  const kept = new Set(source.reports.map(({ manifest }) => manifest.run));
  yield { path: 'run-columns.json', document: runColumns(source.runs, kept) };
  yield { path: 'metrics.json', document: source.metrics };
  yield* metricsTable(source.metrics);
  yield* catalogueTable(films);
  yield* badgeFiles({ health: health(source), dataset: source.card, runs: source.runs });
  for (const report of source.reports) yield* runPapers(report);
  const details = filmDetails(films, served);
  yield* similarTable(details);
  for (const [shard, part] of shards(details, FILMS_PER_SHARD)) {
    const document: contract.FilmShard = { format: 1, run: champion?.run ?? null, films: part };
    yield { path: `films/${shard}.json`, document };
  }
  yield* people(served, films, lists);
}

/** A run's report, and what the judge wrote of it. */
function* runPapers(report: contract.RunReport): Generator<PublishedFile> {
  const { manifest, verdict } = report;
  yield { path: `runs/${manifest.run}.json`, document: report };
  if (verdict === null) return;
  const text = Buffer.from(renderReport(manifest, verdict));
  yield { path: `runs/${manifest.run}.md`, document: text };
}

function* monitoring({ decision, monitoring }: PublicationSource): Generator<PublishedFile> {
  const { lastFired, incidents, drift, quality } = monitoring;
  const rules: contract.RulesFile = { format: 1, decision, last_fired: lastFired };
  yield { path: 'rules.json', document: rules };
  yield { path: 'incidents.json', document: { format: 1, incidents } satisfies contract.IncidentsFile };
  yield { path: 'drift.json', document: drift };
  yield { path: 'quality.json', document: quality };
}

/** The champion with a place for every film of the catalogue that it was not trained on. */
function asServed(source: PublicationSource): PublicationSource {
  const { champion, catalogue, interactions } = source;
  if (champion === null) return source;
  const ranking = withNewFilms(champion.ranking, { films: catalogue.films, interactions });
  return { ...source, champion: { ...champion, ranking } };
}

function* people(
  { interactions, champion, catalogue, asOf }: PublicationSource,
  cards: readonly contract.FilmCard[],
  lists: ListOf | null,
): Generator<PublishedFile> {
  const placements = new Map(cards.map((card) => [card.item_id, placementOf(card)]));
  const films = {
    catalogue: new Set(placements.keys()),
    available: filmsPresent(catalogue.films, asOf),
    placement: (id: string) => placements.get(id) ?? null,
  };
  yield { path: 'people.json', document: peopleIndex(interactions.userIds) };
  const view = createPersonView(interactions, champion, films, lists);
  const shardOf = (some: contract.Person[]): contract.PeopleShard => ({
    format: 1,
    run: champion?.run ?? null,
    people: some,
  });
  const rows = interactions.userIds.map((_, row) => row);
  const tables = createListTables();
  for (const [shard, part] of shards(rows, PEOPLE_PER_SHARD)) {
    const seen = part.map(view);
    yield { path: `people/${shard}.json`, document: shardOf(seen) };
    yield* tables.add(seen);
  }
  yield* tables.end();
  const samples = sampleRows(interactions);
  yield { path: 'people/samples.json', document: shardOf(samples.map(view)) };
  yield { path: 'mixed.json', document: mixedLists(interactions, champion, films.available, samples) };
}

function* shards<T>(values: readonly T[], size: number): Generator<[name: string, part: T[]]> {
  for (let start = 0; start < values.length; start += size) {
    yield [String(start / size).padStart(4, '0'), values.slice(start, start + size)];
  }
}

function peopleIndex(userIds: readonly string[]): contract.PeopleIndex {
  const first = userIds.filter((_, row) => row % PEOPLE_PER_SHARD === 0);
  return {
    format: 1,
    people: userIds.length,
    per_shard: PEOPLE_PER_SHARD,
    shards: first.length,
    first,
  };
}

/** From the shortest history to the longest, evenly; in the order of ids. */
function sampleRows(interactions: Interactions): number[] {
  const pointers = userPointers(interactions);
  const length = (row: number): number => pointers[row + 1] - pointers[row];
  const rows = interactions.userIds.map((_, row) => row).sort((a, b) => length(a) - length(b) || a - b);
  const most = Math.min(SAMPLES, rows.length);
  const step = (rows.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, n) => rows[Math.round(n * step)]).sort((a, b) => a - b);
}

function health({ now, asOf, champion, decision, monitoring }: PublicationSource): contract.Health {
  return {
    format: 1,
    generated_at: new Date(now).toISOString(),
    as_of: day(asOf),
    newest_data: day(asOf),
    run: champion?.run ?? null,
    outcome: decision?.outcome ?? null,
    decided_on: decision?.as_of ?? null,
    freshness: monitoring.freshness,
  };
}

function dataset({ card, catalogue, interactions, sessions }: PublicationSource): contract.Dataset {
  const { simulation: _, ...description } = card;
  const { timestamp, rating } = interactions;
  return {
    ...description,
    counts: {
      films: catalogue.films.length,
      people: interactions.userIds.length,
      interactions: timestamp.length,
      ratings: rating.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
      sessions,
    },
    from: day(timestamp.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    to: day(timestamp.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  };
}

/** The UTC day of an instant; empty where there is none. */
function day(instant: number): string {
  return Number.isFinite(instant) ? new Date(instant).toISOString().slice(0, 10) : '';
}
