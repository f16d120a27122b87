// Who is run against whom, with which hyper-parameters. Both sides of a contest get the same ones, in each library's
// own words.

export interface Entrant {
  readonly shown: string;
  readonly by: 'showrunner' | 'peer';
  /** The algorithm's name, or the one in peers.py. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Where not what was asked for on the command line. */
  readonly threads?: number;
}

export interface Contest {
  readonly title: string;
  readonly metric: string;
  readonly entrants: readonly Entrant[];
}

/**
 * The systems that are solved are α₀·G + Σ f·fᵀ + λ·I here and G + (α − 1)·Σ f·fᵀ + λ'·I there: the same after division
 * by α₀ with α = 1 + 1/α₀ and λ' = λ/α₀. (The right-hand side is α·Σ f there, which is α/(α − 1) times ours: it makes
 * all scores of a person larger alike.) A frequency exponent of 0 gives each row the same ridge, as there.
 */
const UNOBSERVED = 0.2;
const RIDGE = 2;
const ALS = { k: 64, sweeps: 10 };
const OURS = {
  ...ALS,
  unobserved_weight: UNOBSERVED,
  regularisation: RIDGE,
  frequency_exponent: 0,
  positive_rating: 4,
};
const THEIRS = { ...ALS, alpha: 1 + 1 / UNOBSERVED, regularization: RIDGE / UNOBSERVED };
const SVDPP = { method: 'svdpp', k: 20, sweeps: 20 };

export const CONTESTS: readonly Contest[] = [
  {
    title: 'Implicit ALS: k = 64, 10 sweeps, the same weights',
    metric: 'ndcg_at_10',
    entrants: [
      { shown: 'Showrunner `ials`, exact', by: 'showrunner', name: 'ials', parameters: OURS },
      {
        shown: 'implicit, Cholesky (exact)',
        by: 'peer',
        name: 'implicit-als',
        parameters: { ...THEIRS, solver: 'cholesky' },
      },
      {
        shown: 'implicit, conjugate gradient (its default)',
        by: 'peer',
        name: 'implicit-als',
        parameters: { ...THEIRS, solver: 'cg' },
      },
      { shown: 'Showrunner `ials`, its defaults', by: 'showrunner', name: 'ials', parameters: {} },
      {
        shown: 'Showrunner `ials`, its defaults, 5 sweeps',
        by: 'showrunner',
        name: 'ials',
        parameters: { sweeps: 5 },
      },
    ],
  },
  {
    title: 'Item neighbours: cosine, 100 a film',
    metric: 'ndcg_at_10',
    entrants: [
      {
        shown: 'Showrunner `item_knn`',
        by: 'showrunner',
        name: 'item_knn',
        parameters: { neighbours: 100, shrinkage: 0, user_exponent: 0, positive_rating: 4 },
      },
      {
        shown: 'implicit, CosineRecommender',
        by: 'peer',
        name: 'implicit-cosine',
        parameters: { neighbours: 100 },
      },
      { shown: 'Showrunner `item_knn`, its defaults', by: 'showrunner', name: 'item_knn', parameters: {} },
      { shown: 'Showrunner `ease`, its defaults', by: 'showrunner', name: 'ease', parameters: {} },
    ],
  },
  {
    title: 'SVD++: ratings',
    metric: 'rmse',
    entrants: [
      {
        shown: 'Showrunner `bayesian_svdpp`, its defaults',
        by: 'showrunner',
        name: 'bayesian_svdpp',
        parameters: {},
      },
      {
        shown: 'Showrunner `bayesian_svdpp`, its defaults',
        by: 'showrunner',
        name: 'bayesian_svdpp',
        parameters: {},
        threads: 1,
      },
      {
        shown: 'Surprise SVDpp, k = 20, 20 epochs (its defaults)',
        by: 'peer',
        name: 'surprise',
        parameters: SVDPP,
        threads: 1,
      },
      {
        shown: 'Surprise SVD, k = 100, 20 epochs (its defaults)',
        by: 'peer',
        name: 'surprise',
        parameters: { method: 'svd', k: 100, sweeps: 20 },
        threads: 1,
      },
      { shown: 'Showrunner `svd`, its defaults', by: 'showrunner', name: 'svd', parameters: {}, threads: 1 },
    ],
  },
];
