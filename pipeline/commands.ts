// The commands of `showrunner`: for each its options, the stage it calls and the lines it leaves for people. Parsing
// is arguments.ts; what a stage does is stages/.

import { type Arguments, numberList, requiredText, text, wholeNumber } from './arguments.ts';
import { cycle, type Turn } from './cycle.ts';
import { parseFilmColumns, parseInteractionColumns, parseShare } from './data/import/options.ts';
import { InputError } from './errors.ts';
import { readDecisions } from './registry/decisions.ts';
import { listRuns } from './registry/runs.ts';
import { type BenchmarkSource, benchmark } from './stages/benchmark.ts';
import type { Context } from './stages/context.ts';
import { decide } from './stages/decide.ts';
import { exclusively } from './stages/exclusively.ts';
import { importData } from './stages/import-data.ts';
import { ingest } from './stages/ingest.ts';
import { judge } from './stages/judge.ts';
import { observe } from './stages/observe.ts';
import { promote } from './stages/promote.ts';
import { publish } from './stages/publish.ts';
import { liftHold, rollback } from './stages/rollback.ts';
import * as said from './stages/sentences.ts';
import { simulate } from './stages/simulate.ts';
import { groundOf, readState } from './stages/state.ts';
import { train } from './stages/train.ts';
import { verify } from './stages/verify.ts';
import { workingTree } from './stages/working-tree.ts';
import type { Terminal } from './terminal.ts';

export interface Option {
  readonly name: string;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  readonly about: string;
}

/** What a command came to: a document for --json, and lines for people. */
export interface Outcome {
  readonly result: unknown;
  readonly said: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly about: string;
  readonly argument: { readonly name: string; readonly about: string } | null;
  readonly options: readonly Option[];
  run(context: Context, args: Arguments, terminal: Terminal): Promise<Outcome>;
}

const COMMON: readonly Option[] = [
  { name: 'help', value: null, about: 'Explain this command.' },
  { name: 'json', value: null, about: 'One JSON document on stdout; everything else on stderr.' },
  { name: 'root', value: 'FOLDER', about: 'The repository; by default the one around the current folder.' },
];
const DRY_RUN: Option = { name: 'dry-run', value: null, about: 'Say what would be done; write nothing.' };
const SEED: Option = { name: 'seed', value: 'N', about: "Use this seed instead of the recipe's." };
const THREADS: Option = {
  name: 'threads',
  value: 'N',
  about: 'Worker threads; never changes a byte of the result.',
};
const RUN = (about: string) => ({ name: 'RUN', about });

export const COMMANDS: readonly Command[] = [
  {
    name: 'cycle',
    about: 'One turn of the loop: ingest, observe, decide, train, judge, promote, publish.',
    argument: null,
    options: [DRY_RUN, SEED, THREADS, ...COMMON],
    run: (context, _args, terminal) => exclusively(context, 'cycle', () => turn(context, terminal)),
  },
  {
    name: 'import',
    about: 'Replace the data set: a MovieLens folder or zip, or any CSV or Parquet file.',
    argument: { name: 'PATH', about: 'What to import.' },
    options: [
      {
        name: 'map',
        value: 'user=A,item=B,…',
        about: 'Columns of a CSV or Parquet file: user, item, rating, time.',
      },
      { name: 'catalogue', value: 'FILE', about: 'The films of a CSV or Parquet file.' },
      {
        name: 'map-catalogue',
        value: 'id=A,title=B,…',
        about: 'Columns of that file: id, title, year, genres.',
      },
      {
        name: 'scale',
        value: 'MIN-MAX',
        about: 'Ends of the rating scale, where it is not to be found from the data.',
      },
      { name: 'implicit', value: null, about: 'The rows are not rated: each counts as a thumb up.' },
      { name: 'download', value: 'NAME', about: 'Fetch a public set first: ml-latest-small.' },
      { name: 'replace', value: null, about: 'Replace a data set that was imported, too.' },
      {
        name: 'tolerate',
        value: 'SHARE',
        about: 'Import although up to this share of the rows is bad (0.05).',
      },
      DRY_RUN,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'import', () => importSource(context, args)),
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
      const facts = observe(context, state, groundOf(state));
      return { result: facts, said: said.observed(facts) };
    },
  },
  {
    name: 'decide',
    about: 'Apply thresholds.yaml to the facts: critical, scheduled, investigate or healthy.',
    argument: null,
    options: [DRY_RUN, ...COMMON],
    run: (context) =>
      exclusively(context, 'decide', async () => {
        const state = await readState(context.root);
        const decided = await decide(context, state, observe(context, state, groundOf(state)));
        return { result: decided, said: said.decided(decided) };
      }),
  },
  {
    name: 'train',
    about: 'Train a candidate from models/recipe.yaml.',
    argument: null,
    options: [DRY_RUN, SEED, THREADS, ...COMMON],
    run: (context) =>
      exclusively(context, 'train', async () => {
        const state = await readState(context.root);
        const run = await train(context, state, groundOf(state));
        return { result: run, said: said.trained(run) };
      }),
  },
  {
    name: 'judge',
    about: 'Score a candidate, the champion and the floors on the same ground, and conclude.',
    argument: RUN('The candidate; by default the newest run.'),
    options: [DRY_RUN, THREADS, ...COMMON],
    run: (context, { argument }) =>
      exclusively(context, 'judge', async () => {
        const state = await readState(context.root);
        const run = argument ?? (await newestRun(context.root));
        const judgement = await judge(context, state, groundOf(state), run);
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
        const result = await promote(context, await readState(context.root), run);
        return { result, said: said.promoted(result) };
      }),
  },
  {
    name: 'publish',
    about: 'Write the static API and build the site from it.',
    argument: null,
    options: [DRY_RUN, ...COMMON],
    run: (context) =>
      exclusively(context, 'publish', async () => {
        const result = await publish(context, await readState(context.root));
        return { result, said: said.published(result) };
      }),
  },
  {
    name: 'verify',
    about: 'Train a run again from its manifest and compare the bytes. Writes nothing.',
    argument: RUN('The run; by default the champion.'),
    options: [THREADS, ...COMMON],
    run: async (context, { argument }) => {
      const report = await verify(context, argument);
      return { result: report, said: said.verified(report) };
    },
  },
  {
    name: 'rollback',
    about: 'Point back to an earlier run, with a hold that stops retraining until it is lifted.',
    argument: null,
    options: [
      { name: 'to', value: 'RUN', about: 'The run to serve again, or "previous".' },
      { name: 'reason', value: 'TEXT', about: 'Why; it goes on record.' },
      { name: 'lift', value: null, about: 'Lift the hold instead; needs a reason, too.' },
      DRY_RUN,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'rollback', () => rollBack(context, args)),
  },
  {
    name: 'simulate',
    about: 'Let the embedded audience play on, week by week.',
    argument: null,
    options: [
      { name: 'weeks', value: 'N', about: 'How many weeks (1).' },
      {
        name: 'fresh',
        value: null,
        about: 'Start the season over; data and models of the present set leave the tree.',
      },
      {
        name: 'retrain-after',
        value: 'A,B,…',
        about: 'Train, judge and promote after these weeks of the season.',
      },
      DRY_RUN,
      SEED,
      THREADS,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'simulate', () => playOn(context, args)),
  },
  {
    name: 'benchmark',
    about: 'Time and peak memory of each stage, in a throw-away copy.',
    argument: { name: 'PATH', about: 'Data to import first; by default those of the repository.' },
    options: [
      { name: 'generate', value: 'N', about: 'Generate so many interactions instead.' },
      SEED,
      THREADS,
      ...COMMON,
    ],
    run: async (context, args) => {
      const report = await benchmark(context, sourceOf(args));
      return { result: report, said: said.benchmarked(report) };
    },
  },
];

