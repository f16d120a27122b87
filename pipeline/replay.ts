// The loop over past steps, as if they were arriving now: what the rules did, and how the lists served did in each
// following step against never retraining and always retraining. In memory; the repository is only read.

import { readInteractionBatches } from './data/batches.ts';
import type { InteractionRows } from './data/interactions.ts';
import { InputError } from './errors.ts';
import { readRecipe } from './recommenders/recipe.ts';
import type { Policy } from './rules/policy-types.ts';
import { nextWeek } from './simulation/calendar.ts';
import type { Context } from './stages/context.ts';
import { type ArmState, type ArmTurn, turn, type Ways } from './stages/replay/arm.ts';
import {
  type ArmDifference,
  addUp,
  compareArms,
  type Earned,
  figureOf,
  peopleBehind,
} from './stages/replay/people-sums.ts';
import { STEP_DAYS, type Step, stepInstants } from './stages/replay/steps.ts';
import { audienceWorld, recordedWorld, type World } from './stages/replay/worlds.ts';
import { genresOf, readState, type State } from './stages/state.ts';

export interface ReplayOptions {
  /** The step with which production begins, counted from 1; what came before is history. */
  readonly from: number;
  readonly step: Step;
  /** How many steps at most; null for all there are. A simulated audience plays on beyond its record. */
  readonly steps: number | null;
  /** Let data on record arrive as they did, although an audience could react. */
  readonly recorded: boolean;
  /** Policies to play beside the repository's own, which is the arm `rules`, with a name for each. */
  readonly policies: readonly { readonly name: string; readonly policy: Policy }[];
}

/** An arm in one step: its turn before it, and what its lists then earned. */
export interface ReplayedArm extends ArmTurn {
  run: string;
  figures: Record<string, number | null>;
}

export interface ReplayedStep {
  /** Counted from 1 over all steps, history included. */
  step: number;
  /** First and last day, YYYY-MM-DD. */
  from: string;
  until: string;
  /** People the first measure is of. */
  people: number;
  /** By name: `rules`, the other policies, then `never`, `always` and `newest`. */
  arms: Record<string, ReplayedArm>;
}

export interface ReplayReport {
  kind: 'replay';
  format: 1;
  data: string;
  /** recorded: what lists would have earned is judged on data as they came · audience: simulated people react */
  world: World['kind'];
  step: Step;
  arms: string[];
  measures: string[];
  steps: ReplayedStep[];
  totals: Record<string, { trainings: number; promotions: number; figures: Record<string, number | null> }>;
  /** The arm `rules` against each other one. */
  comparisons: ArmDifference[];
}

/** @param watch is told of each step as it is done */
export async function replay(
  context: Context,
  options: ReplayOptions,
  watch: (step: ReplayedStep) => void = () => {},
): Promise<ReplayReport> {
  const state = await readState(context.root);
  const quietly = { threads: context.threads, reporter: { ...context.reporter, progress: () => {} } };
  const rows = await readInteractionBatches(context.root);
  const world = worldOf(state, rows, options, quietly);
  const ways: Ways = {
    recipe: await readRecipe(context.root),
    genres: genresOf(state.catalogue),
    ...quietly,
    stepDays: STEP_DAYS[options.step],
    trained: new WeakMap(),
  };
  const arms = armsOf(state.policy, options, world);
  const earned = new Map<string, Earned[]>(arms.map(({ name }) => [name, []]));
  const steps: ReplayedStep[] = [];
  for (let at = 0; at < world.instants.length - 1; at++) {
    const done = await liveStep(world, arms, at, ways);
    for (const [name, each] of done.earned) earned.get(name)?.push(each);
    steps.push({ step: options.from + at, ...done.step });
    watch(steps[steps.length - 1]);
  }
  return {
    kind: 'replay',
    format: 1,
    data: state.card.title,
    world: world.kind,
    step: options.step,
    arms: arms.map(({ name }) => name),
    measures: world.measures.map(({ name }) => name),
    steps,
    ...concluded(world, earned, steps, { seed: ways.recipe.seed, policy: state.policy }),
  };
}

