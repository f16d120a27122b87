// Incidents as issues with a life: one a rule, opened when it fires, brought up to date while it does, closed when it is
// healthy again. What the issue says is rendered here from the decision; nothing else decides.

import { code, prose, table } from '../../pipeline/registry/markdown.ts';
import type { RetrainingDecision, RuleReading } from '../../pipeline/rules/outcomes.ts';
import { trendChart } from '../summary.ts';
import { type Connection, settle } from './api.ts';

export const INCIDENT_LABEL = 'incident';

export interface Incidents {
  opened: number[];
  updated: number[];
  closed: number[];
}

interface OpenIssue {
  number: number;
  body: string;
}

const MARKER = /^<!-- showrunner-incident: ([a-z0-9_]+) -->/;

/** Brings the issues in line with a decision. */
export async function keepIncidents(
  connection: Connection,
  decision: RetrainingDecision,
): Promise<Incidents> {
  const done: Incidents = { opened: [], updated: [], closed: [] };
  const open = await openIncidents(connection);
  for (const reading of decision.rules) {
    const issue = open.get(reading.rule);
    if (reading.state === 'fired') await raise(connection, decision, reading, issue, done);
    // Pending and silent rules tell nothing: the incident stays as it is until somebody knows.
    else if (issue && (reading.state === 'ok' || reading.state === 'off')) {
      await close(connection, reading, issue, decision.as_of);
      done.closed.push(issue.number);
    }
  }
  return done;
}

async function openIncidents({ api, owner, repo }: Connection): Promise<Map<string, OpenIssue>> {
  const issues = await api.paginate(api.rest.issues.listForRepo, {
    owner,
    repo,
    state: 'open',
    labels: INCIDENT_LABEL,
    per_page: 100,
  });
  const found = new Map<string, OpenIssue>();
  for (const { number, body, user } of issues) {
    const rule = MARKER.exec(body ?? '')?.[1];
    if (rule && user?.type === 'Bot' && !found.has(rule)) found.set(rule, { number, body: body ?? '' });
  }
  return found;
}

async function raise(
  connection: Connection,
  decision: RetrainingDecision,
  reading: RuleReading,
  issue: OpenIssue | undefined,
  done: Incidents,
): Promise<void> {
  const { api, owner, repo } = connection;
  const body = incidentBody(decision, reading);
  if (issue === undefined) {
    const title = `Incident: ${reading.title} (${reading.severity})`;
    const number = await settle(async () => {
      const again = (await openIncidents(connection)).get(reading.rule);
      if (again) return again.number;
      const labels = [INCIDENT_LABEL, reading.severity];
      return (await api.rest.issues.create({ owner, repo, title, body, labels })).data.number;
    });
    done.opened.push(number);
  } else if (issue.body !== body) {
    await api.rest.issues.update({ owner, repo, issue_number: issue.number, body });
    done.updated.push(issue.number);
  }
}

async function close(
  { api, owner, repo }: Connection,
  { state, sentence }: RuleReading,
  { number }: OpenIssue,
  day: string,
): Promise<void> {
  const why = state === 'off' ? 'The rule was switched off.' : prose(sentence);
  await api.rest.issues.createComment({
    owner,
    repo,
    issue_number: number,
    body: `Healthy again on ${day}: ${why}`,
  });
  await api.rest.issues.update({
    owner,
    repo,
    issue_number: number,
    state: 'closed',
    state_reason: 'completed',
  });
}

/** What stands in the issue: the sentence, the figures, the course, what to do. */
export function incidentBody(decision: RetrainingDecision, reading: RuleReading): string {
  const { rule, sentence, value, limit, baseline, window_days, held_days, measured_on } = reading;
  const figures: [string, string][] = [
    ['value', shown(value)],
    ['limit', shown(limit)],
    ['baseline', shown(baseline)],
    ['window', `${window_days} days`],
    ['past the limit for', `${held_days} days`],
    ['measured on', measured_on ?? 'never'],
    ['serving', decision.champion ?? 'nothing'],
  ];
  return [
    `<!-- showrunner-incident: ${rule} -->`,
    `**${decision.outcome}** on ${decision.as_of}. ${prose(sentence)}`,
    table(
      ['', ''],
      figures.map(([name, text]) => [name, prose(text)]),
    ),
    trendChart(reading),
    `**What to do:** [the runbook](../blob/HEAD/docs/runbooks/incidents.md#${rule}). The rule is ${code(rule)} in ` +
      '[thresholds.yaml](../blob/HEAD/thresholds.yaml).',
    'This issue is kept up to date by `open-incident` and closed by it when the rule is healthy again.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function shown(value: number | null): string {
  return value === null ? 'none' : String(Number(value.toPrecision(4)));
}
