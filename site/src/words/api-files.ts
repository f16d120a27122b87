// The kinds of files of the static API.

import { bytes, counted } from './format.ts';

export const none = 'There is none yet.';
export const schema = 'Schema';
export const schemaOf = (pattern: string): string => `Schema of ${pattern}`;

/** @param size of all of them, in bytes */
export const sizes = (files: number, size: number): string =>
  files > 1 ? `${counted(files, 'file')}, ${bytes(size)}.` : `${bytes(size)}.`;
