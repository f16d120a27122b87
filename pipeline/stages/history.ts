// Past days decided again from what is on record: who served on a day, what was known by its end, what the rules say of
// it. Nothing is written; what was decided at the time stands in models/decisions/.

import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { InputError, quoted } from '../errors.ts';
import type { ScoredFigure } from '../monitoring/accuracy.ts';
import { readDecisions, type StoredDecision } from '../registry/decisions.ts';
import { readRun } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
import { decide, mayRetrain } from '../rules/decide.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import type { Policy } from '../rules/policy-types.ts';
import { TECHNICAL_RULES } from '../rules/rule-spec.ts';
import type { Context } from './context.ts';
import { spokenIn } from './earlier.ts';
import { factsAbout, scoreChampion } from './observe.ts';
import { type ServedRun, servedRun } from './served-run.ts';
import { genresOf, groundAt, type State } from './state.ts';

/** A run that served once; one that has left the tree is known by name and figures alone and cannot be scored. */
type PastRun = Omit<ServedRun, 'ranking' | 'rating' | 'seed'> &
  Partial<Pick<ServedRun, 'ranking' | 'rating'>>;

type Work = Pick<Context, 'reporter' | 'threads'>;

/** The past of a repository: state, moves of the pointer, and every run that served. */
export interface Past {
  readonly state: State;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  readonly moves: readonly { readonly at: number; readonly to: string | null }[];
  readonly runs: ReadonlyMap<string, PastRun>;
  /** Accuracy by run and day; filled as days are asked for. */
  readonly scored: Map<string, readonly ScoredFigure[]>;
}

/** Reads what past days are decided from. */
export async function readPast({ root }: Context, state: State): Promise<Past> {
  const stored = (await readDecisions(root, ['promotion', 'rollback', 'import', 'verdict'])).toReversed();
  const moves = stored.flatMap(({ at, record }) => ('to' in record ? [{ at, to: record.to }] : []));
  const runs = new Map(stored.flatMap(cardOf));
  for (const run of await listRuns(root)) runs.set(run, servedRun(await readRun(root, run)));
  return { state, genres: genresOf(state.catalogue), moves, runs, scored: new Map() };
}

/** What a verdict keeps of its candidate. */
function cardOf({ record, card }: StoredDecision): [string, PastRun][] {
  if (record.kind !== 'verdict' || card === null) return [];
  const { run, training, metrics } = card;
  const trainedAt = (parseDay(record.as_of.slice(0, 10)) ?? Number.NaN) + DAY_MS - 1;
  return [[run, { run, metrics, trainedAt, trainedUntil: Date.parse(training.until) }]];
}

/** The run whose lists were shown when a day ended: decisions about a day are made after it, on what served then. */
function servedOn({ moves, runs }: Past, day: string): PastRun | null {
  const end = (parseDay(day) ?? Number.NaN) + DAY_MS;
  const run = moves.findLast(({ at }) => at < end)?.to ?? null;
  if (run === null) return null;
  const known = runs.get(run);
  if (known) return known;
  throw new InputError({
    file: `models/${run}`,
    problem: `${run} served on ${day}, and nothing is on record of it.`,
    legal: 'Bring it back from the Git history, or ask for another day.',
  });
}

/** The days that can be decided: from the first interaction or session to the last whole day. */
export function daysOnRecord(state: State, last: string): { first: string; last: string } {
  const first = state.sessions.started_at.reduce((oldest, at) => Math.min(oldest, at), state.rows.oldest);
  return { first: dayOf(first), last };
}

/** @throws InputError for what is no day, or none on record */
export function checkDay(
  day: string,
  option: string,
  { first, last }: { first: string; last: string },
): string {
  if (parseDay(day) !== null && day >= first && day <= last) return day;
  throw new InputError({
    problem: `--${option} ${quoted(day)} is no day on record.`,
    legal: `Legal: a whole UTC day from ${first} to ${last}, as YYYY-MM-DD.`,
  });
}

/** One day decided again, as the record stood when it ended. */
export async function decideDay(
  past: Past,
  day: string,
  policy: Policy,
  work: Work,
): Promise<RetrainingDecision> {
  const { state } = past;
  const looks = Math.max(...TECHNICAL_RULES.map((name) => policy.rules[name].sustained_days));
  const figures: ScoredFigure[] = [];
  for (let back = looks - 1; back >= 0; back--) {
    figures.push(...(await scoredOn(past, dayBefore(day, back), policy, work)));
  }
  const champion = servedOn(past, day);
  const facts = factsOf(past, day, policy, figures);
  const held = state.hold !== null && state.hold.since.slice(0, 10) <= day;
  const earlier = state.earlier.filter(({ as_of }) => as_of < day);
  return decide(facts, policy, { champion, hold: held ? state.hold : null, asOf: day, earlier });
}

/**
 * Every day decided, as if somebody had looked each morning: of a day that asks for a training it is taken that a
 * candidate was judged, and the run that served is the one that really did.
 */
export async function decideEveryDay(
  past: Past,
  { first, last }: { first: string; last: string },
  policy: Policy,
  work: Work,
): Promise<RetrainingDecision[]> {
  const figures: ScoredFigure[] = [];
  const earlier: { as_of: string; spoke: string[]; judged: boolean }[] = [];
  const decisions: RetrainingDecision[] = [];
  for (let day = first; day <= last; day = dayBefore(day, -1)) {
    figures.push(...(await scoredOn(past, day, policy, work)));
    const facts = factsOf(past, day, policy, figures);
    const context = { champion: servedOn(past, day), hold: null, asOf: day, earlier };
    const decision = decide(facts, policy, context);
    earlier.push({ ...spokenIn(decision), judged: mayRetrain(decision) });
    decisions.push(decision);
    work.reporter.progress(`Decided about ${day}`);
  }
  return decisions;
}

function factsOf(past: Past, day: string, policy: Policy, figures: readonly ScoredFigure[]) {
  const { rows, sessions } = past.state;
  return factsAbout(day, {
    policy,
    genres: past.genres,
    rows,
    sessions,
    champion: servedOn(past, day),
    figures,
  });
}

/** Scored once for each day and split, whatever the policy's rules. */
async function scoredOn(
  past: Past,
  day: string,
  policy: Policy,
  { reporter, threads }: Work,
): Promise<readonly ScoredFigure[]> {
  const champion = servedOn(past, day);
  if (champion?.ranking === undefined || champion.rating === undefined) return [];
  const key = `${champion.run} ${day} ${JSON.stringify(policy.evaluation)}`;
  const known = past.scored.get(key);
  if (known) return known;
  const asOf = (parseDay(day) ?? Number.NaN) + DAY_MS - 1;
  const ground = groundAt(asOf, { rows: past.state.rows, policy, genres: past.genres });
  const { ranking, rating } = champion;
  const quietly = { threads, reporter: { ...reporter, progress: () => {} } };
  const figures = await scoreChampion({ ...champion, ranking, rating }, ground, day, quietly);
  past.scored.set(key, figures);
  return figures;
}

function dayBefore(day: string, days: number): string {
  return dayOf((parseDay(day) ?? Number.NaN) - days * DAY_MS);
}
