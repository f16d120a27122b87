import { describe, expect, it } from 'vitest';
import type { StoredDecision } from '../registry/decisions.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { NOON, RUN_A, RUN_B, sampleDraft, sampleVerdict } from '../registry/registry.fixture.ts';
import { cardOf } from '../registry/runs.ts';
import type { FilmShard, PeopleIndex, PeopleShard, Segments } from './contract.ts';
import { problemsWithContract } from './contract-check.fixture.ts';
import { logEntries, runReports, runSummaries } from './log.ts';
import { metricsHistory } from './metrics.ts';
import { publication } from './publication.ts';
import {
  audience,
  catalogueOf,
  FILMS,
  film,
  interactionsOf,
  modelsOf,
  sourceOf,
  type Told,
} from './publishing.fixture.ts';

/** The documents by address, as a reader of the files gets them. */
function published(changes: Parameters<typeof sourceOf>[0] = {}): Map<string, unknown> {
  const files = [...publication(sourceOf(changes))].filter(
    ({ document }) => !(document instanceof Uint8Array),
  );
  const documents = new Map(files.map(({ path, document }) => [path, JSON.parse(JSON.stringify(document))]));
  expect(documents.size).toBe(files.length);
  return documents;
}

/** The documents of a folder, in the order of their names. */
function shardsOf<T>(documents: Map<string, unknown>, folder: string): T[] {
  const names = [...documents.keys()].filter(
    (path) => path.startsWith(`${folder}/`) && /\d\.json$/.test(path),
  );
  expect(names).toEqual(names.map((_, n) => `${folder}/${String(n).padStart(4, '0')}.json`));
  return names.map((name) => documents.get(name) as T);
}

/** Two runs on record, newest first: one that serves, and one before it that was never judged. */
async function record() {
  const made = async (run: string): Promise<RunManifest> => ({
    ...(await sampleDraft(run)).manifest,
    files: [],
  });
  const manifests = [await made(RUN_B), await made(RUN_A)];
  const card = cardOf(manifests[0]);
  const verdict: StoredDecision = {
    id: '20260501T120000Z-verdict',
    at: NOON,
    record: sampleVerdict(RUN_B, null),
    card,
  };
  const older = { ...sampleVerdict(RUN_B, RUN_A), verdict: 'reject' } as const;
  const decisions = [
    verdict,
    { ...verdict, id: '20260501T115900Z-verdict', at: NOON - 60_000, record: older },
  ];
  return {
    log: logEntries(decisions, new Map([[verdict.id, 'c0'.repeat(20)]])),
    runs: runSummaries(manifests.map(cardOf), decisions, RUN_B),
    reports: runReports(manifests, decisions),
    metrics: metricsHistory(decisions),
  };
}

