// What each stage's result is in lines for people. Pure text; the figures come from the result and nowhere else.

import type { HeadTrials, Selection } from '../experiments/tuning/trial.ts';
import { bestFirst, trialLine } from '../experiments/tuning/trial-text.ts';
import type { Facts } from '../monitoring/facts.ts';
import type { HeadManifest, RunManifest } from '../registry/manifest.ts';
import type { RetentionResult } from '../registry/retention.ts';
import type { VerifyReport } from '../registry/verify.ts';
import { count, percent, plural } from '../rules/figures.ts';
import type { RuleReading, Verdict } from '../rules/outcomes.ts';
import type { BenchmarkReport } from './benchmark.ts';
import type { Decided } from './decide.ts';
import type { Imported } from './import-data.ts';
import type { Ingested } from './ingest.ts';
import type { Moved } from './moved.ts';
import type { Published } from './publish.ts';
import type { SimulatedWeek } from './simulate.ts';
import type { WorkingTree } from './working-tree.ts';

/** What became of the feedback: counts, reasons of refusal, limits that were passed. */
export function ingested({ files, read, kept, duplicates, refused, problems }: Ingested): string[] {
  if (files === 0) return ['nothing waits in data/feedback'];
  const reasons = Object.entries(refused).map(
    ([reason, times]) => `${count(times)} ${reason.replaceAll('_', ' ')}`,
  );
  return [
    `${plural(read, 'line')} read from ${plural(files, 'file')}: ${count(kept)} kept, ${count(duplicates)} known already`,
    ...(reasons.length > 0 ? [`refused: ${reasons.join(', ')}`] : []),
    ...problems,
  ];
}

/** How many facts could be measured, about which day, and who serves. */
export function observed({ as_of, champion, facts }: Facts): string[] {
  const known = Object.values(facts).filter(({ series }) => series.some(({ value }) => value !== null));
  const who = champion ? `${champion} serves` : 'there is no champion yet';
  return [`${known.length} of ${Object.keys(facts).length} facts about ${as_of} could be measured; ${who}`];
}

const MARKS: Record<RuleReading['state'], string> = {
  fired: 'FIRED  ',
  alert: 'ALERT  ',
  quiet: 'quiet  ',
  pending: 'pending',
  ok: 'ok     ',
  'no-data': 'no data',
  off: 'off    ',
};

/** Every rule that is on, in its own words, then the outcome and why. */
export function decided({ decision }: Decided): string[] {
  const shown = decision.rules.filter(({ state }) => state !== 'off');
  const off = decision.rules.length - shown.length;
  return [
    ...shown.map((reading) => `${MARKS[reading.state]}  ${reading.sentence}`),
    ...(off > 0 ? [`${plural(off, 'rule')} switched off in thresholds.yaml`] : []),
    `${decision.outcome}: ${decision.why}`,
  ];
}

/** After a promotion: the outcome alone. */
export function decidedAgain({ decision }: Decided): string[] {
  return [`about the new champion: ${decision.outcome}. ${decision.why}`];
}

/** The best trials where there were any, the loss of each sweep, then what was learned from and how long it took. */
export function trained({ run, training, heads, seconds, selection }: RunManifest): string[] {
  const { ranking, rating } = heads;
  const learned = `${count(training.interactions)} interactions of ${peopleCount(training.users)} with ${plural(training.items, 'film')}`;
  return [
    ...(selection === undefined ? [] : selected(selection)),
    ...[ranking, rating].flatMap(lossBySweep),
    `${run}: ${ranking.algorithm} and ${rating.algorithm} learned from ${learned} in ${seconds.toFixed(1)} s`,
  ];
}

/** Trials shown of each head. */
const BEST = 5;

/** Of each head that was compared: how many trials, what became of them, and the best. */
export function selected(selection: Selection): string[] {
  return (['ranking', 'rating'] as const).flatMap((head) => {
    const tried = selection[head];
    if (tried === null) return [];
    const best = bestFirst(head, tried.trials).slice(0, BEST);
    const names = new Set(tried.trials.map(({ candidate }) => candidate));
    return [
      `${head}: ${plural(tried.trials.length, 'trial')} of ${plural(names.size, 'candidate')} in ${selection.seconds.toFixed(1)} s (${statuses(tried)}), by ${tried.metric} on a slice of train`,
      ...best.map(
        (place) => `  ${place === tried.chosen ? '→' : ' '}${trialLine(head, tried.trials[place], place)}`,
      ),
    ];
  });
}

/** "12 done, 6 stopped early" */
function statuses({ trials }: HeadTrials): string {
  const numbers = new Map<string, number>();
  for (const { status } of trials) numbers.set(status, (numbers.get(status) ?? 0) + 1);
  return [...numbers].map(([status, number]) => `${number} ${status}`).join(', ');
}

/** Long trainings show every n-th sweep, the last one always. */
function lossBySweep({ algorithm, loss }: HeadManifest): string[] {
  if (loss.length === 0) return [];
  const step = Math.ceil(loss.length / 20);
  const shown = loss.filter((_, sweep) => (loss.length - 1 - sweep) % step === 0);
  const every = step === 1 ? 'a sweep' : `every ${step} sweeps`;
  return [`${algorithm}, loss ${every}: ${shown.map((value) => value.toPrecision(4)).join(' ')}`];
}

