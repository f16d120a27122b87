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

/**
 * Rows of a model, and what it keeps for each: factors, or neighbours of the longest row; a blend has both. A model with
 * neither has k = 0.
 */
export function shapeOf(model: RankingModel | RatingModel): HeadManifest['shape'] {
  return { items: model.itemIds.length, k: widthOf(model) };
}

/** The parameters that a model's size hangs on: k and neighbours, or in a blend those of its parts. */
export function sizeParameters({ parameters }: Pick<HeadManifest, 'parameters'>): string[] {
  return Object.keys(parameters).filter((name) => /(?:^|_)(?:k|neighbours)$/.test(name));
}

/** What the k of a head's shape counts: "factors", "neighbours", "factors and neighbours". */
export function widthInWords(head: Pick<HeadManifest, 'parameters'>): string {
  const areNeighbours = sizeParameters(head).map((name) => name.endsWith('neighbours'));
  if (!areNeighbours.includes(true)) return 'factors';
  return areNeighbours.includes(false) ? 'factors and neighbours' : 'neighbours';
}

function widthOf(model: RankingModel | RatingModel): number {
  if (model.kind === 'popularity') return 0;
  if (model.kind === 'blend') return model.parts.reduce((sum, part) => sum + widthOf(part.model), 0);
  return model.kind === 'neighbours' ? longestRow(model) : model.k;
}
