// Why the model's files are not there.

/** @param status of the answer; none where there was no answer */
export const notLoaded = (status?: number): string =>
  `The model could not be loaded${status === undefined ? '' : ` (${status})`}.`;
export const changed =
  'The model that arrived is not the one that was published. Loading the page again may help.';
