// Where a site may be published: what GitHub Pages says is taken, anything else is refused by name.

import { expect, it } from 'vitest';
import { InputError } from '../../pipeline/errors.ts';
import { checkBase, checkOrigin } from './conditions.ts';

it('takes a root and a folder as base path, and nothing that leaves it', () => {
  expect(['/', '/repo/', '/a/b.c/'].map(checkBase)).toEqual(['/', '/repo/', '/a/b.c/']);
  for (const base of ['', 'repo', '/repo', '//host/', '/../', '/a b/', '/"/']) {
    expect(() => checkBase(base), base).toThrow(InputError);
  }
});

it('takes scheme and host as origin, with or without the last slash, or none', () => {
  expect(checkOrigin('')).toBe('');
  expect(checkOrigin('https://example.org/')).toBe('https://example.org');
  expect(checkOrigin('http://localhost:8080')).toBe('http://localhost:8080');
  for (const origin of [
    'example.org',
    'https://example.org/repo',
    'javascript:alert(1)',
    'https://a b',
    'https://u:p@x.org',
  ]) {
    expect(() => checkOrigin(origin), origin).toThrow(`"${origin}" is not an origin`);
  }
});
