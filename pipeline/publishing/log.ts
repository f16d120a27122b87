// The record as the site shows it: decisions as a log, runs with their last verdict.

import type { StoredDecision } from '../registry/decisions.ts';
import type { RunCard, RunManifest } from '../registry/manifest.ts';
import { verifiedInWords } from '../reporting/verification.ts';
import type { Verdict } from '../rules/outcomes.ts';
import type { LogEntry, RunReport, RunSummary } from './contract.ts';

/** In the order given: newest first. @param commits the commit that recorded each, by id, where it is known */
export function logEntries(
  decisions: readonly StoredDecision[],
  commits: ReadonlyMap<string, string>,
): LogEntry[] {
  return decisions.map((stored) => ({ ...logEntry(stored), commit: commits.get(stored.id) ?? null }));
}

/** One record as an entry of the log. */
export function logEntry({ id, at, record }: StoredDecision): Omit<LogEntry, 'commit'> {
  const entry = { id, at: new Date(at).toISOString(), kind: record.kind };
  if (record.kind === 'decision') {
    return { ...entry, outcome: record.outcome, run: record.champion, why: record.why };
  }
  if (record.kind === 'verdict') {
    return { ...entry, outcome: record.verdict, run: record.candidate, why: record.reasons[0] ?? '' };
  }
  if (record.kind === 'verification') {
    return {
      ...entry,
      outcome: record.equal ? 'equal' : 'different',
      run: record.run,
      why: verifiedInWords(record),
    };
  }
  return { ...entry, outcome: record.kind, run: record.to, why: record.reason };
}

/** Every run there is or was, newest first, with its last verdict. */
export function runSummaries(
  cards: readonly RunCard[],
  decisions: readonly StoredDecision[],
  latest: string | null,
): RunSummary[] {
  return cards.map((card) => ({
    ...card,
    champion: card.run === latest,
    verdict: lastVerdict(decisions, card.run)?.verdict ?? null,
  }));
}

/** The report of each run in the tree. */
export function runReports(
  manifests: readonly RunManifest[],
  decisions: readonly StoredDecision[],
): RunReport[] {
  return manifests.map((manifest) => ({
    format: 1,
    manifest,
    verdict: lastVerdict(decisions, manifest.run),
    verification: lastVerification(decisions, manifest.run),
  }));
}

function lastVerdict(decisions: readonly StoredDecision[], run: string): Verdict | null {
  for (const { record } of decisions) {
    if (record.kind === 'verdict' && record.candidate === run) return record;
  }
  return null;
}

function lastVerification(decisions: readonly StoredDecision[], run: string): RunReport['verification'] {
  for (const { id, at, record } of decisions) {
    if (record.kind !== 'verification' || record.run !== run) continue;
    return { decision: id, at: new Date(at).toISOString(), equal: record.equal, code: record.code };
  }
  return null;
}
