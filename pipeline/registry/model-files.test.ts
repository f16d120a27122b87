import { expect, test } from 'vitest';
import { decodeRankingModel } from '../recommenders/model-files.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { encodeModels, shapeOf, sizeParameters, widthInWords } from './model-files.ts';
import { sampleModels } from './registry.fixture.ts';

const neighbours: NeighbourModel = {
  kind: 'neighbours',
  itemIds: ['a', 'b', 'c'],
  popularity: Float32Array.of(3, 2, 1),
  pointers: Int32Array.of(0, 2, 3, 3),
  indices: Int32Array.of(1, 2, 0),
  weights: Float32Array.of(0.5, -0.25, 1),
  positiveRating: 4,
};

test('the k of a shape is factors, the neighbours of the longest row, or 0', () => {
  const { ranking } = sampleModels();
  expect(shapeOf(ranking)).toEqual({ items: ranking.itemIds.length, k: 2 });
  expect(shapeOf(neighbours)).toEqual({ items: 3, k: 2 });
  const { itemIds, popularity } = neighbours;
  expect(shapeOf({ kind: 'popularity', itemIds, popularity })).toEqual({ items: 3, k: 0 });
});

test('a blend is as wide as its parts together, and each width has its word', () => {
  const parts = [0.3, 0.7].map((weight) => ({ weight, model: neighbours }));
  const { itemIds, popularity, positiveRating } = neighbours;
  const blend = { kind: 'blend', itemIds, popularity, positiveRating, parts } as const;
  expect(shapeOf(blend)).toEqual({ items: 3, k: 4 });
  expect(widthInWords({ parameters: { k: 64, sweeps: 3 } })).toBe('factors');
  expect(widthInWords({ parameters: { neighbours: 100, risk: 1 } })).toBe('neighbours');
  const parameters = { ease_neighbours: 200, ials_k: 64, ease_share: 'auto' };
  expect(widthInWords({ parameters })).toBe('factors and neighbours');
  expect(sizeParameters({ parameters })).toEqual(['ease_neighbours', 'ials_k']);
});

test('a run may hold a model of neighbours, with the shape it is read back with', async () => {
  const { files, heads } = await encodeModels({ ...sampleModels(), ranking: neighbours });
  const decoded = await decodeRankingModel(files[heads.ranking.file], heads.ranking.file);
  expect(decoded).toEqual(neighbours);
  expect(shapeOf(decoded)).toEqual(heads.ranking.shape);
});
