// Training both heads of a run: the one way from interactions to models, shared by `train`, `verify` and the floors.

import type { Interactions } from '../data/interactions.ts';
import type { Algorithm, Parameters, TrainingContext } from '../recommenders/algorithm.ts';
import { bias } from '../recommenders/bias.ts';
import { popularity } from '../recommenders/popularity.ts';
import type { HeadManifest } from '../registry/manifest.ts';
import type { Models } from '../registry/model-files.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';

export interface HeadRecipe<M extends RankingModel | RatingModel> {
  readonly algorithm: Algorithm<M>;
  readonly parameters: Parameters;
}

export interface HeadRecipes {
  readonly ranking: HeadRecipe<RankingModel>;
  readonly rating: HeadRecipe<RatingModel>;
}

export interface TrainedHeads {
  readonly models: Models;
  readonly heads: Record<keyof Models, Pick<HeadManifest, 'loss' | 'seconds'>>;
}

/** Both heads, one after the other. The same arguments give the same bytes at any number of threads. */
export async function trainHeads(
  data: Interactions,
  recipe: HeadRecipes,
  context: TrainingContext,
): Promise<TrainedHeads> {
  const limited = { memoryMb: process.availableMemory() / 2 ** 20, ...context };
  const ranking = await trainHead(data, recipe.ranking, limited);
  const rating = await trainHead(data, recipe.rating, limited);
  return {
    models: { ranking: ranking.model, rating: rating.model },
    heads: { ranking: ranking.cost, rating: rating.cost },
  };
}

/** The floors every candidate must beat: what is popular, and the averages of people and films. */
export async function trainFloors(data: Interactions, context: TrainingContext): Promise<Models> {
  const floors = {
    ranking: { algorithm: popularity, parameters: {} },
    rating: { algorithm: bias, parameters: {} },
  };
  return (await trainHeads(data, floors, context)).models;
}

async function trainHead<M extends RankingModel | RatingModel>(
  data: Interactions,
  { algorithm, parameters }: HeadRecipe<M>,
  context: TrainingContext,
) {
  const started = performance.now();
  const { model, loss } = await algorithm.train(data, parameters, context);
  const seconds = Math.round(performance.now() - started) / 1000;
  return { model, cost: { loss: [...loss], seconds } };
}
