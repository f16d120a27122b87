// Why the list of runs is not there.

/** @param status of the answer; none where there was no answer */
export const notLoaded = (status?: number): string =>
  `The list of runs could not be loaded${status === undefined ? '' : ` (${status})`}.`;
export const notRead = 'The list of runs cannot be read.';
