// Paths that come in as inputs: below the repository, and nowhere else.

import { isAbsolute, relative, resolve } from 'node:path';
import { InputError, quoted } from '../pipeline/errors.ts';

/**
 * @param given relative to the repository
 * @throws InputError for a path that leads out of it, or into .git
 */
export function inRepository(root: string, given: string, place: string): string {
  const path = resolve(root, given);
  const inside = relative(root, path);
  const leaves = inside === '' || inside.startsWith('..') || isAbsolute(inside);
  if (given !== '' && !leaves && !/^\.git(\/|$)/.test(inside)) return path;
  throw new InputError({
    place,
    problem: `${quoted(given)} is not a path below the repository.`,
    legal: 'Legal: build/facts.json and the like.',
  });
}
