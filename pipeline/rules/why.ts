// Why a decision came out as it did, in a sentence or two for people. Text only.

import { listed, plural } from './figures.ts';
import type { Outcome, RetrainingDecision, RuleReading } from './outcomes.ts';

/** A decision before its reason is told. */
export interface Concluded {
  readonly outcome: Outcome;
  readonly rules: readonly RuleReading[];
  readonly hasChampion: boolean;
  readonly hold: RetrainingDecision['hold'];
}

const MEANING: Record<Outcome, string> = {
  critical: 'Retrain now',
  scheduled: 'Retrain',
  investigate: 'A person should look',
  healthy: 'Nothing to do',
};

/** The outcome's reason, what else stands out, and a hold if there is one. */
export function whyOf(concluded: Concluded): string {
  const { hold } = concluded;
  const reason = reasonOf(concluded);
  if (hold === null) return reason;
  const since = hold.since.slice(0, 10);
  return `${reason} A hold on ${hold.run} since ${since} forbids retraining and promotion until it is lifted: ${hold.reason}`;
}

function reasonOf({ outcome, rules, hasChampion }: Concluded): string {
  if (!hasChampion)
    return 'This is the first training: there is no champion yet, so no rule has to ask for one.';
  const fired = rules.filter(({ state }) => state === 'fired');
  const leading = fired.find(({ severity }) => severity === outcome);
  if (leading !== undefined) return firedReason(outcome, leading, fired);
  const alerts = rules.filter(({ state }) => state === 'alert');
  if (alerts.length > 0) return firedReason(outcome, alerts[0], alerts);
  const judged = rules.filter(({ state }) => state === 'ok' || state === 'pending' || state === 'quiet');
  if (outcome === 'investigate') {
    return `${MEANING.investigate}: no rule has enough data to say anything, and silence is not health.`;
  }
  return healthyReason(rules, judged);
}

function firedReason(outcome: Outcome, leading: RuleReading, fired: readonly RuleReading[]): string {
  const others = fired.filter((reading) => reading !== leading).map(({ title }) => title);
  const verb = leading.state === 'alert' ? 'Alerted' : 'Fired';
  const also = others.length === 0 ? '' : ` ${verb} as well: ${listed(others)}.`;
  return `${MEANING[outcome]}: ${leading.sentence}${also}`;
}

function healthyReason(rules: readonly RuleReading[], judged: readonly RuleReading[]): string {
  const titles = (state: RuleReading['state']) =>
    rules.filter((reading) => reading.state === state).map(({ title }) => title);
  const [pending, silent, quiet] = [titles('pending'), titles('no-data'), titles('quiet')];
  return [
    `${MEANING.healthy}: none of the ${plural(judged.length, 'rule')} with data has fired.`,
    pending.length === 0 ? '' : ` Past the limit, but not for long enough: ${listed(pending)}.`,
    quiet.length === 0 ? '' : ` Silenced: ${listed(quiet)}.`,
    silent.length === 0 ? '' : ` Too little data to judge: ${listed(silent)}.`,
  ].join('');
}
