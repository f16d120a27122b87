import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTitle } from './titles.ts';

const WRITTEN: [written: string, title: string, year: number | null][] = [
  ['Matrix, The (1999)', 'The Matrix', 1999],
  ['Toy Story (1995)', 'Toy Story', 1995],
  ['Awfully Big Adventure, An (1995)', 'An Awfully Big Adventure', 1995],
  ['Misérables, Les (1995)', 'Les Misérables', 1995],
  ['Boot, Das (Boat, The) (1981)', 'Das Boot', 1981],
  ['Postman, The (Postino, Il) (1994)', 'The Postman', 1994],
  ["Avventura, L' (Adventure, The) (1960)", "L'Avventura", 1960],
  ['Femme Nikita, La (Nikita) (1990)', 'La Femme Nikita', 1990],
  ['Mariachi, El (1992)', 'El Mariachi', 1992],
  ['Himmel über Berlin, Der (1987)', 'Der Himmel über Berlin', 1987],
  ['Léon: The Professional (a.k.a. The Professional) (Léon) (1994)', 'Léon: The Professional', 1994],
  [
    'Godzilla 1985: The Legend Is Reborn (Gojira) (Godzilla) (Return of Godzilla, The) (1984)',
    'Godzilla 1985: The Legend Is Reborn',
    1984,
  ],
  [
    'Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il) (1966)',
    'The Good, the Bad and the Ugly',
    1966,
  ],
  [
    'Birdman: Or (The Unexpected Virtue of Ignorance) (2014)',
    'Birdman: Or (The Unexpected Virtue of Ignorance)',
    2014,
  ],
  ['(500) Days of Summer (2009)', '(500) Days of Summer', 2009],
  ['Evangelion: 3.0 You Can (Not) Redo (2012)', 'Evangelion: 3.0 You Can (Not) Redo', 2012],
  ['1-900 (06) (1994)', '1-900 (06)', 1994],
  ['Frontière(s) (2007)', 'Frontière(s)', 2007],
  ['Honey, I Shrunk the Kids (1989)', 'Honey, I Shrunk the Kids', 1989],
  ['I Love You, I Love You Not (1996)', 'I Love You, I Love You Not', 1996],
  ['2001: A Space Odyssey (1968)', '2001: A Space Odyssey', 1968],
  ['1984 (1984)', '1984', 1984],
  ['Justice League: Doom (2012) ', 'Justice League: Doom', 2012],
  ['Blind Side, The  (2009)', 'The Blind Side', 2009],
  ['Death Note: Desu nôto (2006–2007)', 'Death Note: Desu nôto', 2006],
  ['Fawlty Towers (1975-1979)', 'Fawlty Towers', 1975],
  ['Black Mirror', 'Black Mirror', null],
  ['Number (9999)', 'Number (9999)', null],
  ['(1999)', '(1999)', null],
  ['Tom &amp; "Jerry" ½ 七人の侍 (1954)', 'Tom &amp; "Jerry" ½ 七人の侍', 1954],
];

test.each(WRITTEN)('%s is read as %s, %s', (written, title, year) => {
  expect(parseTitle(written)).toEqual({ title, year });
});

test('a name without parentheses and commas comes back as it was', () => {
  const word = fc.stringMatching(/^[^\s(),]+$/u);
  const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, fc.integer({ min: 1900, max: 2030 }), (title, year) => {
      expect(parseTitle(`${title} (${year})`)).toEqual({ title, year });
      const endsOpen = /(?:[:&]|\b(?:or|and|of))$/iu.test(title);
      fc.pre(!endsOpen);
      expect(parseTitle(`${title}, The (Autre, L') (${year})`)).toEqual({ title: `The ${title}`, year });
    }),
  );
});