describe('a publication', () => {
  it.each([1, 249, 250, 251, 600])(
    'covers each of %i people exactly once, where the index says',
    (people) => {
      const interactions = interactionsOf(audience(people));
      const documents = published({ interactions });
      const index = documents.get('people.json') as PeopleIndex;
      const shards = shardsOf<PeopleShard>(documents, 'people');
      expect([index.people, index.shards]).toEqual([people, shards.length]);
      expect(index.first).toEqual(shards.map((shard) => shard.people[0].user_id));
      const everybody = shards.flatMap((shard) => shard.people);
      expect(everybody.map(({ user_id }) => user_id)).toEqual(interactions.userIds);
      for (const { interactions: count, history } of everybody) expect(history).toHaveLength(count);
    },
  );

  it('is hundreds of files for 200,000 people, each bounded, and an index of few bytes', () => {
    let [files, largest, index] = [0, 0, 0];
    const interactions = interactionsOf(audience(200_000));
    for (const { path, document } of publication(sourceOf({ interactions, champion: null }))) {
      if (!path.startsWith('people')) continue;
      files++;
      if (path === 'people.json') index = JSON.stringify(document).length;
      else largest = Math.max(largest, (document as PeopleShard).people.length);
    }
    expect([files, largest]).toEqual([800 + 2, 250]);
    expect(index).toBeLessThan(20_000);
  });

  it('covers each film exactly once, in the order of the catalogue', () => {
    const films = Array.from({ length: 401 }, (_, n) => film(`film_${n}`));
    const shards = shardsOf<FilmShard>(published({ catalogue: catalogueOf(films) }), 'films');
    expect(shards.map((shard) => shard.films.length)).toEqual([200, 200, 1]);
    expect(shards.flatMap((shard) => shard.films.map(({ item_id }) => item_id))).toEqual(
      films.map(({ item_id }) => item_id),
    );
  });

  it('has as samples everybody of few people, and 120 of many, with the shortest and the longest history', () => {
    const samples = (told: Told[]) =>
      published({ interactions: interactionsOf(told), champion: null }).get(
        'people/samples.json',
      ) as PeopleShard;
    expect(samples(audience(20)).people).toHaveLength(20);
    const keen = FILMS.map(({ item_id }) => ({
      user: 'keen',
      item: item_id,
      signal: 'love' as const,
      daysAgo: 1,
    }));
    const { people } = samples([...audience(900), ...keen]);
    expect(people).toHaveLength(120);
    expect(new Set(people.map(({ user_id }) => user_id)).size).toBe(120);
    expect(people.map(({ user_id }) => user_id)).toContain('keen');
  });

  it('names no film that left the catalogue, though people told of it and the champion knows it', () => {
    const gone = 'f3';
    const films = FILMS.filter(({ item_id }) => item_id !== gone);
    const documents = published({ catalogue: catalogueOf(films) });
    const text = JSON.stringify([...documents]);
    expect(JSON.stringify([...published()])).toContain(`"${gone}"`);
    expect(text).not.toContain(`"${gone}"`);
    const people = shardsOf<PeopleShard>(documents, 'people').flatMap((shard) => shard.people);
    expect(people.map(({ history }) => history.length)).toEqual(
      people.map(({ interactions }) => interactions),
    );
    expect(people.every(({ recommendations }) => recommendations.length > 0)).toBe(true);
  });

  it('gives a film as many similar ones as it has, also where the nearest left the catalogue', () => {
    const ids = Array.from({ length: 40 }, (_, n) => `g${n}`);
    const champion = { run: RUN_A, ...modelsOf(ids) };
    const similar = (films: readonly string[]) => {
      const documents = published({ champion, catalogue: catalogueOf(films.map((id) => film(id))) });
      const [first] = shardsOf<FilmShard>(documents, 'films')[0].films;
      return first.similar.map(({ item_id }) => item_id);
    };
    const [nearest, ...others] = similar(ids);
    expect(others).toHaveLength(11);
    const now = similar(ids.filter((id) => id !== nearest));
    expect(now.slice(0, 11)).toEqual(others);
    expect(now).toHaveLength(12);
  });

  it('gives a film nobody touched similar films, and says by what it is placed, wherever it stands', () => {
    const fresh = film('f10', { year: 2026, genres: ['Crime'], added: '2026-04-30' });
    const bare = film('f11', { year: null, genres: [] });
    const documents = published({ catalogue: catalogueOf([...FILMS, fresh, bare]) });
    const details = shardsOf<FilmShard>(documents, 'films').flatMap((shard) => shard.films);
    const byId = new Map(details.map((detail) => [detail.item_id, detail]));
    expect(byId.get('f10')).toMatchObject({
      known_to_model: false,
      placed: { by_genres: true, by_year: true, touched_by: 0 },
    });
    expect(byId.get('f11')?.placed).toEqual({ by_genres: false, by_year: false, touched_by: 0 });
    expect(byId.get('f1')).toMatchObject({ known_to_model: true, placed: null });
    expect(details.every(({ similar }) => similar.length > 0)).toBe(true);
    const people = shardsOf<PeopleShard>(documents, 'people').flatMap((shard) => shard.people);
    const offered = people.flatMap(({ recommendations, new_films }) => [...recommendations, ...new_films]);
    expect(people.some(({ new_films }) => new_films.length > 0)).toBe(true);
    for (const { item_id, placed } of offered) expect(placed).toEqual(byId.get(item_id)?.placed);
    expect(people.flatMap(({ new_films }) => new_films).every(({ placed }) => placed !== null)).toBe(true);
  });

  it('lists every genre and decade lately, widened where hardly anything was watched, and says so', () => {
    const { segments } = published().get('segments.json') as Segments;
    const crime = segments.find(({ genre, lately }) => genre === 'Crime' && lately);
    expect(crime?.widened).toEqual(['lately', 'genre']);
    expect(crime?.items.length).toBeGreaterThanOrEqual(6);
    expect(segments.some(({ genre, decade }) => genre === 'Crime' && decade === 1980)).toBe(true);
    expect(segments.flatMap(({ items }) => items)).not.toContain('f8');
  });

  it('says of each run whether it serves and what its newest verdict was', async () => {
    const { runs, reports } = await record();
    expect(runs.map(({ run, champion, verdict }) => [run, champion, verdict])).toEqual([
      [RUN_B, true, 'promote'],
      [RUN_A, false, null],
    ]);
    expect(reports.map(({ verdict }) => verdict?.verdict ?? null)).toEqual(['promote', null]);
    expect([...published(await record()).keys()]).toContain(`runs/${RUN_A}.json`);
  });

  it('is what the contract says: with a champion and its record, and on the first day', async () => {
    expect(problemsWithContract(published(await record()))).toEqual([]);
    const first = published({ champion: null, interactions: interactionsOf([]) });
    expect(problemsWithContract(first)).toEqual([]);
    expect(first.get('people.json')).toMatchObject({ shards: 0, people: 0, first: [] });
  });

  it('is held to the contract: a wrong, a missing and an unknown field are found', () => {
    const documents = published();
    const [health, index] = [documents.get('health.json'), documents.get('people.json')];
    documents.set('health.json', { ...(health as object), run: 7 });
    documents.set('people.json', { ...(index as object), shards: undefined });
    documents.set('popular.json', { ...(documents.get('popular.json') as object), newest: [] });
    expect(problemsWithContract(documents)).toEqual([
      'health.json/run must be string,null',
      'popular.json must NOT have additional properties (newest)',
      "people.json must have required property 'shards'",
    ]);
  });
});
