// What a trained model is once it serves: the item space. Plain arrays, no Node API: the same values are read
// from Parquet in the pipeline and fetched by a browser. Users are not in a model; they are folded in.

/** Non-personal: one score an item. The floor of the ranking head and the fallback for a person without history. */
export interface PopularityModel {
  readonly kind: 'popularity';
  /** Item ids, sorted; row i of every array is this item. */
  readonly itemIds: readonly string[];
  /** People who preferred the item in training; float32 [items]. */
  readonly popularity: Float32Array;
}

/**
 * Item factors of implicit ALS. A person's vector solves
 * (α₀·G + Σ w·f·fᵀ + λ·(n + α₀·items)^ν·I) x = Σ w·f over the n items of their history, with G = FᵀF.
 */
export interface FactorModel {
  readonly kind: 'factors';
  readonly itemIds: readonly string[];
  /** Rows that training knew; those behind them are films placed since (new-films.ts). Absent: all of them. */
  readonly trained?: number;
  /** People who preferred the item in training; float32 [items]. */
  readonly popularity: Float32Array;
  /** Latent dimensions. */
  readonly k: number;
  /** float32 [items × k], row-major. */
  readonly factors: Float32Array;
  /** α₀, the weight of an item a person has not touched. */
  readonly unobservedWeight: number;
  /** λ. */
  readonly regularisation: number;
  /** ν, how strongly λ grows with the length of a history (Rendle et al. 2022); 1 is the classic scaling. */
  readonly frequencyExponent: number;
  /** A rating from here on was a preference in training, and is one when a person is folded in; 0 = any rating. */
  readonly positiveRating: number;
  /** How training re-weighted preferences, so that fold-in does the same; null = not at all. */
  readonly weighting: Bm25Weighting | null;
}

/**
 * BM25 (Robertson and Zaragoza 2009) with people as documents and items as terms. A preference of weight w for
 * an item that p people prefer, in a history of n, becomes
 * scale · ln(1 + (people − p + ½) / (p + ½)) · w·(k1 + 1) / (w + k1·(1 − b + b·n / averageLength)).
 */
export interface Bm25Weighting {
  readonly k1: number;
  readonly b: number;
  /** People with a preference in training. */
  readonly people: number;
  /** Their preferences, on average. */
  readonly averageLength: number;
  /** Brings the mean weight in training back to what it was, so that α₀ and λ keep their meaning. */
  readonly scale: number;
}

/**
 * A sparse matrix B from what a person prefers to what they may like: the score of item i is Σ w·B[h,i] over the
 * items h of their history, with the weights w of signals.ts. Row h is what a preference for h says of the others;
 * B need not be symmetric, its entries may be negative, and its diagonal is zero.
 */
export interface NeighbourModel {
  readonly kind: 'neighbours';
  readonly itemIds: readonly string[];
  /** Rows that training knew; those behind them are films placed since (new-films.ts). Absent: all of them. */
  readonly trained?: number;
  /** People who preferred the item in training; float32 [items]. */
  readonly popularity: Float32Array;
  /** int32 [items + 1]: row h's entries are pointers[h] … pointers[h + 1]. */
  readonly pointers: Int32Array;
  /** int32 [entries]: the column of each entry, ascending within a row. */
  readonly indices: Int32Array;
  /** float32 [entries] */
  readonly weights: Float32Array;
  /** As for FactorModel. */
  readonly positiveRating: number;
}

/**
 * A projection onto leading singular directions: the score of item i is p_i^β · f_i · Σ w·f_h / p_h^β over the items h of
 * a history, with the columns of F orthonormal, p the popularity and β `itemExponent`. No system is solved to fold in.
 */
export interface ProjectionModel {
  readonly kind: 'projection';
  readonly itemIds: readonly string[];
  /** Rows that training knew; those behind them are films placed since (new-films.ts). Absent: all of them. */
  readonly trained?: number;
  /** People who preferred the item in training; float32 [items]. */
  readonly popularity: Float32Array;
  /** Singular directions. */
  readonly k: number;
  /** float32 [items × k], row-major. */
  readonly factors: Float32Array;
  /** β, how far popular items were scaled down before the directions were found; 0 = not at all. */
  readonly itemExponent: number;
  /** As for FactorModel. */
  readonly positiveRating: number;
}

/** The models that know a person by their history alone. */
export type PersonalModel = FactorModel | NeighbourModel | ProjectionModel;

/**
 * Several models as one: the score of an item is Σ weight · z(score of the part), z over all items, a person at a time.
 * A part whose scores are all equal adds nothing.
 */
export interface BlendModel {
  readonly kind: 'blend';
  readonly itemIds: readonly string[];
  /** Rows that training knew; those behind them are films placed since (new-films.ts). Absent: all of them. */
  readonly trained?: number;
  /** People who preferred the item in training; float32 [items]. */
  readonly popularity: Float32Array;
  /** Of the same items, popularity and positiveRating. */
  readonly parts: readonly BlendPart[];
  /** As for FactorModel. */
  readonly positiveRating: number;
}

export interface BlendPart {
  readonly weight: number;
  readonly model: PersonalModel;
}

export type RankingModel = PopularityModel | PersonalModel | BlendModel;

/**
 * Rating prediction: mean + user bias + item bias + q·p, clipped to the scale. With k = 0 it is the user+item
 * bias model, the floor of the rating head. User bias and p are folded in together by ridge regression.
 */
export interface RatingModel {
  readonly kind: 'rating';
  readonly itemIds: readonly string[];
  readonly mean: number;
  /** float32 [items] */
  readonly itemBias: Float32Array;
  readonly k: number;
  /** float32 [items × k], row-major; empty when k = 0. */
  readonly factors: Float32Array;
  /** Ridge on the user bias, in units of ratings. */
  readonly biasRegularisation: number;
  /** Ridge on p. */
  readonly factorRegularisation: number;
  /** The legal ratings' ends, for clipping. */
  readonly scale: { readonly min: number; readonly max: number };
  /** How far a Bayesian model may be off; absent where a method does not know. */
  readonly uncertainty?: RatingUncertainty;
  /** What having rated a film says of a person, whatever the rating; absent where a method does not use it. */
  readonly implicit?: RatingImplicit;
  /**
   * Ridge on a person's mood of a day, what they give above their bias then: noise / variance of moods. Absent where a
   * method does not know days.
   */
  readonly dayRegularisation?: number;
}

/** A person's bias and vector are drawn not to zero but to the sum of these over the n items they rated, / √n. */
export interface RatingImplicit {
  /** float32 [items] */
  readonly bias: Float32Array;
  /** float32 [items × k], row-major. */
  readonly factors: Float32Array;
}

/** Variances of a rating model's parameters: how far the sampler's draws of them lie apart. */
export interface RatingUncertainty {
  /** Variance of a rating around its true prediction, stars². */
  readonly noise: number;
  /** float32 [items], stars² */
  readonly itemBias: Float32Array;
  /** float32 [items × k], row-major. */
  readonly factors: Float32Array;
}

/** What one person prefers among a model's items, as the ranking head takes it. */
export interface HistoryEntry {
  /** Row of the item in the model. */
  readonly item: number;
  /** Confidence that the person likes it: > 0. Entries of weight 0 are left out of a history. */
  readonly weight: number;
}

/** A rating by one person, as the rating head takes it. */
export interface RatedEntry {
  readonly item: number;
  readonly rating: number;
  /** UTC days since 1970; only a model that knows days looks at it. */
  readonly day?: number;
}
