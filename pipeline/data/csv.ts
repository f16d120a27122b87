// A small CSV text (RFC 4180) as records that know their line, and back. For files of our own that people edit;
// foreign sets of any size are streamed by import/.

import { parse } from 'csv-parse/sync';
import { InputError } from '../errors.ts';

export interface CsvRecord {
  /** The line on which the record ends, counted from 1. */
  line: number;
  fields: string[];
}

/** Every record, the header included; empty lines are skipped. How many fields a record has is for the caller to check. */
export function parseCsv(text: string, shownAs: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      // Told, not guessed from the first line: editors mix the two.
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      onRecord: (fields: string[], { lines }) => {
        records.push({ line: lines, fields });
        return null;
      },
    });
  } catch (cause) {
    const problem = cause instanceof Error ? `this is not CSV (${cause.message}).` : String(cause);
    throw new InputError({
      file: shownAs,
      problem,
      legal: 'Quote a field that holds a comma or a quote.',
      cause,
    });
  }
  return records;
}

/** One record a line, quoted where it must be. `parseCsv` gives the same fields back. */
export function formatCsv(records: readonly (readonly string[])[]): string {
  return `${records.map((fields) => fields.map(formatField).join(',')).join('\n')}\n`;
}

function formatField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
