import { describe, expect, it } from 'vitest';
import { shapeProblem } from './shape.ts';

const SCHEMA = {
  type: 'object',
  required: ['format', 'films'],
  properties: {
    format: { const: 1 },
    films: { type: 'array', items: { $ref: '#/$defs/Film' } },
    by_genre: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
  },
  $defs: {
    Film: {
      type: 'object',
      required: ['title'],
      properties: {
        title: { type: 'string' },
        year: { type: ['number', 'null'] },
        basis: { enum: ['own', 'popular'] },
        placed: { anyOf: [{ type: 'object', properties: { by: { type: 'number' } } }, { type: 'null' }] },
      },
    },
  },
} as const;
const films = (film: object) => ({ format: 1, films: [{ title: 'a' }, { title: 'b', ...film }] });

describe('shapeProblem', () => {
  it.each([
    films({}),
    films({ year: null, basis: 'own', placed: { by: 1 } }),
    films({ placed: null, more: 'than the schema names' }),
    { format: 1, films: [], by_genre: { Drama: ['a'] } },
  ])('lets %j pass', (value) => {
    expect(shapeProblem(value, SCHEMA)).toBeNull();
  });

  it.each([
    [[], 'it is [], where object is legal'],
    [{ format: 1 }, 'it has no "films"'],
    [{ format: 2, films: [] }, 'format is 2, where 1 is legal'],
    [{ format: 1, films: 'x' }, 'films is "x", where array is legal'],
    [films({ title: null }), 'films[1].title is null, where string is legal'],
    [films({ year: '1999' }), 'films[1].year is "1999", where number or null is legal'],
    [films({ basis: 'x' }), 'films[1].basis is "x", where "own" or "popular" is legal'],
    [films({ placed: { by: 'x' } }), 'films[1].placed.by is "x", where number is legal'],
    [{ format: 1, films: [], by_genre: { Drama: [3] } }, 'by_genre.Drama[0] is 3, where string is legal'],
    [films({ title: Array(99).fill(1) }), /^films\[1\]\.title is \[1.{38}…, where/],
  ])('says of %j what is wrong and where', (value, said) => {
    expect(shapeProblem(value, SCHEMA)).toEqual(
      typeof said === 'string' ? said : expect.stringMatching(said),
    );
  });
});
