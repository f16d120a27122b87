// The whole loop. Each line is a stage; what a stage does is in stages/, and what it knows in the rooms below.

import { mayRetrain } from './rules/decide.ts';
import type { Context } from './stages/context.ts';
import { decide } from './stages/decide.ts';
import { ingest } from './stages/ingest.ts';
import { judgedAlready } from './stages/judged-already.ts';
import { observe } from './stages/observe.ts';
import { type PublishOptions, publish } from './stages/publish.ts';
import { retrain } from './stages/retrain.ts';
import * as said from './stages/sentences.ts';
import { groundOf, readState, refreshed } from './stages/state.ts';

/** Who is told what each stage came to, as it comes. */
export interface Narrator {
  stage(name: string): void;
  result(lines: readonly string[]): void;
}

export interface Turn {
  /** Of the decision that the turn acted on. */
  outcome: string;
  /** The run that serves after the turn; null when none does yet. */
  champion: string | null;
  /** The candidate of this turn and its verdict, where one was trained. */
  candidate: { run: string; verdict: string } | null;
  documents: number;
  pages: number;
  site: string;
}

/** One turn. Repeating it on unchanged data changes nothing but the published files. */
export async function cycle(context: Context, narrator: Narrator, publishing: PublishOptions): Promise<Turn> {
  narrator.stage('ingest');
  narrator.result(said.ingested(await ingest(context)));

  narrator.stage('observe');
  let state = await readState(context.root);
  const ground = groundOf(state);
  const facts = observe(context, state, ground);
  narrator.result(said.observed(facts));

  narrator.stage('decide');
  const decided = await decide(context, state, facts);
  narrator.result(said.decided(decided));

  let candidate: Turn['candidate'] = null;
  const due = mayRetrain(decided.decision);
  const already = due ? await judgedAlready(context.root, state, ground) : null;
  if (already !== null) narrator.result([already]);
  else if (due && !context.dryRun) {
    narrator.stage('train');
    const { run, judgement, promoted } = await retrain(context, state, ground, {
      trained: (manifest) => {
        narrator.result(said.trained(manifest));
        narrator.stage('judge');
      },
      judged: ({ verdict }) => narrator.result(said.judged(verdict)),
    });
    candidate = { run: run.run, verdict: judgement.verdict.verdict };
    state = await refreshed(context.root, state);
    if (promoted) {
      narrator.stage('promote');
      narrator.result(said.promoted(promoted));
      // What is published speaks of the champion that serves now, not of the one it replaced.
      const anew = await decide(context, state, observe(context, state, ground));
      narrator.result(said.decidedAgain(anew));
    }
  }

  narrator.stage('publish');
  const { files, pages, site, ...rest } = await publish(context, state, publishing);
  narrator.result(said.published({ files, pages, site, ...rest }));
  return {
    outcome: decided.decision.outcome,
    champion: state.champion?.manifest.run ?? null,
    candidate,
    documents: files,
    pages,
    site,
  };
}
