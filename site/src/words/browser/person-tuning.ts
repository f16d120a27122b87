// Said of a list that cannot be turned.

export const failed = (why: string): string =>
  `The list cannot be turned right now. ${why} The published list stands.`;
