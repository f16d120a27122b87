import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { glob } from 'zx';
import { looseStrings } from './loose.test-support.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
/**
 * The language in which a visitor searches is no part of the table: `search/` reads it, and what they read is in words/search.ts.
 * A service worker says nothing to anybody, and covers know genres by their names in the data.
 */
const ELSEWHERE = [
  'words/**',
  'search/**',
  'browser/offline/**',
  'covers/poster.ts',
  '**/*.test.ts',
  '**/*.{fixture,d}.ts',
];
const files = glob.sync('**/*.{astro,ts}', { cwd: source, ignore: ELSEWHERE }).sort();

const looseIn = (file: string): string[] =>
  looseStrings(readFileSync(source + file, 'utf8'), file).map(
    ({ line, text }) => `site/src/${file}:${line}: ${text}`,
  );

describe('the table of strings', () => {
  it('has every string that people read', () => {
    expect(files.flatMap(looseIn)).toEqual([]);
  });
});

describe('what looks for strings outside the table', () => {
  const inPage = (page: string) => looseStrings(page, 'page.astro');
  const inCode = (code: string) => looseStrings(code, 'code.ts').map(({ text }) => text);

  it('sees text, and what is announced or shown by attribute', () => {
    expect(inPage('---\n// Why.\n---\n<h1>\n  Films\n</h1>\n<img alt="A cover" class="a b" />')).toEqual([
      { line: 5, text: 'Films' },
      { line: 7, text: 'A cover' },
    ]);
    expect(
      inPage(`<Shelf title={known ? "New" : \`Of \${year}\`} id="new" />`).map(({ text }) => text),
    ).toEqual(['New', 'Of …']);
    expect(
      inPage('<meta name="description" content="Films" /><meta name="viewport" content="width=1" />'),
    ).toEqual([{ line: 1, text: 'Films' }]);
  });

  it('sees what an expression may come to, and not what it compares with or looks up', () => {
    expect(
      inPage('<p>{state === "gone" ? "Gone" : words[state] ?? "New"}</p>').map(({ text }) => text),
    ).toEqual(['Gone', 'New']);
  });

  it('takes code, styles, signs and figures for what they are', () => {
    expect(
      inPage('<p>{count} · <code>rules.json</code> 8 &amp; 9 &nbsp;</p><style>p { color: red }</style>'),
    ).toEqual([]);
  });

  it('sees phrases in code, markup in strings, and words given to what shows them', () => {
    expect(inCode(`const a = "not yet"; const b = \`\${n} of \${all} left\`; const c = "quiet";`)).toEqual([
      'not yet',
      '… of … left',
    ]);
    expect(inCode(`const row = \`<p class="soft small" title="Why">\${film}<b>New</b></p>\`;`)).toEqual([
      'Why',
      'New',
    ]);
    expect(inCode('const section = { key: "films", name: "Films", more: "films.json" };')).toEqual(['Films']);
    expect(inCode('button.textContent = "Undo"; button.className = "quiet small";')).toEqual(['Undo']);
  });

  it('sees one word with a capital wherever it goes, unless it is a key', () => {
    expect(inCode('show(button, "Undo"); if (key === "Enter" || keys.includes("Delete")) go();')).toEqual([
      'Undo',
    ]);
  });

  it('passes over types, selectors, and what is thrown', () => {
    expect(inCode('type State = "too few"; root.querySelector("tbody tr");')).toEqual([]);
    expect(inCode(`if (state === "too few") throw new Error(\`There is no \${name}.\`);`)).toEqual([]);
  });
});
