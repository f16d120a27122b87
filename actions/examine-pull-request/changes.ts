// What a pull request's changed files mean for the contracts of data/ and models/. Pure.

import { isRunId } from '../../pipeline/registry/run-id.ts';
import type { ChangedFile } from './tree-checks.ts';

/** Code that decides whether a model is good. */
const VALIDATOR =
  /^(actions|pipeline|\.github|node_modules)\/|^(package(-lock)?\.json|\.npmrc|tsconfig\.json)$/;

export interface Meaning {
  problems: string[];
  notes: string[];
  /** Runs that the change adds, or alters. */
  runs: string[];
  thresholds: boolean;
}

/** Sentences about the changes, and what has to be looked into. */
export function meaningOf(files: readonly ChangedFile[]): Meaning {
  const paths = files.map(({ path }) => path);
  const runs = [...new Set(paths.map((path) => /^models\/([^/]+)\//.exec(path)?.[1] ?? '').filter(isRunId))];
  const present = runs.filter((run) =>
    files.some((file) => file.path.startsWith(`models/${run}/`) && file.status !== 'D'),
  );
  const validator = paths.filter((path) => VALIDATOR.test(path));
  const problems = files.flatMap(contractProblems);
  if (present.length > 0 && validator.length > 0) {
    problems.push(
      `It changes a model together with the code that judges models (${validator.slice(0, 3).join(', ')}): ` +
        'what this check says of the model is worth nothing. Split it in two.',
    );
  }
  const notes =
    validator.length > 0
      ? ['It changes code. A check that runs that code can be changed by it: read it.']
      : [];
  if (paths.includes('models/LATEST')) {
    notes.push('It moves models/LATEST by hand. The gate moves it: `promote-model`, or `rollback-model`.');
  }
  if (paths.includes('models/recipe.yaml'))
    notes.push('It changes the recipe: the next candidate is trained by it.');
  return { problems, notes, runs: present, thresholds: paths.includes('thresholds.yaml') };
}

function contractProblems({ path, status }: ChangedFile): string[] {
  const isOld = status !== 'A';
  if (isOld && /^data\/(interactions|events|archive)\//.test(path)) {
    return [`${path}: a batch is never changed and never deleted; corrections are new batches.`];
  }
  if (isOld && /^models\/decisions\//.test(path)) return [`${path}: a decision on record is never changed.`];
  if (isOld && status !== 'D' && /^models\/run_[^/]+\/(?!model\.json$|report\.(md|json)$)/.test(path)) {
    return [`${path}: the files of a run are never changed; train another one.`];
  }
  return [];
}
