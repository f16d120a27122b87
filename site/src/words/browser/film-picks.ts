// Said on the home page while a visitor's rows are fetched, and where they cannot be.

export const loading = 'Loading what your rows are made from. What you choose meanwhile is kept.';

export const failed = (why: string): string =>
  `Your own lists cannot be made right now. ${why} The lists below stand.`;
