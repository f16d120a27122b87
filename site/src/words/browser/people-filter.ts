// How many people of the page fit what was typed.

/** Without words/format.ts, which would be more than all else that page loads. */
export const fitting = (shown: number): string =>
  `${shown} ${shown === 1 ? 'person' : 'people'} of these; Enter looks among everybody.`;
