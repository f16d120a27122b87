// The command "simulate": the embedded audience plays on, week by week, from what is on record. With `fresh` it starts
// over: the season the repository ships with was made by exactly this.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INTERACTIONS_FOLDER, readInteractionBatches, writeInteractionBatch } from '../data/batches.ts';
import { CATALOGUE_FILE, type Film, formatCatalogue, readCatalogue } from '../data/catalogue.ts';
import { type DatasetCard, readDatasetCard, writeDatasetCard } from '../data/dataset.ts';
import { readSessionBatches, type SessionRows, writeSessionBatch } from '../data/events.ts';
import { writeFileAtomic } from '../data/files.ts';
import { createStaging, planFeedback, swapIn } from '../data/import/swap.ts';
import { foldInteractions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { readLatest } from '../registry/latest.ts';
import { readRun, type StoredRun } from '../registry/read-run.ts';
import { type Audience, createAudience } from '../simulation/audience.ts';
import {
  type AudienceSettings,
  DEFAULT_SETTINGS,
  nextWeek,
  startOfWeek,
  WEEK_MS,
} from '../simulation/calendar.ts';
import { scheduleArrivals } from '../simulation/films.ts';
import { championLister, popularLister } from '../simulation/listers.ts';
import { playWeek } from '../simulation/play.ts';
import type { Context } from './context.ts';
import { decide } from './decide.ts';
import { observe } from './observe.ts';
import { retireModels } from './retire-models.ts';
import { retrain } from './retrain.ts';
import { groundOf, readState } from './state.ts';

export interface SimulateOptions {
  readonly weeks: number;
  /** Start over: data and models of the present set leave the tree first. */
  readonly fresh: boolean;
  /** Weeks, counted from 1, after which a candidate is trained and judged, as a team would on a Monday. */
  readonly retrainAfter: readonly number[];
}

export interface SimulatedWeek {
  /** Counted from 1. */
  week: number;
  /** The run whose lists were shown; null while popular films were shown to all. */
  run: string | null;
  sessions: number;
  interactions: number;
  /** Clicks by impressions, in the arm that sees the champion's lists and in the control arm. */
  click_through_rate: { champion: number | null; control: number | null };
  /** Verdict of the candidate trained after the week, where one was. */
  verdict: string | null;
}

/** Plays weeks and writes a batch of interactions and one of sessions for each. */
export async function simulate(
  context: Context,
  options: SimulateOptions,
  watch: (week: SimulatedWeek) => void = () => {},
): Promise<SimulatedWeek[]> {
  const { root, dryRun } = context;
  const card = await readDatasetCard(root);
  const settings = options.fresh ? settingsOf(context, null) : settingsOf(context, card);
  const films = options.fresh ? await arrivals(root, settings) : (await readCatalogue(root)).films;
  if (options.fresh && !dryRun) await startOver(context, films, settings);
  const audience = createAudience(films, settings);
  const played: SimulatedWeek[] = [];
  const weeks = dryRun ? 1 : options.weeks;
  const sessions = options.fresh && dryRun ? null : newestSession(await readSessionBatches(root));
  const first = nextWeek(settings, sessions);
  for (let week = first; week < first + weeks; week++) {
    const result = await playOne(context, { audience, films, week, empty: options.fresh && dryRun });
    const due = options.retrainAfter.includes(week + 1) && !dryRun;
    played.push({ ...result, verdict: due ? await retrainAfter(context, settings, week) : null });
    watch(played[played.length - 1]);
  }
  return played;
}

function settingsOf(context: Context, card: DatasetCard | null): AudienceSettings {
  if (card === null) return { ...DEFAULT_SETTINGS, seed: context.seed ?? DEFAULT_SETTINGS.seed };
  if (card.simulation && context.seed !== null && context.seed !== card.simulation.seed) {
    throw new InputError({
      problem: `--seed ${context.seed} is not the seed of the season on record (${card.simulation.seed}).`,
      legal: 'Leave it out to play on, or start another season with --fresh.',
    });
  }
  if (card.simulation) return card.simulation;
  throw new InputError({
    file: 'data/dataset.json',
    problem: `the data here (${card.title}) are not simulated, so there is no audience to play on.`,
    legal: 'Start over with `npx showrunner simulate --fresh`, which replaces them.',
  });
}

/** The catalogue as it is on the first day: what an earlier season scheduled is forgotten. */
async function arrivals(root: string, settings: AudienceSettings): Promise<Film[]> {
  const { films } = await readCatalogue(root);
  return scheduleArrivals(
    films.map((film) => ({ ...film, added: null })),
    settings,
  );
}

/** Puts an empty season in the place of the present data set, and takes the models of the old one away. */
async function startOver(
  context: Context,
  films: readonly Film[],
  settings: AudienceSettings,
): Promise<void> {
  const { root, now, reporter } = context;
  const staging = await createStaging(root);
  await mkdir(join(staging, INTERACTIONS_FOLDER), { recursive: true });
  await writeFileAtomic(join(staging, CATALOGUE_FILE), formatCatalogue(films));
  await writeDatasetCard(staging, seasonCard(settings));
  await swapIn(root, staging, {
    feedback: await planFeedback(root, now, reporter),
    afterSwap: async () => void (await retireModels(context)),
  });
}

function seasonCard(settings: AudienceSettings): DatasetCard {
  return {
    format: 1,
    name: 'embedded-audience',
    title: 'Embedded audience',
    kind: 'simulated',
    notice: 'The films are real, the people are not. Nothing here says how real people would react.',
    licence: null,
    source: `showrunner simulate, seed ${settings.seed}`,
    rating_scale: { min: 0.5, max: 5, step: 0.5 },
    simulation: settings,
  };
}

interface WeekToSimulate {
  audience: Audience;
  films: readonly Film[];
  week: number;
  /** Nothing is on record: a dry run of a fresh start. */
  empty: boolean;
}

async function playOne(context: Context, { audience, films, week, empty }: WeekToSimulate) {
  const { root, dryRun } = context;
  const interactions = foldInteractions(empty ? [] : await readInteractionBatches(root), {
    until: startOfWeek(audience.settings, week) - 1,
  });
  const champion = empty ? null : await championOf(root);
  const control = popularLister(interactions, films);
  const played = playWeek({
    audience,
    week,
    interactions,
    champion: champion ? championLister(champion.ranking, films) : control,
    control,
    run: champion?.manifest.run ?? null,
  });
  if (!dryRun) {
    // A small audience may have a week in which nobody comes.
    if (played.interactions.user_id.length > 0) await writeInteractionBatch(root, played.interactions);
    if (played.sessions.session_id.length > 0) await writeSessionBatch(root, played.sessions);
  }
  const rate = (arm: string) => clickThroughRate(played.sessions, arm);
  return {
    week: week + 1,
    run: champion?.manifest.run ?? null,
    sessions: played.sessions.session_id.length,
    interactions: played.interactions.user_id.length,
    click_through_rate: { champion: rate('champion'), control: rate('control') },
  };
}

async function championOf(root: string): Promise<StoredRun | null> {
  const latest = await readLatest(root);
  return latest === null ? null : readRun(root, latest);
}

/** One candidate through the gate, on the morning after the week by the simulation's own clock. */
async function retrainAfter(context: Context, settings: AudienceSettings, week: number): Promise<string> {
  const morning = startOfWeek(settings, week) + WEEK_MS + 6 * 3_600_000;
  const then = { ...context, now: morning };
  const state = await readState(context.root);
  const ground = groundOf(state);
  const { decision } = await decide(then, state, await observe(then, state, ground));
  if (decision.hold !== null) return 'held';
  const { judgement } = await retrain(then, state, ground);
  return judgement?.verdict.verdict ?? 'serves already';
}

/** Start of the newest session on record, or null when there is none. */
function newestSession(batches: readonly SessionRows[]): number | null {
  let newest: number | null = null;
  for (const { started_at } of batches) {
    for (const at of started_at) if (newest === null || at > newest) newest = at;
  }
  return newest;
}

/** Clicks by impressions in one arm; null when it had none. */
function clickThroughRate({ arm, shown, clicked }: SessionRows, of: string): number | null {
  let clicks = 0;
  let impressions = 0;
  for (let row = 0; row < arm.length; row++) {
    if (arm[row] !== of) continue;
    clicks += clicked[row].length;
    impressions += shown[row].length;
  }
  return impressions === 0 ? null : clicks / impressions;
}
