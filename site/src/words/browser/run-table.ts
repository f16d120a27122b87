// Said where all runs cannot be had.

export const failed = 'The list of all runs could not be loaded. The newest are below.';
