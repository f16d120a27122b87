// What differs between runs, as plain rows. A figure is held against another only under one protocol, and subtracted only on
// one ground. No markup.

import type { RunColumns, RunReport } from '#pipeline/publishing/contract.ts';
import { changedCode, champion as isChampion, parameter, WHY } from '../words/compared.ts';
import { bytes, count, duration, instant, NOTHING, shortDay } from '../words/format.ts';
import { algorithmName, HEADS, inMetricOrder, metricLabel, NEVER_JUDGED, VERDICTS } from '../words/labels.ts';
import { batches, FACTS, NO_COMMIT } from '../words/run-facts.ts';
import { type Head, headOf, scoresOf } from './figures.ts';

/** A run of a comparison; its papers are null where they are gone or could not be had. */
export interface Compared {
  readonly run: string;
  /** Its place in the columns. */
  readonly row: number;
  readonly report: RunReport | null;
}

/** A fact of each run, in their order, as text. */
export interface FactRow {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface Cell {
  /** Null where there is no figure, for the reason in `why`. */
  readonly value: number | null;
  /** To the first run's figure; null where it may not be taken, for the reason in `why`. */
  readonly difference: number | null;
  readonly why: string;
}

/** Of a metric over all runs of a protocol, each on its own ground. */
export interface Range {
  readonly best: number;
  readonly last: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

export interface MetricRow {
  readonly metric: string;
  readonly cells: readonly Cell[];
  /** Null where no second run has the figure. */
  readonly range: Range | null;
}

export interface ProtocolComparison {
  readonly id: string;
  /** Among the protocols of the columns. */
  readonly place: number;
  readonly head: Head;
  readonly metrics: readonly MetricRow[];
}

/** Recipe, data and cost of each run. */
export function factRows(
  columns: RunColumns,
  runs: readonly Compared[],
): { recipe: FactRow[]; data: FactRow[]; rest: FactRow[] } {
  const fromColumns = (name: string, of: (row: number) => string): FactRow => ({
    name,
    cells: runs.map(({ row }) => of(row)),
  });
  const fromPapers = (name: string, of: (manifest: RunReport['manifest']) => string): FactRow => ({
    name,
    cells: runs.map(({ report }) => (report === null ? WHY.papersGone : of(report.manifest))),
  });
  const heads = ['ranking', 'rating'] as const;
  const { verdicts, champion } = columns;
  return {
    recipe: [
      ...heads.flatMap((head) => [
        fromColumns(HEADS[head], (row) => algorithmName(columns[head][row])),
        ...parametersOf(runs, head).map((key) =>
          fromPapers(parameter(head, key), ({ heads: each }) =>
            String(each[head].parameters[key] ?? NOTHING),
          ),
        ),
      ]),
      fromPapers(FACTS.seed, ({ seed }) => String(seed)),
      fromPapers(FACTS.code, ({ code }) => {
        const commit = code.commit?.slice(0, 12) ?? NO_COMMIT;
        return code.modified ? changedCode(commit) : commit;
      }),
      fromPapers(FACTS.node, ({ code }) => code.node),
    ],
    data: [
      fromPapers(FACTS.dataset, ({ dataset }) => dataset.name),
      fromColumns(FACTS.learnedUpTo, (row) => (columns.until[row] ? instant(columns.until[row]) : NOTHING)),
      fromPapers(FACTS.batches, ({ training }) =>
        batches(training.batches.length, training.batches.at(-1)?.name),
      ),
      fromColumns(FACTS.interactions, (row) => count(columns.interactions[row])),
      fromColumns(FACTS.people, (row) => count(columns.people[row])),
      fromColumns(FACTS.films, (row) => count(columns.films[row])),
    ],
    rest: [
      fromColumns(FACTS.made, (row) => shortDay(columns.created_at[row])),
      fromColumns(FACTS.verdict, (row) => {
        const verdict = verdicts[row];
        const word = verdict === null ? NEVER_JUDGED : VERDICTS[verdict].word;
        return row === champion ? isChampion(word) : word;
      }),
      fromColumns(FACTS.training, (row) => duration(columns.seconds[row])),
      fromColumns(FACTS.size, (row) => bytes(columns.bytes[row])),
    ],
  };
}

const parametersOf = (runs: readonly Compared[], head: Head): string[] => [
  ...new Set(runs.flatMap(({ report }) => Object.keys(report?.manifest.heads[head].parameters ?? {}))),
];

/** Splits rows into those that differ and those that are the same in every run. */
export function apart(rows: readonly FactRow[]): { differ: FactRow[]; same: FactRow[] } {
  const isSame = ({ cells }: FactRow): boolean => cells.every((cell) => cell === cells[0]);
  return { differ: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}

/** Every protocol that one of the runs was judged under, with every metric that one of them has. */
export function protocolComparisons(columns: RunColumns, runs: readonly Compared[]): ProtocolComparison[] {
  const scores = runs.map(({ row }) => scoresOf(columns, row));
  const places = [...new Set(scores.flatMap((each) => each.map(({ place }) => place)))].sort((a, b) => a - b);
  return places.map((place) => {
    const protocol = columns.protocols[place];
    const ofRuns = scores.map((each) => each.find((score) => score.place === place) ?? null);
    const metrics = inMetricOrder(ofRuns.flatMap((score) => Object.keys(score?.values ?? {})));
    return {
      id: protocol.id,
      place,
      head: headOf(Object.keys(protocol.values)),
      metrics: metrics.map((metric) => ({
        metric,
        range: rangeOf(protocol.values[metric], metric),
        cells: cellsOf(ofRuns, metric),
      })),
    };
  });
}

type Scored = { readonly ground: string; readonly values: Readonly<Record<string, number>> } | null;

function cellsOf(scores: readonly Scored[], metric: string): Cell[] {
  const [first] = scores;
  return scores.map((score, n) => {
    if (score === null) return { value: null, difference: null, why: WHY.otherProtocol };
    const value = score.values[metric] ?? null;
    if (value === null) return { value, difference: null, why: WHY.notMeasured };
    if (n === 0) return { value, difference: null, why: '' };
    const reference = first?.values[metric] ?? null;
    if (reference === null || first === null) return { value, difference: null, why: WHY.noReference };
    if (first.ground !== score.ground) return { value, difference: null, why: WHY.otherGround };
    return { value, difference: value - reference, why: '' };
  });
}

/** @param values newest first. @returns null where fewer than two runs have the figure: all four would be the same. */
export function rangeOf(values: readonly (number | null)[] | undefined, metric: string): Range | null {
  const known = (values ?? []).filter((value) => value !== null);
  if (known.length < 2) return null;
  let [least, most] = [known[0], known[0]];
  for (const value of known) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const best = metricLabel(metric).higherIsBetter ? most : least;
  return { best, last: known[0], least, most, runs: known.length };
}
