// Said while a person is looked for, and where nobody is found.

export const lookingFor = (id: string): string => `Looking for ${id} …`;

/** @param why a sentence; none where nothing is known of it */
export const failed = (why = 'This cannot be shown.'): string =>
  `${why} The people below have a page of their own.`;
