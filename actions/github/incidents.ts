// Incidents as issues with a life: one a rule, opened when it fires, brought up to date while it does, closed when it is
// healthy again. What it says is the pipeline's (reporting/incident.ts); here is only when it is said.

import {
  closingText,
  incidentIdentity,
  incidentText,
  incidentTitle,
} from '../../pipeline/reporting/incident.ts';
import type { DatasetKind } from '../../pipeline/reporting/rendering.ts';
import type { RetrainingDecision, RuleReading } from '../../pipeline/rules/outcomes.ts';
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

/** Brings the issues in line with a decision. @param kind of the data it is about; simulated ones are called so */
export async function keepIncidents(
  connection: Connection,
  decision: RetrainingDecision,
  kind: DatasetKind['kind'],
): Promise<Incidents> {
  const done: Incidents = { opened: [], updated: [], closed: [] };
  const open = await openIncidents(connection);
  for (const reading of decision.rules) {
    const issue = open.get(reading.rule);
    if (reading.state === 'fired') await raise(connection, { decision, kind }, reading, issue, done);
    // Pending and silent rules tell nothing: the incident stays as it is until somebody knows.
    else if (issue) {
      const over = closingText(reading, decision.as_of);
      if (over === '') continue;
      await close(connection, issue, over);
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
    const rule = incidentIdentity(body ?? '');
    if (rule !== null && user?.type === 'Bot' && !found.has(rule))
      found.set(rule, { number, body: body ?? '' });
  }
  return found;
}

async function raise(
  connection: Connection,
  { decision, kind }: { decision: RetrainingDecision; kind: DatasetKind['kind'] },
  reading: RuleReading,
  issue: OpenIssue | undefined,
  done: Incidents,
): Promise<void> {
  const { api, owner, repo } = connection;
  const body = incidentText(decision, reading, kind);
  if (issue === undefined) {
    const title = incidentTitle(reading);
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

async function close({ api, owner, repo }: Connection, { number }: OpenIssue, body: string): Promise<void> {
  await api.rest.issues.createComment({ owner, repo, issue_number: number, body });
  await api.rest.issues.update({
    owner,
    repo,
    issue_number: number,
    state: 'closed',
    state_reason: 'completed',
  });
}
