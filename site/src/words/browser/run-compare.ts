// Said while runs are fetched to be compared, and where they cannot be.

export const loading = 'Reading the runs …';
export const failed = 'The list of runs could not be loaded, so nothing can be compared right now.';
