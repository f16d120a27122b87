import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { find } from './find.ts';
import { type Chip, meaningOf, textOf, yearsText } from './query.ts';
import { catalogue } from './search.fixture.ts';
import { understand } from './understand.ts';

const short = (chip: Chip): string => {
  const { kind } = chip;
  const what =
    kind === 'genre'
      ? chip.any.join('|') + (chip.words.length > 0 ? `+${chip.words.join('+')}` : '')
      : kind === 'years'
        ? chip.spans.map(yearsText).join('|')
        : kind === 'title'
          ? `"${chip.words.join(' ')}"`
          : kind === 'like'
            ? `like ${chip.said}`
            : kind === 'standing'
              ? chip.standing
              : `?${chip.about}`;
  return `${chip.not ? '-' : ''}${what}`;
};
const understood = (text: string): string => understand(text, catalogue).map(short).join(' & ');

/** The newest film is of 2019. */
const SENTENCES: readonly (readonly [text: string, chips: string])[] = [
  ['funny space films from the 80s, not too long ago', 'Comedy & Sci-Fi+space & 1980s & since 2005'],
  ['comedy', 'Comedy'],
  ['scary but not funny', 'Horror & -Comedy'],
  ['no horror or war', '-Horror & -War'],
  ['comedies without romance and musicals', 'Comedy & -Romance & -Musical'],
  ['romcom from the nineties', 'Romance & Comedy & 1990s'],
  ['old westerns', 'before 1980 & Western'],
  ['classic film noir', 'before 1980 & Film-Noir'],
  ['recent sci-fi', 'since 2015 & Sci-Fi'],
  ['not animated, for kids', '-Animation & Children'],
  ['live action for the whole family', '-Animation & Children'],
  ['1985-1995', '1985–1995'],
  ['between 1985 and 1995', '1985–1995'],
  ['from the 80s to the 90s', '1980–1999'],
  ['80s and 90s', '1980–1999'],
  ['70s or 90s', '1970s|1990s'],
  ['before 1990', 'before 1990'],
  ['after 2000', 'since 2001'],
  ['since 2000', 'since 2000'],
  ['2000 or later', 'since 2000'],
  ['until 1995', 'before 1996'],
  ['eighties', '1980s'],
  ['the 1950s', '1950s'],
  ['early 90s crime', '1990–1993 & Crime'],
  ['around 1972', '1970–1974'],
  ['not from the 80s', '-1980s'],
  ['before 1950 or since 2010', 'before 1950|since 2010'],
  ['like The Matrix', 'like The Matrix'],
  ['something like the matirx but funny', 'like The Matrix & Comedy'],
  ['i love alien and toy story', 'like Alien & like Toy Story'],
  ['unlike alien', '-like Alien'],
  ['similar to hamlet 1948', 'like Hamlet 1948'],
  ['the matrix', '"matrix"'],
  ['dark kn', '"dark kn"'],
  ['dark, no crime', 'Crime|Film-Noir|Thriller & -Crime'],
  ['2001 space odyssey', '"2001 space odyssey"'],
  ['The Good, the Bad and the Ugly', '"good bad ugly"'],
  ['no country for old men', '"no country for old men"'],
  ['star wars before 1990', '"star wars" & before 1990'],
  ['1917', '"1917"'],
  ['from 1917', '1917'],
  ['scary movie', '"scary movie"'],
  ['scary movies', 'Horror'],
  ['comdey', 'Comedy'],
  ['comedy or drama', 'Comedy|Drama'],
  ['comedies and dramas', 'Comedy & Drama'],
  ['comedy comedy funny', 'Comedy'],
  ['anything but horror', '-Horror'],
  ['-horror thriller', '-Horror & Thriller'],
  ["I don't like horror", '-Horror'],
  ['zombies', 'Horror+zombies'],
  ['hidden gems', 'hidden'],
  ['a popular film', 'known'],
  ['not too long, please', '?length'],
  ['no horror, war or gore', '-Horror & -War & -?gore'],
  ['comedy without romance, war, or musicals', 'Comedy & -Romance & -War & -Musical'],
  ['neither horror, nor war, nor crime', '-Horror & -War & -Crime'],
  ['scary but not funny, romantic or sad', 'Horror & -Comedy & -Romance & -Drama'],
  ['no horror, war or gore but funny', '-Horror & -War & -?gore & Comedy'],
  ['no horror, war or gore, from the 80s', '-Horror & -War & -?gore & 1980s'],
  ['no horror, comedy', '-Horror & Comedy'],
  ['no horror, comedy and romance', '-Horror & Comedy & Romance'],
  ['no horror and with romance', '-Horror & Romance'],
  ['scary, no war, after 2000', 'Horror & -War & since 2001'],
  ['something like Alien but not scary', 'like Alien & -Horror'],
  ['feel-good family film under 90 minutes', 'Comedy|Romance & Children & ?length'],
  ['no longer than two hours', '?length'],
  ['comedies of about an hour and a half', 'Comedy & ?length'],
  ['an hour of westerns, 80 minutes or less', '?length & Western'],
  ['german war movies before 1960', '?language & War & before 1960'],
  ['scarry wesern', 'Horror & Western'],
  ['romantc comdies', 'Romance & Comedy'],
  ['no horror, war or gore and funny', '-Horror & -War & -?gore & Comedy'],
  ['since 1950 or before 1990, crime', 'Crime'],
  ["-zz'qq", '-"zz qq"'],
  ['old or not before 1990', 'before 1980|since 1990'],
  ['"space"', '"space"'],
  ['AMÉLIE', '"amelie"'],
  ['🦈', '"🦈"'],
  ['الرسالة', '"الرسالة"'],
  ['</script>', '"script"'],
  ['?!… --', ''],
  ['', ''],
];

it.each(SENTENCES)('understands: %s', (text, chips) => {
  expect(understood(text)).toBe(chips);
});

const phrases = SENTENCES.map(([text]) => text).filter((text) => !text.includes(','));
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc
    .array(fc.constantFrom(...phrases.flatMap((text) => text.split(' ')), ',', '"', 'or', 'no'), {
      maxLength: 14,
    })
    .map((words) => words.join(' ')),
);
const meanings = (text: string): string[] => understand(text, catalogue).map(meaningOf).sort();

describe('whatever is typed', () => {
  it('is understood without a fault, and its chips as a text are the same chips', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const query = understand(text, catalogue);
        expect(meanings(textOf(query))).toEqual(query.map(meaningOf).sort());
      }),
      { numRuns: 2000 },
    );
  });

  it('finds no less when a chip is taken away, before anything is given up', () => {
    fc.assert(
      fc.property(anything, fc.nat(), (text, at) => {
        const query = understand(text, catalogue);
        const out = query[at % Math.max(1, query.length)];
        const all = find(query, catalogue, null);
        if (all.relaxed.length > 0) return;
        const wider = new Set(
          find(
            query.filter((chip) => chip !== out),
            catalogue,
            null,
          ).films,
        );
        expect(all.films.filter((film) => !wider.has(film))).toEqual([]);
      }),
    );
  });

  it('means the same in any order of what stands between commas', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          // What closes a list with an "or" goes on with the "no" before it.
          phrases.filter(
            (text) => text !== 'comedy or drama' && understand(`${text}, "x"`, catalogue).length > 1,
          ),
          { maxLength: 6 },
        ),
        (some) => {
          const canonical = (parts: readonly string[]) => meanings([...parts, '"x"'].join(', '));
          expect(canonical(some)).toEqual(canonical(some.toSorted()));
        },
      ),
    );
  });
});
