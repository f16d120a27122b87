// How many people of the page fit what was typed.

/** Without words/format.ts, which is more than all that page loads of its own. */
export const fitting = (shown: number): string =>
  `${shown} ${shown === 1 ? 'person' : 'people'} of these; Enter looks among everybody.`;
