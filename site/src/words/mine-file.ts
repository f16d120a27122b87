// What is wrong with a file of what a visitor said: the place, the value, what is legal.

export const theFile = 'The file';

/** @param legal what may stand there */
export const wrong = (place: string, value: unknown, legal: string): string =>
  `${place} is ${value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 80)}; legal: ${legal}.`;
export const tooLong = (characters: number, most: number): string =>
  `It is ${characters} characters long; legal are ${most}.`;
export const noJson = (why: string): string => `It is not JSON: ${why}.`;

// What is legal, as the end of such a sentence.
export const visitorId = 'empty, or "visitor-" and 16 hexadecimal digits';
export const listUpTo = (most: number): string => `a list of up to ${most}`;
export const filmId = 'the id of a film, up to 200 characters without spaces';
export const eachOnce = 'each film once';
export const hundredths = 'a whole number from 0 to 100';
export const instant = 'an instant such as 2026-01-31T09:30:00.000Z';
export const object = 'an object, {…}';
