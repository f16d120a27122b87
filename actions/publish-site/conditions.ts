// Whether to publish at all, and where.

import type { DatasetCard } from '../../pipeline/data/dataset.ts';
import { InputError, quoted } from '../../pipeline/errors.ts';
import { type Git, said } from '../committing/git.ts';

/** @throws InputError unless it is "/" or names with a slash at both ends */
export function checkBase(base: string): string {
  if (/^\/(?:(?!\.\.?\/)[A-Za-z0-9._-]+\/)*$/.test(base)) return base;
  throw new InputError({
    place: 'base-path',
    problem: `${quoted(base)} is not a base path.`,
    legal: 'Legal: / or /repo/.',
  });
}

/** Without the slash at its end. @throws InputError unless it is empty, or scheme and host alone */
export function checkOrigin(origin: string): string {
  const bare = origin.replace(/\/$/, '');
  if (bare === '' || (URL.canParse(bare) && /^https?:/.test(bare) && new URL(bare).origin === bare))
    return bare;
  throw new InputError({
    place: 'origin',
    problem: `${quoted(origin)} is not an origin.`,
    legal: 'Legal: https://example.org, or nothing.',
  });
}

/** Whether the commit is still the tip of the branch; an empty branch asks for no such thing. */
export async function isNewest(git: Git, branch: string, commit: string): Promise<boolean> {
  if (branch === '') return true;
  const listed = await said(git, ['ls-remote', '--end-of-options', 'origin', `refs/heads/${branch}`]);
  const tip = listed.split('\t')[0];
  return tip === commit;
}

/** A template's invented audience is no news about anybody: whoever publishes it says that it is a demonstration. */
export function refuseTemplate({ kind, name }: DatasetCard, demonstration: boolean): void {
  if (kind !== 'simulated' || demonstration) return;
  throw new InputError({
    file: 'data/dataset.json',
    problem: `${quoted(name)} is the invented audience of the template, not data of yours.`,
    legal:
      'Bring your own with `npx showrunner import`, or set the repository variable DEMONSTRATION to true to show the ' +
      'invented one as what it is.',
  });
}
