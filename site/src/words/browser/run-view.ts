// Said while a run is looked for, and where it is not found.

export const lookingFor = (run: string): string => `Looking for ${run} …`;
export const unknown = (run: string): string => `There is no run ${run}.`;
export const failed = 'This run cannot be shown.';
export const pageTitle = (run: string): string => `${run} · Showrunner`;
