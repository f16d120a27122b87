// Charts that GitHub draws from text, for issues and job summaries, where an SVG would be taken out. Pure text.

import type { RuleReading } from '../rules/outcomes.ts';

/** A rule's recent course and its limit; empty with fewer than two days. */
export function trendChart({ title, trend, limit }: Pick<RuleReading, 'title' | 'trend' | 'limit'>): string {
  const points = trend.slice(-28).map(({ day, value }) => ({ name: day.slice(5), value }));
  return lineChart(title, points, limit);
}

/** A line in Mermaid, which GitHub draws, and a level one where there is a limit. Points without a value are left out. */
export function lineChart(
  title: string,
  points: readonly { name: string; value: number | null }[],
  limit: number | null = null,
): string {
  const shown = points.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  if (shown.length < 2) return '';
  const digits = (value: number) => Number(value.toPrecision(4));
  const lines = [`  line [${shown.map(({ value }) => digits(value)).join(', ')}]`];
  if (limit !== null) lines.push(`  line [${shown.map(() => digits(limit)).join(', ')}]`);
  return mermaid([
    'xychart-beta',
    `  title "${label(title)}${limit === null ? '' : ', and its limit'}"`,
    `  x-axis [${shown.map(({ name }) => `"${label(name)}"`).join(', ')}]`,
    ...lines,
  ]);
}

/** Bars side by side: one value a name. */
export function barChart(title: string, bars: readonly { name: string; value: number }[]): string {
  if (bars.length === 0) return '';
  return mermaid([
    'xychart-beta',
    `  title "${label(title)}"`,
    `  x-axis [${bars.map(({ name }) => `"${label(name)}"`).join(', ')}]`,
    `  bar [${bars.map(({ value }) => Number(value.toPrecision(4))).join(', ')}]`,
  ]);
}

/** The loop as far as it got: steps that were taken are filled. */
export function flowChart(steps: readonly { name: string; taken: boolean }[]): string {
  const nodes = steps.map(({ name }, i) => `  s${i}["${label(name)}"]`);
  const edges = steps.slice(1).map((step, i) => `  s${i} ${step.taken ? '-->' : '-.->'} s${i + 1}`);
  return mermaid(['flowchart LR', ...nodes, ...edges]);
}

function mermaid(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n');
}

/** Mermaid has no escape for quotes; letters, digits and plain marks are enough for a label. */
function label(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,:%@()+/_-]/gu, ' ').trim();
}
