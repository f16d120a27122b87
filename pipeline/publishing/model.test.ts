import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { unpackModel } from '../serving/unpack-model.ts';
import type { ModelFile, ModelFilms } from './contract.ts';
import { publication } from './publication.ts';
import { AS_OF, COMING, FILMS, modelsOf, sourceOf, UNKNOWN } from './publishing.fixture.ts';
import { contentOf } from './write.ts';

const champion = {
  run: 'run_20260501_100000',
  ...modelsOf(['gone', ...FILMS.slice(0, 8).map((film) => film.item_id)]),
};
const documents = new Map(
  [...publication(sourceOf({ champion, asOf: AS_OF }))].map(({ path, document }) => [path, document]),
);
const model = documents.get('model.json') as ModelFile;
const films = documents.get('model-films.json') as ModelFilms;
const bytes = documents.get('model.bin') as Uint8Array;
const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

it('names its files by what is in them', () => {
  expect(model).toMatchObject({ kind: 'factors', bytes: bytes.length, sha256: hash(bytes) });
  expect(model.films_sha256).toBe(hash(contentOf(films)));
  expect(model.shape).toEqual({ items: 10, parts: [{ kind: 'factors', bits: 8, k: 3, entries: null }] });
});

it('has the films in the order of the rows, the one training did not know behind the others', () => {
  const read = unpackModel(bytes, ['gone', ...films.item_ids.slice(1).map(String)]);
  expect(read).toMatchObject({ kind: 'factors', trained: 9 });
  expect(films.item_ids.slice(1, 9)).toEqual(champion.ranking.itemIds.slice(1));
  expect(films.item_ids.at(-1)).toBe(UNKNOWN);
  const at = (id: string) => films.item_ids.indexOf(id);
  expect([films.item_ids[0], films.titles[0], films.available[0]]).toEqual([null, null, 0]);
  expect([films.titles[at(COMING)], films.available[at(COMING)]]).toEqual([`Film ${COMING}`, 0]);
  expect(films.genres[at('f1')].map((place) => films.genre_names[place])).toEqual(['Comedy', 'Romance']);
  expect(films.available[at('f1')]).toBe(1);
});

it('is not there without a champion', () => {
  const paths = [...publication(sourceOf({ champion: null }))].map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith('model'))).toEqual([]);
});
