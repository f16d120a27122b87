// Reports about what is on record: of a run, of a decision, of a week, of an incident. Reads and renders; writes nothing.

import { foldInteractions } from '../data/interactions.ts';
import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { InputError, quoted, suggestion } from '../errors.ts';
import { byDay } from '../monitoring/activity.ts';
import { calendarUpTo } from '../monitoring/days.ts';
import { driftByFeature } from '../monitoring/drift.ts';
import { parseDecisionId } from '../registry/decision-name.ts';
import { isMove } from '../registry/decision-record.ts';
import { readDecision, readDecisions, type StoredDecision } from '../registry/decisions.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { readManifest } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
import { type CandidateMaterial, renderCandidate } from '../reporting/candidate.ts';
import { renderDecision, renderMove } from '../reporting/decision.ts';
import { closingText, incidentText, incidentTitle, troubleText } from '../reporting/incident.ts';
import type { DatasetKind, Rendering } from '../reporting/rendering.ts';
import { TROUBLE_NAMES } from '../reporting/runbooks.ts';
import { renderVerification } from '../reporting/verification.ts';
import { weekOf } from '../reporting/week.ts';
import { renderWeek } from '../reporting/week-text.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import type { Context } from './context.ts';
import { checkDay, daysOnRecord, decideDay, readPast } from './history.ts';
import { lastWholeDay } from './observe.ts';
import { observeHealth } from './observe-health.ts';
import { genresOf, readState, type State } from './state.ts';

/** A run of the tree, or a record of models/decisions/ by its id. @throws InputError when there is neither */
export async function reportOn(context: Context, name: string): Promise<Rendering> {
  const state = await readState(context.root);
  if (parseDecisionId(name) === null) return reportRun(context, state, name);
  const stored = await readDecision(context.root, name);
  const { record, id } = stored;
  if (record.kind === 'verdict') return reportRun(context, state, record.candidate, stored);
  if (record.kind === 'decision') return renderDecision(record, { id, dataset: datasetOf(state) });
  if (record.kind === 'verification') return renderVerification(record, { id, dataset: datasetOf(state) });
  return renderMove(record, { id, dataset: datasetOf(state) });
}

/** The run that was judged last, or the newest where none was. */
export async function newestReported(root: string): Promise<string> {
  const [judged] = await readDecisions(root, ['verdict']);
  if (judged?.record.kind === 'verdict') return judged.record.candidate;
  const [run] = await listRuns(root);
  if (run !== undefined) return run;
  const legal = 'Train one: npx showrunner train';
  throw new InputError({ file: 'models', problem: 'there is no run to report on.', legal });
}

async function reportRun(context: Context, state: State, run: string, judged?: StoredDecision) {
  const { root } = context;
  const verdicts = judged === undefined ? await readDecisions(root, ['verdict']) : [judged];
  const stored = verdicts.find(({ record }) => record.kind === 'verdict' && record.candidate === run);
  const verdict = stored?.record.kind === 'verdict' ? stored.record : null;
  const manifest = await readManifest(root, run);
  return renderCandidate({
    manifest,
    verdict,
    decision: verdict === null ? null : decisionAbout(state, verdict.as_of.slice(0, 10)),
    drift: driftSince(context, state, manifest),
    health: await observeHealth(context, state),
  });
}

/** What came after a run's training, by feature; as the rule about drift would measure it were it to serve. */
function driftSince({ now }: Context, state: State, { training }: RunManifest): CandidateMaterial['drift'] {
  const { rows, policy, asOf } = state;
  const day = lastWholeDay(asOf, now);
  const calendar = calendarUpTo(day, policy.data_quality.stale_after_days + 1);
  const windowDays = policy.rules.feature_drift.window_days;
  const interactions = foldInteractions(rows, { until: Date.parse(day) + DAY_MS - 1 });
  const found = driftByFeature({
    days: byDay(interactions, calendar, windowDays),
    genres: genresOf(state.catalogue),
    calendar,
    windowDays,
    trainedUntil: Date.parse(training.until),
  });
  return found && { day: found.day, features: found.features.map(({ part }) => part) };
}

/** The newest decision on record about a day. */
function decisionAbout({ past }: State, day: string): RetrainingDecision | null {
  return past.findLast(({ as_of }) => as_of === day) ?? null;
}

/** The seven days up to one; by default up to the last whole day on record. */
export async function reportWeek(context: Context, asOf: string | null): Promise<Rendering> {
  const { state, day, decision } = await decided(context, asOf);
  const last = parseDay(day) ?? Number.NaN;
  const first = dayOf(last - 6 * DAY_MS);
  const stored = (await readDecisions(context.root)).toReversed();
  const inWeek = (about: string) => about >= first && about <= day;
  const verdicts = stored.flatMap(({ id, record, card }) =>
    record.kind === 'verdict' && inWeek(record.as_of.slice(0, 10)) ? [{ id, verdict: record, card }] : [],
  );
  const moves = stored.flatMap(({ at, record }) => {
    if (!isMove(record)) return [];
    // Made on the day after the one it is about, or on a verdict of the week.
    const about = verdicts.some(({ id }) => record.evidence.includes(id)) || inWeek(dayOf(at - DAY_MS));
    return about ? [record] : [];
  });
  const decisions = state.past.filter(({ as_of }) => inWeek(as_of));
  const week = { first, last: day, dataset: datasetOf(state), decision, decisions, verdicts, moves };
  return renderWeek(weekOf(week));
}

/** What an issue about a rule would say on a day: raised, over, or nothing to say. */
export async function reportIncident(
  context: Context,
  rule: string,
  asOf: string | null,
): Promise<Rendering> {
  const { state, day, decision } = await decided(context, asOf);
  const reading = decision.rules.find((one) => one.rule === rule);
  if (reading === undefined) {
    const legal = suggestion(rule, [...decision.rules.map((one) => one.rule), ...TROUBLE_NAMES]);
    throw new InputError({ problem: `--incident ${quoted(rule)} is no rule.`, legal });
  }
  const raised = reading.state === 'fired';
  const markdown = raised ? incidentText(decision, reading, state.card.kind) : closingText(reading, day);
  const document = {
    kind: 'incident-report',
    format: 1,
    rule,
    as_of: day,
    state: reading.state,
    title: incidentTitle(reading),
    reading,
  };
  const silent = `${reading.title} on ${day}: ${reading.state}. An incident is neither raised nor over.`;
  return { markdown: markdown === '' ? silent : markdown, charts: [], document };
}

/** Trouble that a person or a job tells of. */
export function reportTrouble({ now }: Context, name: string, reason: string): Rendering | null {
  const trouble = TROUBLE_NAMES.find((one) => one === name);
  if (trouble === undefined) return null;
  const day = dayOf(now);
  const document = { kind: 'incident-report', format: 1, trouble, as_of: day, reason };
  return { markdown: troubleText(trouble, day, reason), charts: [], document };
}

/** The decision about a day, made again from the record as it stood. */
async function decided(context: Context, asOf: string | null) {
  const state = await readState(context.root);
  const past = await readPast(context, state);
  const record = daysOnRecord(state, lastWholeDay(state.asOf, context.now));
  const day = checkDay(asOf ?? record.last, 'as-of', record);
  return { state, day, decision: await decideDay(past, day, state.policy, context) };
}

function datasetOf({ card: { name, kind } }: State): DatasetKind {
  return { name, kind };
}
