// An incident as text: what an issue says while a rule is past its limit, and what is said when it is over. One rule is
// one incident, told by an invisible mark in its first line, so that whoever keeps issues can bring one up to date
// instead of opening a second. Pure text; opening and closing is for actions/.

import { fitted, type Section } from '../registry/fit.ts';
import { code, oneLine, prose, table } from '../registry/markdown.ts';
import { part, simulatedNotice } from '../registry/report.ts';
import { count, figure, plural } from '../rules/figures.ts';
import type { RetrainingDecision, RuleReading } from '../rules/outcomes.ts';
import { trendChart } from './mermaid.ts';
import type { DatasetKind } from './rendering.ts';
import { runbookOf, TROUBLES, type Trouble } from './runbooks.ts';

const MARK = /^<!-- showrunner-incident: ([a-z0-9_]{1,100}) -->/;

/** Links of an issue lead out of `issues/`; those of a file say their way themselves. */
const FROM_ISSUE = '../blob/HEAD';

/** The rule or trouble an issue's text is about; null for a text without the mark in its first line. */
export function incidentIdentity(markdown: string): string | null {
  return MARK.exec(markdown)?.[1] ?? null;
}

/** The mark of an incident. A name it cannot carry is a fault of the caller: rules are named by thresholds.yaml. */
export function incidentMark(name: string): string {
  const mark = `<!-- showrunner-incident: ${name} -->`;
  if (incidentIdentity(mark) === name) return mark;
  throw new Error(`${JSON.stringify(name)} is no name of an incident: a-z, 0-9 and _ only`);
}

/** An issue's title. It is not Markdown, and a link in it would not be followed. */
export function incidentTitle({ title, severity }: Pick<RuleReading, 'title' | 'severity'>): string {
  return `Incident: ${oneLine(title)} (${severity})`;
}

/** What stands in the issue: the sentence, the figures, the course, what to do. */
export function incidentText(
  decision: RetrainingDecision,
  reading: RuleReading,
  kind: DatasetKind['kind'],
): string {
  const { hold, outcome, as_of } = decision;
  const head = `**${outcome}** on ${as_of}. ${prose(reading.sentence)}`;
  const held =
    hold === null ? [] : [prose(`A hold on ${hold.run} forbids retraining and promotion: ${hold.reason}`)];
  const where = `The rule is ${code(reading.rule)} in [thresholds.yaml](${FROM_ISSUE}/thresholds.yaml).`;
  return within([
    part('the finding', 0, [incidentMark(reading.rule), simulatedNotice(kind), head]),
    part('the reason of the hold', 1, held),
    part('the figures', 0, [table(['', ''], figuresOf(decision, reading), [0, 1])]),
    part('the course', 2, [trendChart(reading)]),
    part('what to do', 0, [todo(runbookOf(reading.rule)), where]),
    part('who keeps this', 3, [
      'This issue is kept up to date by `open-incident` and closed by it when the rule is healthy again.',
    ]),
  ]);
}

/** As an issue takes it. GitHub drops line ends at the end, and what differs would be brought up to date for ever. */
function within(sections: readonly Section[]): string {
  return fitted(sections, `the newest decision in ${code('models/decisions/')}`).trimEnd();
}

function figuresOf({ champion }: RetrainingDecision, reading: RuleReading): [string, string][] {
  const { value, interval, limit, baseline, unit, samples, window_days, held_days, sustained_days } = reading;
  const shown = (number: number | null) => (number === null ? 'no data' : figure(number, unit));
  return [
    ['value', shown(value)],
    ['95 % interval', interval === null ? 'none' : `${shown(interval.low)} to ${shown(interval.high)}`],
    ['limit', shown(limit)],
    ['baseline', baseline === null ? 'none' : shown(baseline)],
    ['observations', count(samples)],
    ['window', plural(window_days, 'day')],
    ['past the limit for', `${plural(held_days, 'day')}; it fires after ${sustained_days}`],
    ['measured on', reading.measured_on ?? 'never'],
    ['serving', champion ?? 'nothing'],
  ];
}

/** What is said when the incident is over; empty while it is not, or while nobody can know. */
export function closingText({ state, sentence }: RuleReading, day: string): string {
  if (state === 'ok') return within([part('why', 0, [`Healthy again on ${day}: ${prose(sentence)}`])]);
  if (state === 'off') return `The rule was switched off; seen on ${day}.`;
  return '';
}

/** An incident no rule can see: what a person or a failed job says of it, and the page that helps. */
export function troubleText(trouble: Trouble, day: string, what: string): string {
  const { title, runbook } = TROUBLES[trouble];
  const head = [incidentMark(trouble), todo(runbook), `**${title}** (${day}). ${prose(what)}`];
  return within([part('what happened', 0, head)]);
}

function todo(runbook: string): string {
  return `**What to do:** [the runbook](${FROM_ISSUE}/docs/runbooks/${runbook}).`;
}
