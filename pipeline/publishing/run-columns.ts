// Every run a column a fact, so that a page can look through ten thousand of them. Says nothing that runs.json does not.

import type { RunColumns, RunSummary } from './contract.ts';

/** Of a hash: enough to tell grounds apart. */
const GROUND_DIGITS = 12;

/**
 * @param runs newest first
 * @param kept runs whose files are in the tree, so that their report is published
 */
export function runColumns(runs: readonly RunSummary[], kept: ReadonlySet<string>): RunColumns {
  const column = <T>(of: (run: RunSummary) => T): T[] => runs.map(of);
  const champion = runs.findIndex((run) => run.champion);
  return {
    format: 1,
    runs: column(({ run }) => run),
    created_at: column(({ created_at }) => created_at),
    champion: champion === -1 ? null : champion,
    verdicts: column(({ verdict }) => verdict),
    ranking: column(({ algorithms }) => algorithms.ranking),
    rating: column(({ algorithms }) => algorithms.rating),
    until: column(({ training }) => training.until),
    interactions: column(({ training }) => training.interactions),
    people: column(({ training }) => training.users),
    films: column(({ training }) => training.items),
    seconds: column(({ seconds }) => seconds),
    bytes: column(({ bytes }) => bytes),
    kept: column(({ run }) => (kept.has(run) ? 1 : 0)),
    ...protocolColumns(runs),
  };
}

type Judged = { row: number; ground: number; values: Readonly<Record<string, number>> };

function protocolColumns(runs: readonly RunSummary[]): Pick<RunColumns, 'grounds' | 'protocols'> {
  const grounds = new Map<string, number>();
  const protocols = new Map<string, Judged[]>();
  for (const [row, { metrics }] of runs.entries()) {
    for (const { protocol, ground_sha256, values } of metrics) {
      const ground = grounds.get(ground_sha256) ?? grounds.size;
      grounds.set(ground_sha256, ground);
      const judged = protocols.get(protocol);
      if (judged) judged.push({ row, ground, values });
      else protocols.set(protocol, [{ row, ground, values }]);
    }
  }
  return {
    grounds: [...grounds.keys()].map((hash) => hash.slice(0, GROUND_DIGITS)),
    protocols: [...protocols].map(([id, judged]) => ({
      id,
      rows: judged.map(({ row }) => row),
      grounds: judged.map(({ ground }) => ground),
      values: valueColumns(judged),
    })),
  };
}

function valueColumns(judged: readonly Judged[]): Record<string, (number | null)[]> {
  const metrics = [...new Set(judged.flatMap(({ values }) => Object.keys(values)))];
  return Object.fromEntries(
    metrics.map((metric) => [metric, judged.map(({ values }) => sixDigits(values[metric]))]),
  );
}

const sixDigits = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toPrecision(6));