async function importSource(context: Context, { values, argument }: Arguments): Promise<Outcome> {
  const map = text(values, 'map');
  const films = text(values, 'map-catalogue');
  const catalogue = text(values, 'catalogue');
  const tolerate = text(values, 'tolerate');
  const source =
    argument ?? requiredText(values, 'download', 'Name a folder, a zip or a file, or --download NAME.');
  const imported = await importData(context, source, {
    columns: map === null ? undefined : parseInteractionColumns(map),
    catalogue:
      catalogue === null
        ? undefined
        : { path: catalogue, columns: films === null ? undefined : parseFilmColumns(films) },
    implicit: values.implicit === true,
    tolerate: tolerate === null ? undefined : parseShare(tolerate),
    replace: values.replace === true,
  });
  return { result: imported, said: said.imported(imported) };
}

async function turn(context: Context, terminal: Terminal): Promise<Outcome> {
  const result = await cycle(context, {
    stage: (name) => terminal.heading(name),
    result: (lines) => lines.forEach(terminal.result),
  });
  return { result, said: await summary(context, result) };
}

/** What the turn left behind, for people. */
async function summary({ root, dryRun }: Context, { champion, candidate, site }: Turn): Promise<string[]> {
  if (dryRun) return ['dry run: nothing was written'];
  const tree = await workingTree(root);
  return [
    champion === null ? 'no champion serves yet' : `${champion} serves`,
    ...(candidate ? [`candidate of this turn: ${candidate.run}, ${candidate.verdict}`] : []),
    ...(tree ? said.treeChanged(tree) : []),
    `the site is in ${site}: run \`npm run preview\` and open http://localhost:4321/`,
  ];
}

async function rollBack(context: Context, { values }: Arguments): Promise<Outcome> {
  const reason = requiredText(values, 'reason', 'Say why: the reason goes on record.');
  if (values.lift === true) {
    const lifted = await liftHold(context, reason);
    return { result: lifted, said: [`hold lifted; recorded as models/decisions/${lifted.decision}.json`] };
  }
  const to = requiredText(values, 'to', 'Name a run of models/, or "previous".');
  const result = await rollback(context, { to, reason });
  return {
    result,
    said: 'decision' in result ? said.moved(result) : [`${result.to} is whole and could serve`],
  };
}

async function playOn(context: Context, { values }: Arguments): Promise<Outcome> {
  const weeks = wholeNumber(values, 'weeks', { min: 1, max: 520 }) ?? 1;
  const retrainAfter = numberList(values, 'retrain-after');
  const result = await simulate(context, { weeks, fresh: values.fresh === true, retrainAfter });
  return {
    result,
    said: [context.dryRun ? 'one week played, nothing written' : `${result.length} weeks on record`],
  };
}

function sourceOf({ values, argument }: Arguments): BenchmarkSource {
  const interactions = wholeNumber(values, 'generate', { min: 1000, max: 100_000_000 });
  if (interactions !== null) return { kind: 'generated', interactions };
  return argument === null ? { kind: 'own' } : { kind: 'import', path: argument };
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
