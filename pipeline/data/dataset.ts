// data/dataset.json: what the data is and where it comes from, so that figures can say so. Not the data.

import { join } from 'node:path';
import { InputError, quoted } from '../errors.ts';
import { readTextFile, writeFileAtomic } from './files.ts';
import { parseDay } from './time.ts';
import { checked, choice, fields, integer, nullable, number, optional, readYaml, text } from './yaml.ts';

export interface RatingScale {
  min: number;
  max: number;
  step: number;
}

/** What is said of the data, here and in the static API. */
export interface DatasetDescription {
  format: 1;
  /** Short and stable: "embedded", "ml-latest-small". */
  name: string;
  title: string;
  kind: 'simulated' | 'imported';
  /** One sentence to show wherever figures from this data are shown; null for real data. */
  notice: string | null;
  licence: string | null;
  /** Where it came from, for people. */
  source: string | null;
  rating_scale: RatingScale;
}

export interface DatasetCard extends DatasetDescription {
  /** The settings the audience was simulated with; absent from imported data. */
  simulation?: {
    seed: number;
    /** First day, YYYY-MM-DD (UTC). */
    start: string;
    people: number;
    weeks: number;
    /** The week in which taste shifts, counted from 0. */
    shift_week: number;
  };
}

export const DATASET_FILE = 'data/dataset.json';

/** The card of a repository's data, or null when there is none: a first run, before anything was imported. */
export async function readDatasetCard(root: string): Promise<DatasetCard | null> {
  const json = await readTextFile(join(root, DATASET_FILE), DATASET_FILE);
  return json === null ? null : parseDatasetCard(json, DATASET_FILE);
}

const day = checked(text(), (value) =>
  parseDay(value) === null
    ? { problem: `${quoted(value)} is no day.`, legal: 'Legal: 2026-01-31 and the like.' }
    : null,
);

const scale = checked(fields({ min: number(), max: number(), step: number({ above: 0 }) }), ({ min, max }) =>
  min < max ? null : { problem: `the scale runs from ${min} to ${max}.`, legal: 'Legal: min below max.' },
);

const simulation = fields({
  seed: integer(),
  start: day,
  people: integer({ min: 1 }),
  weeks: integer({ min: 0 }),
  shift_week: integer({ min: 0 }),
});

const card = fields({
  format: choice([1]),
  name: text(),
  title: text(),
  kind: choice(['simulated', 'imported']),
  notice: nullable(text()),
  licence: nullable(text()),
  source: nullable(text()),
  rating_scale: scale,
  simulation: optional(simulation, undefined),
});

/** @throws InputError naming the line and the key that is missing, unknown or wrong. */
export function parseDatasetCard(json: string, shownAs: string): DatasetCard {
  const { simulation, ...rest } = readYaml(json, shownAs, card);
  return simulation === undefined ? rest : { ...rest, simulation };
}

/** Writes the card after checking it as a reader would. */
export async function writeDatasetCard(root: string, card: DatasetCard): Promise<void> {
  const json = `${JSON.stringify(card, null, 2)}\n`;
  parseDatasetCard(json, DATASET_FILE);
  await writeFileAtomic(join(root, DATASET_FILE), json);
}

/** Whether a rating is one of the scale's values, from `min` to `max` in steps of `step`. */
export function isOnScale(rating: number, { min, max, step }: RatingScale): boolean {
  if (!(rating >= min && rating <= max)) return false;
  const steps = (rating - min) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** "0.5 to 5 in steps of 0.5", for messages. */
export function describeScale({ min, max, step }: RatingScale): string {
  return `${min} to ${max} in steps of ${step}`;
}

/** The scale of a repository's data. @throws InputError when there is no card. */
export async function readRatingScale(root: string): Promise<RatingScale> {
  const card = await readDatasetCard(root);
  if (card !== null) return card.rating_scale;
  throw new InputError({
    file: DATASET_FILE,
    problem: 'is missing, so nobody can tell which ratings are legal.',
    legal: 'Run `showrunner import` or `showrunner simulate` first.',
  });
}