/** The reasons with their figures and intervals; the verdict last. */
export function judged({ verdict, reasons }: Verdict): string[] {
  const [first = 'no reason was given', ...others] = reasons;
  return [...others, `${verdict}: ${first}`];
}

/** A candidate that was in the tree already. */
export function known({ run }: RunManifest): string[] {
  return [
    `${run} was trained on these data by this recipe already: training it again would give the same bytes`,
  ];
}

/** What left the tree; nothing when nothing did. */
export function retained(retention: RetentionResult | null): string[] {
  if (retention === null || retention.removed.length === 0) return [];
  return [`left the tree, kept in git history: ${retention.removed.join(', ')}`];
}

/** Documents and pages, and where they are; of a dry run, what would be. */
export function published({ files, bytes, pages, site, dry_run }: Published): string[] {
  const documents = `${count(files)} documents (${megabytes(bytes)})`;
  if (dry_run) return [`would write ${documents} and build the site from them`];
  return [pages > 0 ? `${documents}, ${count(pages)} pages in ${site}` : `${documents} in ${site}`];
}

/** Each file with its hash, then whether the run was made again. */
export function verified({ run, equal, files }: VerifyReport): string[] {
  return [
    ...files.map(({ name, expected, actual }) =>
      expected === actual
        ? `${name}  sha256 ${expected}  equal`
        : `${name}  expected ${expected}  got ${actual}`,
    ),
    equal ? `${run} was made again, byte for byte` : `${run} was NOT made again: see the files above`,
  ];
}

/** A move of the pointer, or what it would be. */
export function moved({ from, to, decision }: Moved): string[] {
  const move = `models/LATEST: ${from ?? 'nothing'} → ${to ?? 'nothing'}`;
  return [
    decision === null ? `would move ${move}` : `${move}; recorded as models/decisions/${decision}.json`,
  ];
}

/** One week of the simulated audience. */
export function played(week: SimulatedWeek): string {
  const { champion, control } = week.click_through_rate;
  const rate = (value: number | null) => (value === null ? 'none' : percent(value));
  const lists = week.run ?? 'popular films for all';
  const verdict = week.verdict ? `; candidate: ${week.verdict}` : '';
  return (
    `week ${week.week}: ${count(week.sessions)} sessions, ${count(week.interactions)} interactions, click-through ` +
    `${rate(champion)} (control ${rate(control)}), lists: ${lists}${verdict}`
  );
}

/** A row a stage: seconds, peak memory, what it said. */
export function benchmarked({ stages, node, threads }: BenchmarkReport): string[] {
  const rows = stages.map(
    ({ stage, seconds, peak_memory_mb, result }) =>
      `${stage.padEnd(8)} ${seconds.toFixed(2).padStart(8)} s ${String(peak_memory_mb).padStart(6)} MB   ${result}`,
  );
  return [`Node ${node}, ${plural(threads, 'thread')}; each stage a process of its own`, ...rows];
}

/** Rows, refusals with their places, span, scale, licence, and what made way. */
export function imported({ report, retired }: Imported): string[] {
  const { rows, refused, films, people, from, until, rating_scale, licence, archived_feedback } = report;
  const { min, max, step } = rating_scale;
  const found = report.rating_scale_inferred ? ', as found in the values' : '';
  return [
    `${report.name}: ${plural(rows.read, 'row')} read, ${count(rows.kept)} kept, ${count(rows.refused)} refused, ${count(rows.repeated)} told twice`,
    ...refused.flatMap(refusal),
    `${plural(films, 'film')}, ${peopleCount(people)}, ${from.slice(0, 10)} to ${until.slice(0, 10)}, ratings ${min} to ${max} by ${step}${found}`,
    licence
      ? `licence, from ${licence.file}:\n${indented(licence.text)}`
      : 'no licence text was found beside the data',
    ...(report.dry_run ? ['dry run: nothing was written'] : replaced(report)),
    ...archived_feedback.map(
      ({ file, archived_as }) => `${file} spoke of the old data set: moved to ${archived_as}`,
    ),
    ...(retired.length > 0
      ? [`models of the old data set left the tree, kept in git history: ${retired.join(', ')}`]
      : []),
  ];
}

function replaced({ batches, bytes, replaced: old }: Imported['report']): string[] {
  const written = `${batches === 1 ? '1 batch' : `${count(batches)} batches`} written (${megabytes(bytes)})`;
  return [old ? `${written}, in the place of ${old.name} (${old.kind})` : written];
}

function refusal({ reason, rows, examples }: Imported['report']['refused'][number]): string[] {
  const shown = examples.map(({ file, place, value }) => `    ${file}, ${place}: ${JSON.stringify(value)}`);
  return [`  refused ${count(rows)}: ${reason.replaceAll('_', ' ')}`, ...shown];
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** What there is to commit. */
export function treeChanged({ added, changed, removed, shown }: WorkingTree): string[] {
  const total = added + changed + removed;
  if (total === 0) return ['the working tree is as it was: nothing to commit in data/ or models/'];
  const more = total > shown.length ? [`    … and ${total - shown.length} more`] : [];
  return [
    `in the working tree, to look at and commit: ${added} new, ${changed} changed, ${removed} removed`,
    ...shown.map((line) => `    ${line}`),
    ...more,
  ];
}

function peopleCount(people: number): string {
  return people === 1 ? '1 person' : `${count(people)} people`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
