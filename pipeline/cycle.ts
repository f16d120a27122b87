// The whole loop. Each line is a stage; what a stage does is in stages/, and what it knows in the rooms below.

import { mayRetrain } from './rules/decide.ts';
import type { Context } from './stages/context.ts';
import { decide } from './stages/decide.ts';
import { ingest } from './stages/ingest.ts';
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
  const facts = await observe(context, state, ground);
  narrator.result(said.observed(facts));

  narrator.stage('decide');
  const decided = await decide(context, state, facts);
  narrator.result(said.decided(decided));

  let candidate: Turn['candidate'] = null;
  const due = mayRetrain(decided.decision);
  if (due && context.dryRun) narrator.result(['a candidate would be trained and judged now']);
  if (due && !context.dryRun) {
    narrator.stage('train');
    const { run, judgement, promoted, retention } = await retrain(context, state, ground, {
      known: (manifest) => narrator.result(said.known(manifest)),
      trained: (manifest) => narrator.result(said.trained(manifest)),
      judged({ verdict }) {
        narrator.stage('judge');
        narrator.result(said.judged(verdict));
      },
      promoted(move) {
        narrator.stage('promote');
        narrator.result(said.moved(move));
      },
    });
    candidate = { run: run.run, verdict: judgement?.verdict.verdict ?? 'serves already' };
    narrator.result(said.retained(retention));
    state = await refreshed(context.root, state);
    if (promoted) {
      // What is published speaks of the champion that serves now, not of the one it replaced.
      narrator.result(said.decidedAgain(await decide(context, state, await observe(context, state, ground))));
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
