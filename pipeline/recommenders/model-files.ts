// A model as one Parquet file and back: a row an item, a column a factor, the scalars as key-value pairs in the
// footer; a neighbour model's rows are neighbour-files.ts, a blend's blend-files.ts. Not where runs lie or whether a file is the one that was written; that is registry/.

import {
  type Column,
  encodeParquet,
  readParquet,
  readParquetMetadata,
  type Schema,
} from '../data/parquet.ts';
import { InputError } from '../errors.ts';
import type {
  BlendModel,
  FactorModel,
  PersonalModel,
  RankingModel,
  RatingImplicit,
  RatingModel,
  RatingUncertainty,
} from '../serving/models.ts';
import { blendColumns, factorName, type PartArrays, readBlendParts } from './blend-files.ts';
import { checkFinite, checkItemIds } from './model-checks.ts';
import { type Scalars, scalarReader, scalarsOf, weightingOf } from './model-scalars.ts';
import { neighbourColumns, readNeighbours } from './neighbour-files.ts';

/** item_id, popularity, and for a model with factors factor_000 …; neighbour_id and weight for a neighbour model. */
export async function encodeRankingModel(model: RankingModel): Promise<Uint8Array> {
  if (model.kind === 'blend') return encodeParquet(blendColumns(model), { metadata: scalarsOf(model) });
  if (model.kind === 'neighbours') {
    return encodeParquet(neighbourColumns(model), { metadata: scalarsOf(model) });
  }
  const columns: Record<string, Column> = {
    item_id: { type: 'string', values: model.itemIds },
    popularity: { type: 'float32', values: model.popularity },
    ...(model.kind === 'popularity' ? {} : factorColumns(model)),
  };
  return encodeParquet(columns, { metadata: scalarsOf(model) });
}

/**
 * item_id, bias and factor_000 …; where the model has an uncertainty bias_variance and variance_000 …, and where it
 * uses implicit feedback implicit_bias and implicit_000 …
 */
export async function encodeRatingModel(model: RatingModel): Promise<Uint8Array> {
  const columns: Record<string, Column> = {
    item_id: { type: 'string', values: model.itemIds },
    bias: { type: 'float32', values: model.itemBias },
    ...factorColumns(model),
    ...extraColumns(model),
  };
  return encodeParquet(columns, { metadata: scalarsOf(model) });
}

/**
 * The model in a file of encodeRankingModel.
 * @throws InputError naming file, column and row for anything but finite numbers in the shape the footer says.
 */
export async function decodeRankingModel(bytes: Uint8Array, shownAs: string): Promise<RankingModel> {
  const scalars = await readScalars(bytes, shownAs);
  const kind = scalars.choice('kind', [...PERSONAL_KINDS, 'popularity', 'blend']);
  if (kind === 'blend') return decodeBlend(bytes, scalars, shownAs);
  if (kind === 'neighbours') return personalModel(scalars, await readNeighbours(bytes, shownAs));
  const k = kind === 'popularity' ? 0 : scalars.k();
  const { itemIds, values: popularity, factors } = await readItems(bytes, 'popularity', k, shownAs);
  if (kind === 'popularity') return { kind, itemIds, popularity };
  return personalModel(scalars, { itemIds, popularity, factors, k });
}

const PERSONAL_KINDS = ['factors', 'neighbours', 'projection'] as const;

/** Arrays and the scalars that belong to them. */
function personalModel(scalars: Scalars, arrays: PartArrays): PersonalModel {
  const positiveRating = scalars.number('positive_rating');
  if (!('factors' in arrays)) return { kind: 'neighbours', ...arrays, positiveRating };
  if (scalars.choice('kind', PERSONAL_KINDS) === 'projection') {
    return { kind: 'projection', ...arrays, itemExponent: scalars.number('item_exponent'), positiveRating };
  }
  return {
    kind: 'factors',
    ...arrays,
    unobservedWeight: scalars.number('unobserved_weight'),
    regularisation: scalars.number('regularisation'),
    frequencyExponent: scalars.number('frequency_exponent'),
    positiveRating,
    weighting: weightingOf(scalars),
  };
}

async function decodeBlend(bytes: Uint8Array, scalars: Scalars, file: string): Promise<BlendModel> {
  const footers = scalars.parts();
  const shapes = footers.map((part) =>
    part.choice('kind', PERSONAL_KINDS) === 'neighbours' ? null : part.k(),
  );
  const arrays = await readBlendParts(bytes, shapes, file);
  const parts = footers.map((part, at) => ({
    weight: part.number('weight'),
    model: personalModel(part, arrays[at]),
  }));
  const { itemIds, popularity, positiveRating } = parts[0].model;
  if (parts.every(({ model }) => model.positiveRating === positiveRating)) {
    return { kind: 'blend', itemIds, popularity, parts, positiveRating };
  }
  throw new InputError({ file, place: 'footer', problem: 'the parts have different positive_rating.' });
}

