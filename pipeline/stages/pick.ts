// Choosing among trials that other jobs have on record: a folder with the manifests of runs that were each trained by
// `train --candidate`. Only their figures are believed; what is chosen is trained here.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readTextFile } from '../data/files.ts';
import { InputError } from '../errors.ts';
import type { Ground } from '../evaluation/protocol.ts';
import { bestTrial, type HeadTrials, type Selection } from '../experiments/tuning/trial.ts';
import { type Head, resolveParameters } from '../recommenders/algorithm.ts';
import { type Candidate, candidatesOf, RECIPE_FILE, type Recipe } from '../recommenders/recipe.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { MANIFEST, parseManifest } from '../registry/manifest-file.ts';
import { type Choice, hashOf, recipeOf } from './choose.ts';

interface Measured {
  /** The manifest's path. */
  readonly file: string;
  readonly seed: number;
  readonly selection: Selection;
}

/**
 * The best of the trials on record, as if they had been run here.
 * @param slice the ground that all of them must have been measured on
 * @throws InputError when there are none, when they were measured on another ground or with another seed, or when one
 *   is of no candidate of the recipe
 */
export async function pickCandidates(
  folder: string,
  { recipe, slice, seed }: { recipe: Recipe; slice: Ground; seed: number },
): Promise<Choice> {
  const measured = await readMeasured(folder);
  const merged = (head: Head) => mergeHead(head, measured, { recipe, slice, seed });
  const selection: Selection = {
    candidates_sha256: hashOf(recipe),
    budget: recipe.budget,
    seconds: Math.max(...measured.map((one) => one.selection.seconds)),
    ranking: merged('ranking'),
    rating: merged('rating'),
  };
  const recipes = {
    ranking: recipeOf(recipe.ranking, selection.ranking),
    rating: recipeOf(recipe.rating, selection.rating),
  };
  return { recipes, selection };
}

/** Every manifest with trials in the folder and below it, by path. */
async function readMeasured(folder: string): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const file of await findManifests(folder)) {
    const text = (await readTextFile(file, file)) ?? '';
    // The folder need not have the run's name: whoever carried it here may have called it otherwise.
    const [, run = ''] = /"run": "(run_\d{8}_\d{6})"/.exec(text) ?? [];
    const { seed, selection }: RunManifest = parseManifest(text, run, file);
    if (selection !== undefined) measured.push({ file, seed, selection });
  }
  if (measured.length > 0) return measured;
  throw new InputError({
    file: folder,
    problem: `there is no run with trials on record: no ${MANIFEST} with a key "selection".`,
    legal: 'Make some with: npx showrunner train --candidate NAME',
  });
}

async function findManifests(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name === MANIFEST)
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (cause) {
    throw new InputError({ file: folder, problem: 'this folder cannot be read.', cause });
  }
}

interface Expected {
  readonly recipe: Recipe;
  readonly slice: Ground;
  readonly seed: number;
}

/** Null where nobody measured a candidate of the head: then its first one is taken. */
function mergeHead(head: Head, measured: readonly Measured[], expected: Expected): HeadTrials | null {
  const found = measured.flatMap((one) => {
    const trials = one.selection[head];
    if (trials !== null) check(head, trials, one, expected);
    return trials === null ? [] : [trials];
  });
  if (found.length === 0) return null;
  const trials = found.flatMap((one) => one.trials);
  const chosen = bestTrial(head, trials);
  if (chosen >= 0) return { ...found[0], chosen, trials };
  const problem = `none of the ${trials.length} ${head} trials on record has a figure.`;
  throw new InputError({ file: measured[0].file, problem });
}

/** Figures are compared when they mean the same: same ground, same seed, a candidate as the recipe has it. */
function check(
  head: Head,
  { protocol, ground_sha256, trials }: HeadTrials,
  { file, seed }: Measured,
  { recipe, slice, seed: own }: Expected,
): void {
  const fail = (problem: string, legal: string): never => {
    throw new InputError({ file, place: `selection.${head}`, problem, legal });
  };
  if (ground_sha256 !== slice.sha256 || protocol !== slice.protocols[head]) {
    fail(
      `its trials were measured on ground ${ground_sha256.slice(0, 12)}, and the data here give ${slice.sha256.slice(0, 12)}.`,
      'Legal: runs trained on the data that are here, under the same protocol.',
    );
  }
  if (seed !== own) fail(`its seed is ${seed}.`, `Legal: ${own}, as for this training.`);
  const candidates: Candidate[] = candidatesOf(recipe).filter((candidate) => candidate.head === head);
  for (const trial of trials) {
    const candidate = candidates.find(({ name }) => name === trial.candidate);
    if (candidate === undefined || candidate.algorithm.name !== trial.algorithm) {
      fail(
        `${trial.candidate} with ${trial.algorithm} is no candidate of the recipe.`,
        `Mend ${RECIPE_FILE}.`,
      );
    } else resolveParameters(trial.algorithm, candidate.algorithm.parameters, trial.parameters);
  }
}
