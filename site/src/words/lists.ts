// Lists of films by title, decade and genre.

export const noGenre = 'No genre';
export const noYear = 'Year unknown';
/** Titles that begin with no letter. */
export const otherSigns = 'Other signs';
export const decade = (firstYear: number): string => `${firstYear}s`;

/** Between the pages of a list. */
export const pager = { name: 'Pages of this list', previous: 'Previous', next: 'Next' };
