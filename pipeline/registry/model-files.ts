// Which files a run's two models become. One place, so that training, reading back and `verify` mean the same files.

import { encodeRankingModel, encodeRatingModel } from '../recommenders/model-files.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';
import { longestRow } from '../serving/neighbours.ts';
import type { HeadManifest } from './manifest.ts';

export interface Models {
  ranking: RankingModel;
  rating: RatingModel;
}

export interface EncodedModels {
  /** Bytes by file name, as `writeRun` takes them. */
  files: Record<string, Uint8Array>;
  /** The part of each head's manifest that the model itself decides. */
  heads: Record<keyof Models, Pick<HeadManifest, 'file' | 'shape'>>;
}

const NAMES = { ranking: 'item_factors.parquet', rating: 'rating_factors.parquet' } as const;

/** Both models as the files of a run. The same models always give the same bytes. */
export async function encodeModels({ ranking, rating }: Models): Promise<EncodedModels> {
  return {
    files: {
      [NAMES.ranking]: await encodeRankingModel(ranking),
      [NAMES.rating]: await encodeRatingModel(rating),
    },
    heads: {
      ranking: { file: NAMES.ranking, shape: shapeOf(ranking) },
      rating: { file: NAMES.rating, shape: shapeOf(rating) },
    },
  };
}

/** Rows of a model, and its factors or the neighbours its longest row keeps; one with neither has k = 0. */
export function shapeOf(model: RankingModel | RatingModel): HeadManifest['shape'] {
  const items = model.itemIds.length;
  if (model.kind === 'popularity') return { items, k: 0 };
  return { items, k: model.kind === 'neighbours' ? longestRow(model) : model.k };
}