/**
 * The model in a file of encodeRatingModel.
 * @throws InputError naming file, column and row for anything but finite numbers in the shape the footer says.
 */
export async function decodeRatingModel(bytes: Uint8Array, shownAs: string): Promise<RatingModel> {
  const scalars = await readScalars(bytes, shownAs);
  const kind = scalars.choice('kind', ['rating']);
  const k = scalars.k();
  const { itemIds, values, factors } = await readItems(bytes, 'bias', k, shownAs);
  return {
    kind,
    itemIds,
    mean: scalars.number('mean'),
    itemBias: values,
    k,
    factors,
    biasRegularisation: scalars.number('bias_regularisation'),
    factorRegularisation: scalars.number('factor_regularisation'),
    scale: { min: scalars.number('scale_min'), max: scalars.number('scale_max') },
    ...(scalars.has('noise_variance') ? { uncertainty: await readUncertainty(bytes, scalars, shownAs) } : {}),
    ...(scalars.has('implicit') ? { implicit: await readImplicit(bytes, scalars, shownAs) } : {}),
    ...(scalars.has('day_regularisation')
      ? { dayRegularisation: scalars.positive('day_regularisation') }
      : {}),
  };
}

async function readUncertainty(
  bytes: Uint8Array,
  scalars: Scalars,
  file: string,
): Promise<RatingUncertainty> {
  const noise = scalars.variance('noise_variance');
  const { values, factors } = await readItems(bytes, 'bias_variance', scalars.k(), file, 'variance');
  checkNotNegative(values, () => 'bias_variance', 1, file);
  checkNotNegative(factors, (factor) => factorName(factor, 'variance'), scalars.k(), file);
  return { noise, itemBias: values, factors };
}

async function readImplicit(bytes: Uint8Array, scalars: Scalars, file: string): Promise<RatingImplicit> {
  scalars.choice('implicit', ['rated']);
  const { values, factors } = await readItems(bytes, 'implicit_bias', scalars.k(), file, 'implicit');
  return { bias: values, factors };
}

/** Variances below zero are damage, and would break the fold-in's system. */
function checkNotNegative(
  values: Float32Array,
  name: (column: number) => string,
  width: number,
  file: string,
) {
  const at = values.findIndex((value) => value < 0);
  if (at < 0) return;
  const place = `row ${Math.floor(at / width)}, column ${name(at % width)}`;
  throw new InputError({ file, place, problem: `${values[at]} is no variance.`, legal: 'Legal: 0 or more.' });
}

/** What only some methods know of the films. */
function extraColumns({ k, itemIds, uncertainty, implicit }: RatingModel): Record<string, Column> {
  const columns: Record<string, Column> = {};
  if (uncertainty) {
    columns.bias_variance = { type: 'float32', values: uncertainty.itemBias };
    Object.assign(columns, factorColumns({ k, itemIds, factors: uncertainty.factors }, 'variance'));
  }
  if (implicit) {
    columns.implicit_bias = { type: 'float32', values: implicit.bias };
    Object.assign(columns, factorColumns({ k, itemIds, factors: implicit.factors }, 'implicit'));
  }
  return columns;
}

/** Row-major factors as a column a factor. */
function factorColumns(
  { k, factors, itemIds }: Pick<FactorModel, 'k' | 'factors' | 'itemIds'>,
  prefix = 'factor',
) {
  const columns: Record<string, Column> = {};
  for (let factor = 0; factor < k; factor++) {
    const values = Float32Array.from(itemIds, (_, item) => factors[item * k + factor]);
    columns[factorName(factor, prefix)] = { type: 'float32', values };
  }
  return columns;
}

async function readScalars(bytes: Uint8Array, shownAs: string): Promise<Scalars> {
  const { metadata } = await readParquetMetadata(bytes, shownAs);
  return scalarReader(metadata, shownAs);
}

/** The rows of a model file: ids, one value an item, and its factors, row-major float32 [items × k]. */
async function readItems(
  bytes: Uint8Array,
  valueColumn: string,
  k: number,
  shownAs: string,
  prefix = 'factor',
) {
  const names = Array.from({ length: k }, (_, factor) => factorName(factor, prefix));
  const schema = Object.fromEntries([valueColumn, ...names].map((name) => [name, 'float32'] as const));
  const { item_id: itemIds } = await readParquet(bytes, { item_id: 'string' }, shownAs);
  const columns = await readParquet(bytes, schema satisfies Schema, shownAs);
  checkItemIds(itemIds, shownAs);
  for (const [name, values] of Object.entries(columns)) checkFinite(values, name, shownAs);
  const factors = new Float32Array(itemIds.length * k);
  names.forEach((name, factor) => {
    for (let item = 0; item < itemIds.length; item++) factors[item * k + factor] = columns[name][item];
  });
  return { itemIds, values: columns[valueColumn], factors };
}
