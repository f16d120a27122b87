// Settling the audience in a repository that has a catalogue and nothing else: once, before its first week.

import { join } from 'node:path';
import { CATALOGUE_FILE, formatCatalogue, readCatalogue } from '../data/catalogue.ts';
import { DATASET_FILE, type DatasetCard, readDatasetCard, writeDatasetCard } from '../data/dataset.ts';
import { writeFileAtomic } from '../data/files.ts';
import { InputError } from '../errors.ts';
import { type AudienceSettings, checkSettings } from './calendar.ts';
import { scheduleArrivals } from './films.ts';

/**
 * Gives the new films of the catalogue the days on which they join, and writes the data set's card. People come
 * with the first week that is played. Killed in between, it can be run again.
 * @throws InputError when there is no catalogue, or a data set already.
 */
export async function settleAudience(root: string, settings: AudienceSettings): Promise<DatasetCard> {
  checkSettings(settings);
  const { films } = await readCatalogue(root);
  if (films.length === 0) throw noCatalogue();
  if ((await readDatasetCard(root)) !== null) throw settledAlready();
  await writeFileAtomic(join(root, CATALOGUE_FILE), formatCatalogue(scheduleArrivals(films, settings)));
  const card = embeddedCard(settings);
  await writeDatasetCard(root, card);
  return card;
}

/** What data/dataset.json says of the embedded audience. */
export function embeddedCard(settings: AudienceSettings): DatasetCard {
  return {
    format: 1,
    name: 'embedded',
    title: 'The embedded film club',
    kind: 'simulated',
    notice:
      'These people are simulated: the films are real, the audience and every figure about it are not ' +
      '(docs/simulated-audience.md).',
    licence: null,
    source: 'Made by `showrunner simulate` from the seed in data/dataset.json.',
    rating_scale: { min: 0.5, max: 5, step: 0.5 },
    simulation: settings,
  };
}

export function noCatalogue(): InputError {
  return new InputError({
    file: CATALOGUE_FILE,
    problem: 'holds no films, so there is nothing to show anybody.',
    legal: 'Bring it back from the history: git log -- data/catalogue.csv.',
  });
}

function settledAlready(): InputError {
  return new InputError({
    file: DATASET_FILE,
    problem: 'there is a data set already.',
    legal:
      'An audience settles in a data folder with nothing but a catalogue; `simulate` plays on from there.',
  });
}
