import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPersonPage, filmPage, join, listPage, personOfSlug, personPage, personSlug } from './links.ts';

describe('join', () => {
  it.each([
    ['/', '/films/', '/films/'],
    ['/repo', 'films/', '/repo/films/'],
    ['/repo/', '/films/', '/repo/films/'],
    ['/repo/', '/', '/repo/'],
    ['/', '', '/'],
  ])('puts %s and %s together as %s', (base, path, address) => {
    expect(join(base, path)).toBe(address);
  });
});

describe('addresses', () => {
  it('end in a slash, so that no server has to redirect', () => {
    expect(filmPage({ slug: 'alien-1979' })).toBe('/films/alien-1979/');
    expect(listPage('genres', 'sci-fi')).toBe('/genres/sci-fi/');
    expect(listPage('genres', 'sci-fi', 3)).toBe('/genres/sci-fi/3/');
    expect(personPage('u1')).toBe('/people/u1/');
  });
});

describe('personSlug', () => {
  it('keeps plain ids as they are', () => {
    expect(personSlug('u0042')).toBe('u0042');
    expect(personSlug('Ann_B-1')).toBe('Ann_B-1');
  });

  it('is one safe folder name for any id, and another one for another id', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (a, b) => {
          expect(personSlug(a)).toMatch(/^[A-Za-z0-9_~-]{1,180}$/);
          expect(personSlug(a) === personSlug(b)).toBe(a === b);
        },
      ),
    );
  });

  it('cannot climb out of its folder', () => {
    expect(personSlug('..')).toBe('~2e~2e');
    expect(personSlug('a/../b')).toBe('a~2f~2e~2e~2fb');
  });

  it('leaves the address of the page of anybody free', () => {
    expect(personPage('person')).toBe('/people/~70erson/');
    expect(anyPersonPage('a&b c')).toBe('/people/person/?id=a%26b%20c');
  });

  it('can be read back where it holds the whole id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (id) => {
        expect([id, null]).toContain(personOfSlug(personSlug(id)));
      }),
    );
    expect(['u1', 'a/../b <i>ü', 'person'].map((id) => personOfSlug(personSlug(id)))).toEqual([
      'u1',
      'a/../b <i>ü',
      'person',
    ]);
    expect(['', '~', '~zz', 'a b', 'a/b', 'person'].map(personOfSlug)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
