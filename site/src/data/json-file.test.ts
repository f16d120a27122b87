import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOptional, readRequired } from './json-file.ts';

interface Sample {
  format: 1;
  run: string | null;
  items: string[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-json-'));
  mkdirSync(join(folder, 'api/v1'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (text: string): void => writeFileSync(join(folder, 'api/v1/questions.json'), text);
const read = () => readOptional<Sample>(folder, 'questions.json');

describe('readOptional', () => {
  it('gives the value of a file that is what its name says', () => {
    put('{"format": 1, "run": null, "items": ["a"]}');
    expect(read()).toEqual({ state: 'present', value: { format: 1, run: null, items: ['a'] } });
  });

  it('tells missing from unreadable', () => {
    expect(read()).toEqual({ state: 'missing', file: 'questions.json' });
    mkdirSync(join(folder, 'api/v1/questions.json'));
    expect(read()).toMatchObject({ state: 'unreadable', why: 'it cannot be opened (EISDIR)' });
  });

  it.each([
    ['', 'it is not JSON'],
    ['{"format": 1, "ru', 'it is not JSON'],
    ['null', 'it does not hold an object'],
    ['{"format": 2, "items": []}', 'its format is 2, and this site reads 1'],
    ['{"format": 1, "run": null}', 'it has no "items"'],
    ['{"format": 1, "run": 5, "items": []}', 'run is 5, where string or null is legal'],
    ['{"format": 1, "run": null, "items": ["a", {}]}', 'items[1] is {}, where string is legal'],
  ])('says what is wrong with %j', (text, why) => {
    put(text);
    expect(read()).toMatchObject({ state: 'unreadable', why: expect.stringContaining(why) });
  });
});

describe('readRequired', () => {
  it('names the file and the cure', () => {
    expect(() => readRequired<Sample>(folder, 'questions.json')).toThrow(
      /api\/v1\/questions\.json is missing .* run `npx showrunner publish` first/,
    );
  });
});
