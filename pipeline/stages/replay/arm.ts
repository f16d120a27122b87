// One arm of a replay: a way to decide when to train, and the run it serves. A turn is the loop in memory: observe,
// decide, train, judge, promote, by the same functions as the stages.

import { foldSessions } from '../../data/events.ts';
import { dayOf } from '../../data/time.ts';
import type { Ground } from '../../evaluation/protocol.ts';
import type { ScoredFigure } from '../../monitoring/accuracy.ts';
import type { Recipe } from '../../recommenders/recipe.ts';
import type { Models } from '../../registry/model-files.ts';
import { runIdAt } from '../../registry/run-id.ts';
import type { Reporter } from '../../reporter.ts';
import { decide, mayRetrain } from '../../rules/decide.ts';
import type { RetrainingDecision, Verdict } from '../../rules/outcomes.ts';
import type { Policy } from '../../rules/policy-types.ts';
import { chooseCandidates } from '../choose.ts';
import { spokenIn } from '../earlier.ts';
import { trainFloors, trainHeads } from '../heads.ts';
import { factsAbout, scoreChampion } from '../observe.ts';
import type { ServedRun } from '../served-run.ts';
import { groundAt } from '../state.ts';
import { weigh } from '../weigh.ts';
import type { OnRecord } from './worlds.ts';

/** rules: when a policy says so · never: after the first run · always: each step, through the gate · newest: each step, no gate */
export type ArmKind = 'rules' | 'never' | 'always' | 'newest';

/** What every arm has in common. */
export interface Ways {
  readonly recipe: Recipe;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  readonly threads: number;
  readonly reporter: Reporter;
  /** Days between two looks, at most: facts must reach back far enough to remember the one before. */
  readonly stepDays: number;
  /** Trainings by record and split, so that arms with the same data train once. */
  readonly trained: WeakMap<OnRecord, Map<string, Promise<Trained>>>;
}

interface Trained {
  readonly ground: Ground;
  readonly candidate: Omit<ServedRun, 'metrics'>;
  readonly floors: Models;
}

/** What an arm carries from step to step. */
export interface ArmState {
  readonly name: string;
  readonly kind: ArmKind;
  readonly policy: Policy;
  record: OnRecord;
  champion: ServedRun | null;
  figures: ScoredFigure[];
  earlier: { as_of: string; spoke: string[]; judged: boolean }[];
}

/** What a turn came to. */
export interface ArmTurn {
  /** Null in arms that ask no rule. */
  outcome: RetrainingDecision['outcome'] | null;
  /** Rules that fired. */
  fired: string[];
  trained: boolean;
  verdict: Verdict['verdict'] | null;
  promoted: boolean;
}

/** @param at the first millisecond of the step to come: the loop turns just before it */
export async function turn(arm: ArmState, at: number, ways: Ways): Promise<ArmTurn> {
  const decision = arm.kind === 'rules' ? await decideNow(arm, at, ways) : null;
  const due = arm.champion === null || isDue(arm.kind, decision);
  const result: ArmTurn = {
    outcome: decision?.outcome ?? null,
    fired: (decision?.rules ?? []).filter(({ state }) => state === 'fired').map(({ rule }) => rule),
    trained: due,
    verdict: null,
    promoted: false,
  };
  if (!due) return result;
  const { ground, candidate, floors } = await trainedOn(arm, at, ways);
  const unjudged: ServedRun = { ...candidate, metrics: [] };
  const { verdict, figures } = await weigh({
    candidate: unjudged,
    champion: arm.champion,
    challengers: [],
    floors,
    ground,
    policy: arm.policy,
    asOf: dayOf(at - 1),
    reporter: ways.reporter,
    threads: ways.threads,
  });
  const gated = arm.kind !== 'newest';
  // The first run serves in every arm, so that all of them begin alike.
  const promoted = arm.champion === null || !gated || verdict.verdict === 'promote';
  if (promoted) arm.champion = { ...unjudged, metrics: figures };
  return { ...result, verdict: verdict.verdict, promoted };
}

function isDue(kind: ArmKind, decision: RetrainingDecision | null): boolean {
  if (kind === 'never') return false;
  return decision === null || mayRetrain(decision);
}

async function decideNow(arm: ArmState, at: number, ways: Ways): Promise<RetrainingDecision> {
  const { genres, stepDays } = ways;
  const day = dayOf(at - 1);
  const { champion, record, policy } = arm;
  if (champion !== null) {
    const ground = groundAt(at - 1, { rows: record.rows, policy, genres });
    arm.figures.push(...(await scoreChampion(champion, ground, day, ways)));
  }
  const facts = factsAbout(day, {
    policy,
    genres,
    rows: record.rows,
    sessions: foldSessions(record.sessions),
    champion,
    figures: arm.figures,
    lookBackDays: 2 * stepDays,
  });
  const decision = decide(facts, policy, { champion, hold: null, asOf: day, earlier: arm.earlier });
  arm.earlier.push({ ...spokenIn(decision), judged: mayRetrain(decision) });
  return decision;
}

function trainedOn(arm: ArmState, at: number, ways: Ways): Promise<Trained> {
  const bySplit = ways.trained.get(arm.record) ?? new Map<string, Promise<Trained>>();
  ways.trained.set(arm.record, bySplit);
  const split = JSON.stringify(arm.policy.evaluation);
  const training = bySplit.get(split) ?? train(arm, at, ways);
  bySplit.set(split, training);
  return training;
}

async function train({ record, policy }: ArmState, at: number, ways: Ways): Promise<Trained> {
  const { recipe, genres, threads, reporter } = ways;
  const ground = groundAt(at - 1, { rows: record.rows, policy, genres });
  const context = { threads, seed: recipe.seed, reporter };
  const { recipes } = await chooseCandidates(context, { rows: record.rows, policy }, ground, { recipe });
  const { models } = await trainHeads(ground.train, recipes, context);
  const floors = await trainFloors(ground.train, context);
  const { seed } = recipe;
  const candidate = { ...models, run: runIdAt(at), seed, trainedAt: at - 1, trainedUntil: ground.cut };
  return { ground, candidate, floors };
}
