// What a person was called for, or would be.

export const states = { open: 'open', closed: 'closed' } as const;

/** @param opened a day, as HTML. @param closed a day. @param consequence of a rule of that severity */
export const spanHtml = (opened: string, closed: string | null, consequence: string): string =>
  `since ${opened}${closed === null ? '' : ` until ${closed}`} · ${consequence}`;

export const whatToDo = 'What to do:';