function armsOf(policy: Policy, { policies }: ReplayOptions, world: World): ArmState[] {
  const start = { record: world.begin, champion: null };
  const arm = (name: string, kind: ArmState['kind'], of: Policy): ArmState => {
    return { name, kind, policy: of, ...start, figures: [], earlier: [] };
  };
  return [
    arm('rules', 'rules', policy),
    ...policies.map((each) => arm(each.name, 'rules', each.policy)),
    ...(['never', 'always', 'newest'] as const).map((kind) => arm(kind, kind, policy)),
  ];
}

/** One turn and one step of every arm. */
async function liveStep(world: World, arms: readonly ArmState[], at: number, ways: Ways) {
  const earned = new Map<string, Earned>();
  const played: Record<string, ReplayedArm> = {};
  for (const arm of arms) {
    const result = await turn(arm, world.instants[at], ways);
    if (arm.champion === null) throw new Error(`${arm.name} serves nothing`);
    const lived = await world.live(at, arm.record, arm.champion);
    arm.record = lived.record;
    earned.set(arm.name, lived.earned);
    const figures = world.measures.map((measure) => [measure.name, figureOf(lived.earned, measure)]);
    played[arm.name] = { ...result, run: arm.champion.run, figures: Object.fromEntries(figures) };
  }
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const step = {
    from: day(world.instants[at]),
    until: day(world.instants[at + 1] - 1),
    people: peopleBehind(earned.get('rules') ?? new Map(), world.measures[0]),
    arms: played,
  };
  return { step, earned };
}

function concluded(
  { measures }: World,
  earned: ReadonlyMap<string, readonly Earned[]>,
  steps: readonly ReplayedStep[],
  { seed, policy }: { seed: number; policy: Policy },
): Pick<ReplayReport, 'totals' | 'comparisons'> {
  const options = { seed, resamples: policy.evaluation.bootstrap_resamples };
  const [rules, ...others] = [...earned].map(([name, each]) => ({ name, earned: addUp(each) }));
  const comparisons = others.flatMap((other) => {
    return measures.flatMap((measure) => compareArms(rules, other, measure, options) ?? []);
  });
  const totals = [rules, ...others].map(({ name, earned: all }) => {
    const figures = measures.map((measure) => [measure.name, figureOf(all, measure)]);
    const count = (key: 'trained' | 'promoted') => steps.filter(({ arms }) => arms[name][key]).length;
    const counts = { trainings: count('trained'), promotions: count('promoted') };
    return [name, { ...counts, figures: Object.fromEntries(figures) }];
  });
  return { totals: Object.fromEntries(totals) as ReplayReport['totals'], comparisons };
}

function worldOf(
  state: State,
  rows: readonly InteractionRows[],
  options: ReplayOptions,
  work: Pick<Context, 'reporter' | 'threads'>,
): World {
  const { card, catalogue } = state;
  const recordedState = { ...state, rows };
  const { from, step, steps, recorded } = options;
  if (card.simulation && !recorded) {
    if (step !== 'week') throw notByWeek(step);
    const known = nextWeek(card.simulation, state.sessions.started_at.at(-1) ?? null);
    if (from > known) throw noHistory(from, known);
    const weeks = steps ?? Math.max(1, known - from + 1);
    return audienceWorld(recordedState, catalogue.films, card.simulation, { first: from - 1, weeks });
  }
  const instants = stepInstants(step, state.rows.oldest, state.asOf);
  if (from < 2 || from >= instants.length) throw noHistory(from, instants.length - 1);
  return recordedWorld(
    recordedState,
    instants.slice(from - 1, steps === null ? undefined : from + steps),
    work,
  );
}

function notByWeek(step: Step): InputError {
  return new InputError({
    problem: `the audience lives by whole weeks, so it cannot be replayed by the ${step}.`,
    legal: 'Use --step week, or --recorded to let the data on record arrive as they did.',
  });
}

function noHistory(from: number, steps: number): InputError {
  return new InputError({
    problem: `--from ${from} leaves no history before it, or nothing after it: there are ${steps} steps on record.`,
    legal: `Legal: from 2 to ${steps}.`,
  });
}
