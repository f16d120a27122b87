// Said where the catalogue cannot be had.

export const failed = 'The catalogue could not be loaded. The lists below have every film.';
