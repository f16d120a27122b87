// The formats in which benchmark data are published, by name. Not their readers.

import type { TextLayout } from '../../data/import/table.ts';

export const BENCHMARK_FORMATS = ['ml-100k', 'ml-1m', 'csv', 'parquet', 'ncf', 'user-items'] as const;
export type BenchmarkFormat = (typeof BENCHMARK_FORMATS)[number];

/** What stands in every row of the formats without a heading. */
export const FIXED_COLUMNS = { user: 'user', item: 'item', rating: 'rating', time: 'time' } as const;

/** The old files have no quoting at all: a quote is a letter like any other. */
function bare(delimiter: string): TextLayout {
  return { encoding: 'latin1', delimiter, quotes: false, columns: Object.values(FIXED_COLUMNS) };
}

/** How the text formats that are tables are laid out; a heading is read where none is fixed. */
export const LAYOUTS: Readonly<Record<'ml-100k' | 'ml-1m' | 'ncf' | 'csv', TextLayout>> = {
  'ml-100k': bare('\t'),
  'ml-1m': bare('::'),
  ncf: bare('\t'),
  csv: { encoding: 'utf8', delimiter: ',', quotes: true, columns: null },
};

/**
 * Formats in which an interaction is one whatever stands beside it: NCF's files carry ratings, but the protocol they
 * were published for counts each as a preference.
 */
export function isImplicit(format: BenchmarkFormat): boolean {
  return format === 'ncf' || format === 'user-items';
}
