import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_LINE } from '../jsonl.ts';
import { type LineRules, soundLines } from './lines.ts';

const CSV: LineRules = { encoding: 'utf8', delimiter: ',', quotes: true };

interface Screened {
  text: string;
  bad: string[];
}

/** Screens `bytes` handed over in pieces of `size` bytes. */
async function screen(bytes: Uint8Array | string, rules: LineRules = CSV, size = 7): Promise<Screened> {
  const whole = Buffer.from(bytes);
  const bad: string[] = [];
  const kept: Buffer[] = [];
  const sound = soundLines(pieces(whole, size), rules, (reason, place) => bad.push(`${reason} at ${place}`));
  for await (const block of sound) kept.push(Buffer.from(block));
  return { text: Buffer.concat(kept).toString(rules.encoding), bad };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('sound text passes as it is, whatever the pieces', async () => {
  const field = fc.oneof(
    fc.stringMatching(/^[^",\r\n]*$/),
    fc.string().map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const line = fc.array(field, { minLength: 1, maxLength: 4 }).map((fields) => fields.join(','));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 50 }), async (lines, size) => {
      const text = lines.map((each) => `${each}\n`).join('');
      fc.pre(Buffer.from(text).toString() === text);
      expect(await screen(text, CSV, size)).toEqual({ text, bad: [] });
    }),
  );
});

test('a byte that is not UTF-8 costs its line, and says line and byte', async () => {
  const bytes = Buffer.concat([Buffer.from('a,é\nb,'), Buffer.from([0xe9]), Buffer.from('\nc,d\n')]);
  expect(await screen(bytes)).toEqual({ text: 'a,é\n\nc,d\n', bad: ['invalid_utf8 at line 2, byte 7'] });
});

test('the same byte is a letter where the text is Latin-1', async () => {
  const rules: LineRules = { encoding: 'latin1', delimiter: '::', quotes: false };
  expect(await screen(Buffer.from('1::Caf\xe9 "x::9\n', 'latin1'), rules)).toEqual({
    text: '1::Café "x::9\n',
    bad: [],
  });
});

test('a quote that is never closed costs one line', async () => {
  expect(await screen('1,"2,3\n4,5,6\n7,8,9\n')).toEqual({
    text: '\n4,5,6\n7,8,9\n',
    bad: ['broken_quotes at line 1'],
  });
});

test('a stray quote does not swallow the lines up to the next quoted field', async () => {
  const { text, bad } = await screen('1,"2,3\n4,5,6\n7,"8",9\n"x"y,1,2\n0,0,0\n');
  expect(text).toBe('\n4,5,6\n7,"8",9\n\n0,0,0\n');
  expect(bad).toEqual(['broken_quotes at line 1', 'broken_quotes at line 4']);
});

test('a quoted field may run over lines, and a byte-order mark may stand before a quote', async () => {
  const text = '\ufeff"id","text"\n1,"one\ntwo ""three"""\n2,x';
  expect(await screen(text)).toEqual({ text, bad: [] });
});

test('a line of more than 1 MiB is refused and not kept in memory, and the lines after it keep their numbers', async () => {
  const long = 'x'.repeat(3 * LONGEST_LINE);
  const { text, bad } = await screen(`a\n${long}\nb\n"c\nd\n`, CSV, 65_536);
  expect(text).toBe('a\n\nb\n\nd\n');
  expect(bad).toEqual(['line_too_long at line 2', 'broken_quotes at line 4']);
});

test('an open quote before a long line costs both lines and no more', async () => {
  const { text, bad } = await screen(`1,"2\n${'x'.repeat(3 * LONGEST_LINE)}\n3,4\n`, CSV, 65_536);
  expect(text).toBe('\n\n3,4\n');
  expect(bad).toEqual(['broken_quotes at line 1', 'line_too_long at line 2']);
});

test('a line just over the limit is refused also when it comes in one piece', async () => {
  const { bad } = await screen(`a\n${'x'.repeat(LONGEST_LINE)}\nb`, CSV, 10 * LONGEST_LINE);
  expect(bad).toEqual(['line_too_long at line 2']);
});
