import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonLine, readJsonLines } from './jsonl.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function readAll(bytes: Uint8Array, chunk = 7, longest?: number): Promise<JsonLine[]> {
  return collect(readJsonLines(inChunks(bytes, chunk), longest));
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe('readJsonLines', () => {
  it('gives values with their line numbers, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 50 }), async (values, chunk) => {
        const bytes = bytesOf(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
        const expected = values.map((value, i) => {
          const text = JSON.stringify(value);
          return { line: i + 1, text, value: JSON.parse(text) };
        });
        expect(await readAll(bytes, chunk)).toEqual(expected);
      }),
    );
  });

  it('splits at line feeds only, skips blank lines and needs no last line end', async () => {
    const lines = await readAll(bytesOf('"a\u2028b"\r\n\n  \n1'));
    expect(lines.map((line) => [line.line, 'value' in line && line.value])).toEqual([
      [1, 'a\u2028b'],
      [4, 1],
    ]);
  });

  it('drops a byte-order mark', async () => {
    expect(await readAll(Uint8Array.from([0xef, 0xbb, 0xbf, 0x31]))).toEqual([
      { line: 1, text: '1', value: 1 },
    ]);
  });

  it('refuses one line and reads on', async () => {
    const bad = Uint8Array.from([...bytesOf('1\n"'), 0xff, ...bytesOf('"\n{"a":\n[2]\n')]);
    expect(await readAll(bad)).toMatchObject([
      { line: 1, value: 1 },
      { line: 2, text: '"\ufffd"', reason: 'invalid_utf8', problem: 'the line is not valid UTF-8.' },
      { line: 3, text: '{"a":', reason: 'invalid_json' },
      { line: 4, value: [2] },
    ]);
  });

  it('takes a line of the limit and refuses the next longer one', async () => {
    const lines = await readAll(bytesOf(`"${'x'.repeat(8)}"\n"${'x'.repeat(9)}"\n2\n`), 3, 10);
    expect(lines).toEqual([
      { line: 1, text: '"xxxxxxxx"', value: 'xxxxxxxx' },
      {
        line: 2,
        text: '"xxxxxxxxx"…',
        reason: 'line_too_long',
        problem: 'the line has 11 bytes; legal are up to 10.',
      },
      { line: 3, text: '2', value: 2 },
    ]);
  });

  it('keeps its memory small in a line of 600 MB', async () => {
    const block = new Uint8Array(1 << 20).fill(0x78);
    async function* longLine(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 600; i++) yield block;
      yield bytesOf('\n7\n');
    }
    const before = process.memoryUsage().rss;
    const lines = await collect(readJsonLines(longLine()));
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    expect(lines).toMatchObject([
      {
        line: 1,
        reason: 'line_too_long',
        problem: `the line has ${600 << 20} bytes; legal are up to 1048576.`,
      },
      { line: 2, value: 7 },
    ]);
    expect(lines[0].text).toBe(`${'x'.repeat(200)}…`);
  });
});
