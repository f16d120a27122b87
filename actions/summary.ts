// Pieces of a job summary: Markdown as text. What is shown is said by each action; charts are drawn as in every report.

export { barChart, flowChart, lineChart, trendChart } from '../pipeline/reporting/mermaid.ts';

/** Paragraphs, without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter(Boolean).join('\n\n');
}
