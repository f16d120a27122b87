// Playing on from what a repository's data hold, week by week. What happens in a week is play.ts; which model serves
// is said by the caller, since the registry is not this room's business.

import { readInteractionBatches, writeInteractionBatch } from '../data/batches.ts';
import { type Film, readCatalogue } from '../data/catalogue.ts';
import { DATASET_FILE, type DatasetCard, readDatasetCard } from '../data/dataset.ts';
import { foldSessions, readSessionBatches, type SessionRows, writeSessionBatch } from '../data/events.ts';
import { foldInteractions, type InteractionRows } from '../data/interactions.ts';
import { dayOf } from '../data/time.ts';
import { InputError } from '../errors.ts';
import type { Reporter } from '../reporter.ts';
import type { RankingModel } from '../serving/models.ts';
import { type Audience, createAudience } from './audience.ts';
import { type AudienceSettings, nextWeek, startOfWeek, WEEK_MS } from './calendar.ts';
import { championLister, popularLister } from './listers.ts';
import { playWeek } from './play.ts';
import type { PlayedWeek } from './record.ts';
import { noCatalogue } from './settle.ts';

export interface PlayOn {
  readonly weeks: number;
  /** Whose lists the champion arm sees; null = popular films, as before there is a champion. */
  readonly champion: { readonly run: string; readonly ranking: RankingModel } | null;
  /** Plays and reports, and writes nothing. */
  readonly dryRun: boolean;
  readonly reporter: Reporter;
}

export interface WeekReport {
  /** Counted from 0. */
  week: number;
  /** First and last day, YYYY-MM-DD. */
  from: string;
  to: string;
  run: string | null;
  sessions: number;
  interactions: number;
  /** Clicks by impressions; null when the arm was shown nothing. */
  click_through_rate: { champion: number | null; control: number | null };
}

/**
 * Plays the weeks after the newest session on record, one after the other, and adds a batch of interactions and one
 * of sessions a week. A week killed between the two is played again to the same rows, which changes nothing.
 * @throws InputError when the data set is not a simulated one.
 */
export async function playOn(root: string, options: PlayOn): Promise<WeekReport[]> {
  const { films } = await readCatalogue(root);
  if (films.length === 0) throw noCatalogue();
  const audience = createAudience(films, simulationOf(await readDatasetCard(root)));
  const told = await readInteractionBatches(root);
  const first = nextWeek(audience.settings, newestOf(foldSessions(await readSessionBatches(root))));
  const reports: WeekReport[] = [];
  for (let week = first; week < first + options.weeks; week++) {
    const played = playNext({ audience, films, told, week }, options);
    told.push(played.interactions);
    if (!options.dryRun) await store(root, played);
    const report = reportOf(audience.settings, week, played, options.champion?.run ?? null);
    options.reporter.progress(
      `week ${week + 1} (${report.from} to ${report.to}): ${report.sessions} sessions`,
    );
    reports.push(report);
  }
  return reports;
}

interface Present {
  readonly audience: Audience;
  readonly films: readonly Film[];
  readonly told: readonly InteractionRows[];
  readonly week: number;
}

/** The week from what was on record before it began: not from a part of itself that an earlier, killed run left. */
function playNext({ audience, films, told, week }: Present, { champion }: PlayOn): PlayedWeek {
  const interactions = foldInteractions(told, { until: startOfWeek(audience.settings, week) - 1 });
  const popular = popularLister(interactions, films);
  return playWeek({
    audience,
    week,
    interactions,
    champion: champion ? championLister(champion.ranking, films) : popular,
    control: popular,
    run: champion?.run ?? null,
  });
}

async function store(root: string, { interactions, sessions }: PlayedWeek): Promise<void> {
  if (interactions.user_id.length > 0) await writeInteractionBatch(root, interactions);
  if (sessions.session_id.length > 0) await writeSessionBatch(root, sessions);
}

function newestOf({ started_at }: SessionRows): number | null {
  return started_at.length === 0 ? null : started_at.reduce((newest, at) => Math.max(newest, at));
}

function simulationOf(card: DatasetCard | null): AudienceSettings {
  if (card?.simulation) return card.simulation;
  throw new InputError({
    file: DATASET_FILE,
    problem: card ? `"${card.name}" is not a simulated data set.` : 'is missing.',
    legal: 'Only the embedded audience can be played on: its card has a "simulation".',
  });
}

function reportOf(
  settings: AudienceSettings,
  week: number,
  { interactions, sessions }: PlayedWeek,
  run: string | null,
): WeekReport {
  const start = startOfWeek(settings, week);
  return {
    week,
    from: dayOf(start),
    to: dayOf(start + WEEK_MS - 1),
    run,
    sessions: sessions.session_id.length,
    interactions: interactions.user_id.length,
    click_through_rate: {
      champion: clickThroughRate(sessions, 'champion'),
      control: clickThroughRate(sessions, 'control'),
    },
  };
}

function clickThroughRate({ arm, shown, clicked }: SessionRows, of: string): number | null {
  let impressions = 0;
  let clicks = 0;
  for (let row = 0; row < arm.length; row++) {
    if (arm[row] !== of) continue;
    impressions += shown[row].length;
    clicks += clicked[row].length;
  }
  return impressions === 0 ? null : clicks / impressions;
}
