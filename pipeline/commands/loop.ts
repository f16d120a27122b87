// The commands of the loop: all of it in one turn, and each stage alone.

import { cycle, type Turn } from '../cycle.ts';
import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { listRuns } from '../registry/runs.ts';
import type { Context } from '../stages/context.ts';
import { exclusively } from '../stages/exclusively.ts';
import { ingest } from '../stages/ingest.ts';
import { judge } from '../stages/judge.ts';
import { observe } from '../stages/observe.ts';
import { healthSaid, observeHealth } from '../stages/observe-health.ts';
import { promote } from '../stages/promote.ts';
import { publish } from '../stages/publish.ts';
import { retain } from '../stages/retain.ts';
import * as said from '../stages/sentences.ts';
import { groundOf, readState } from '../stages/state.ts';
import { train } from '../stages/train.ts';
import { workingTree } from '../stages/working-tree.ts';
import type { Terminal } from '../terminal.ts';
import { refuseTogether, text, texts } from './arguments.ts';
import {
  type Arguments,
  COMMON,
  type Command,
  DRY_RUN,
  NO_SITE,
  type Outcome,
  RUN,
  SEED,
  THREADS,
} from './command.ts';
import { DECIDE } from './decide.ts';

/** cycle, and its stages in order. */
export const LOOP: readonly Command[] = [
  {
    name: 'cycle',
    about: 'One turn of the loop: ingest, observe, decide, train, judge, promote, publish.',
    argument: null,
    options: [DRY_RUN, NO_SITE, SEED, THREADS, ...COMMON],
    run: (context, args, terminal) => exclusively(context, 'cycle', () => turn(context, args, terminal)),
  },
  {
    name: 'ingest',
    about: 'Check the feedback that waits and merge what is good.',
    argument: null,
    options: [DRY_RUN, ...COMMON],
    run: (context) =>
      exclusively(context, 'ingest', async () => {
        const report = await ingest(context);
        return { result: report, said: said.ingested(report) };
      }),
  },
  {
    name: 'observe',
    about: 'The facts about now, with the champion scored again. Writes nothing.',
    argument: null,
    options: COMMON,
    run: async (context) => {
      const state = await readState(context.root);
      const facts = await observe(context, state, groundOf(state));
      const health = await observeHealth(context, state);
      return { result: { ...facts, health }, said: [...healthSaid(health), ...said.observed(facts)] };
    },
  },
  DECIDE,
  {
    name: 'train',
    about: 'Compare the candidates of models/recipe.yaml where there are several, and train the best.',
    argument: null,
    options: [
      { name: 'candidate', value: 'NAME', about: 'Train and measure this one alone, to be picked from.' },
      {
        name: 'pick',
        value: 'FOLDER',
        about: 'Run no trials: train the best of those on record in the runs there.',
      },
      DRY_RUN,
      SEED,
      THREADS,
      ...COMMON,
    ],
    run: (context, { values }) =>
      exclusively(context, 'train', async () => {
        const state = await readState(context.root);
        refuseTogether(values, 'candidate', 'pick');
        const [candidate, pick] = [text(values, 'candidate'), text(values, 'pick')];
        const run = await train(context, state, groundOf(state), { candidate, pick });
        return { result: run, said: said.trained(run) };
      }),
  },
  {
    name: 'judge',
    about: 'Score a candidate, the champion and the floors on the same ground, and conclude.',
    argument: RUN('The candidate; by default the newest run.'),
    options: [
      {
        name: 'challenger',
        value: 'RUN',
        about: 'Another run to beat, once each; by default those trained on the same data that never served.',
        isRepeatable: true,
      },
      DRY_RUN,
      THREADS,
      ...COMMON,
    ],
    run: (context, { argument, values }) =>
      exclusively(context, 'judge', async () => {
        const state = await readState(context.root);
        const run = argument ?? (await newestRun(context.root));
        const judgement = await judge(context, state, groundOf(state), run, texts(values, 'challenger'));
        return { result: judgement, said: said.judged(judgement.verdict) };
      }),
  },
  {
    name: 'promote',
    about: 'Make a run the champion, on a verdict that says so.',
    argument: RUN('The run; by default the one judged last.'),
    options: [DRY_RUN, ...COMMON],
    run: (context, { argument }) =>
      exclusively(context, 'promote', async () => {
        const run = argument ?? (await judgedLast(context.root));
        const move = await promote(context, run);
        const retention = context.dryRun ? null : await retain(context, await readState(context.root));
        return { result: { ...move, retention }, said: [...said.moved(move), ...said.retained(retention)] };
      }),
  },
  {
    name: 'publish',
    about: 'Write the static API and build the site from it.',
    argument: null,
    options: [DRY_RUN, NO_SITE, ...COMMON],
    run: (context, { values }) =>
      exclusively(context, 'publish', async () => {
        const result = await publish(context, await readState(context.root), {
          site: values['no-site'] !== true,
        });
        return { result, said: said.published(result) };
      }),
  },
];

async function turn(context: Context, { values }: Arguments, terminal: Terminal): Promise<Outcome> {
  const narrator = {
    stage: terminal.heading,
    result: (lines: readonly string[]) => lines.forEach(terminal.result),
  };
  const result = await cycle(context, narrator, { site: values['no-site'] !== true });
  return { result, said: await summary(context, result) };
}

/** What the turn left behind, for people. */
async function summary(
  { root, dryRun }: Context,
  { champion, candidate, pages, site }: Turn,
): Promise<string[]> {
  if (dryRun) return ['dry run: nothing was written'];
  const tree = await workingTree(root);
  return [
    champion === null ? 'no champion serves yet' : `${champion} serves`,
    ...(candidate ? [`candidate of this turn: ${candidate.run}, ${candidate.verdict}`] : []),
    ...(tree ? said.treeChanged(tree) : []),
    pages > 0
      ? `the site is in ${site}: run \`npm run preview\` and open http://localhost:4321/`
      : `the static API is in ${site}; no page was built`,
  ];
}

async function newestRun(root: string): Promise<string> {
  const [run] = await listRuns(root);
  if (run !== undefined) return run;
  throw new InputError({
    file: 'models',
    problem: 'there is no run yet.',
    legal: 'Train one: npx showrunner train',
  });
}

async function judgedLast(root: string): Promise<string> {
  const [newest] = await readDecisions(root, ['verdict']);
  if (newest?.record.kind === 'verdict') return newest.record.candidate;
  const legal = 'Train and judge one: npx showrunner train, npx showrunner judge';
  throw new InputError({ file: 'models/decisions', problem: 'no run was judged yet.', legal });
}
