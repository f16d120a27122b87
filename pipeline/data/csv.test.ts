import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { formatCsv, parseCsv } from './csv.ts';

describe('parseCsv', () => {
  it('numbers records by the line on which they end', () => {
    expect(parseCsv('a,b\n\n"1\n2",3\r\n4', 'x.csv')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 4, fields: ['1\n2', '3'] },
      { line: 5, fields: ['4'] },
    ]);
  });

  it('gives back what formatCsv wrote, whatever the fields', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\n', '\r\n', ' x ', ''));
    const record = fc.array(field, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        expect(parseCsv(formatCsv(records), 'x.csv').map(({ fields }) => fields)).toEqual(records);
      }),
    );
  });

  it('refuses a stray quote and an open one', () => {
    for (const text of ['a,b\n1,say "hi"\n', 'a,b\n"1,2\n']) {
      expect(() => parseCsv(text, 'x.csv')).toThrow(InputError);
      expect(() => parseCsv(text, 'x.csv')).toThrow(
        /^x\.csv: this is not CSV \(.*at line|^x\.csv: this is not CSV \(.*line 2/i,
      );
    }
  });
});
