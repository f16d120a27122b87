import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { parseRunId, runIdAt, runTime } from './run-id.ts';

describe('a run id', () => {
  it('is the UTC second of its instant', () => {
    expect(runIdAt(Date.parse('2026-05-01T06:07:08.999Z'))).toBe('run_20260501_060708');
  });

  it('gives its instant back for any second of four-digit years', () => {
    const seconds = fc.integer({ min: Date.UTC(1000, 0) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const run = runIdAt(second * 1000);
        expect(runTime(parseRunId(run, '--to'))).toBe(second * 1000);
      }),
    );
  });

  it.each([
    '../run_20260501_060708',
    'run_20260501_060708/..',
    '/run_20260501_060708',
    'run_20260501_060708\n',
    ' run_20260501_060708',
    'Run_20260501_060708',
    'run_20260501_0607',
    'run_20260230_060708',
    'run_20260501_246000',
    'run_２０260501_060708',
    '',
    '__proto__',
  ])('is never %j', (text) => {
    expect(() => parseRunId(text, '--to')).toThrow(InputError);
    expect(() => parseRunId(text, '--to')).toThrow(/^--to: ".*" is not a run\. Legal: run_YYYYMMDD_HHMMSS/);
  });

  it('is never another text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseRunId(text, '--to')).toThrow(InputError);
      }),
    );
  });
});
