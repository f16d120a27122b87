import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE_FILE, type Film, formatCatalogue, parseCatalogue, readCatalogue } from './catalogue.ts';
import { sha256 } from './files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function put(content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, CATALOGUE_FILE)), { recursive: true });
  await writeFile(join(root, CATALOGUE_FILE), content);
}

const HEADER = 'item_id,title,year,genres,added\n';

describe('readCatalogue', () => {
  it('gives an empty catalogue where there is no file', async () => {
    expect(await readCatalogue(root)).toEqual({ films: [], byId: new Map(), sha256: sha256('') });
  });

  it('reads films in the order of the file, a film without year, genres or day included', async () => {
    const text = `${HEADER}f2,"Good, the Bad, The",1966,Western,2026-01-05\nf1,"Say ""Yes""",,,\n`;
    await put(text);
    const catalogue = await readCatalogue(root);
    expect(catalogue.films).toEqual([
      { item_id: 'f2', title: 'Good, the Bad, The', year: 1966, genres: ['Western'], added: '2026-01-05' },
      { item_id: 'f1', title: 'Say "Yes"', year: null, genres: [], added: null },
    ]);
    expect(catalogue.byId.get('f1')).toBe(catalogue.films[1]);
    expect(catalogue.sha256).toBe(sha256(text));
  });

  it('refuses text that is not UTF-8', async () => {
    await put(Uint8Array.from([...new TextEncoder().encode(HEADER), 0x66, 0xe9, 0x2c]));
    await expect(readCatalogue(root)).rejects.toThrow(
      'data/catalogue.csv, byte 33: the text is not valid UTF-8.',
    );
  });
});

describe('parseCatalogue refuses', () => {
  const cases: [string, string, string][] = [
    [
      'an id that stands twice',
      'a,A,,,\nb,B,,,\na,C,,,\n',
      'c.csv, line 4, column item_id: "a" is not legal. An id stands once; this one is on line 2 already.',
    ],
    ['an empty id', ',A,,,\n', 'c.csv, line 2, column item_id: "" is not legal.'],
    ['an empty title', 'a, ,,,\n', 'line 2, column title: " " is not legal. A film has a title.'],
    [
      'a year that is none',
      'a,A,199,,\n',
      'line 2, column year: "199" is not legal. Legal: 1874 to 2100, or nothing when it is not known.',
    ],
    ['a year before film', 'a,A,1066,,\n', 'line 2, column year: "1066"'],
    ['an empty genre', 'a,A,,Drama|,\n', 'line 2, column genres: "Drama|" is not legal.'],
    [
      '30 February',
      'a,A,,,2026-02-30\n',
      'line 2, column added: "2026-02-30" is not legal. Legal: a day such as 2026-01-31',
    ],
    ['a comma without quotes', 'a,Good, Bad,1966,,\n', 'line 2: there are 6 fields. Each line has 5'],
    ['an open quote', 'a,"A,,,\n', 'Quote Not Closed'],
  ];
  it.each(cases)('%s', (_, lines, message) => {
    expect(() => parseCatalogue(HEADER + lines, 'c.csv')).toThrow(message);
  });

  it('an unknown, a missing or a misplaced column', () => {
    expect(() => parseCatalogue('item_id,titel,year,genres,added\n', 'c.csv')).toThrow(
      'c.csv, line 1: unknown column "titel". Did you mean "title"? Legal: item_id, title, year, genres, added.',
    );
    expect(() => parseCatalogue('item_id,title,year,genres\n', 'c.csv')).toThrow(
      'there is no column "added".',
    );
    expect(() => parseCatalogue('title,item_id,year,genres,added\n', 'c.csv')).toThrow('in another order');
    expect(() => parseCatalogue('', 'c.csv')).toThrow('c.csv: is empty. The first line is item_id,title');
  });

  it('names the line on which a film ends after a title of two lines', () => {
    expect(() => parseCatalogue(`${HEADER}a,"A\nB",,,\nb,B,soon,,\n`, 'c.csv')).toThrow(
      'line 4, column year',
    );
  });
});

describe('formatCatalogue', () => {
  const word = fc.string({ minLength: 1, maxLength: 10 });
  const films: fc.Arbitrary<Film[]> = fc.uniqueArray(
    fc.record({
      item_id: word.filter((id) => !/\s/u.test(id)),
      title: word.filter((title) => title.trim() !== ''),
      year: fc.option(fc.integer({ min: 1874, max: 2100 })),
      genres: fc.uniqueArray(fc.constantFrom('Drama', 'Film-Noir', 'Sci-Fi', 'Komödie, leicht')),
      added: fc.option(fc.constantFrom('2026-01-31', '2024-02-29')),
    }),
    { selector: (film) => film.item_id, maxLength: 12 },
  );

  it('writes what parseCatalogue reads back, whatever the titles', () => {
    fc.assert(
      fc.property(films, (list) => {
        expect(parseCatalogue(formatCatalogue(list), 'x').films).toEqual(list);
      }),
    );
  });
});
