// What every report comes to: text for people, pictures beside it, a document for programs. Pure.

import { prose } from '../registry/markdown.ts';
import type { Chart } from './chart.ts';

/** A report before anybody writes it anywhere. */
export interface Rendering {
  /** Markdown of at most 60,000 characters. It shows the charts as files beside it. */
  readonly markdown: string;
  /** All figures, as plain data that go to JSON as they are; nothing is left out of it. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly charts: readonly Chart[];
}

/** What a report must know of the data: only simulated ones are called so. */
export interface DatasetKind {
  readonly name: string;
  readonly kind: 'simulated' | 'imported';
}

/** The drawings there are. */
export function drawn(charts: readonly (Chart | null)[]): Chart[] {
  return charts.filter((chart) => chart !== null);
}

/** An image of a file beside the text, with words for people who do not see it. */
export function pictured({ name, about }: Chart): string {
  return `![${prose(about)}](${name})`;
}
