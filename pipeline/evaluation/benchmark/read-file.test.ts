import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeParquet } from '../../data/parquet.ts';
import { fileOf } from './folder.fixture.ts';
import type { BenchmarkFormat } from './formats.ts';
import { readBenchmarkFile, readNegativesFile } from './read-file.ts';

/** The rows as "user item rating time". */
async function read(format: BenchmarkFormat, name: string, content: string | Uint8Array) {
  const { rows, ...file } = await readBenchmarkFile(await fileOf(name, content), format);
  const lines = rows.user_id.map(
    (user, i) => `${user} ${rows.item_id[i]} ${rows.rating[i]} ${rows.timestamp[i]}`,
  );
  return { ...file, lines };
}

const RATED = ['196 242 3 881250949000', '186 302 4.5 891717742000'];

describe('a benchmark file', () => {
  it.each<[BenchmarkFormat, string, string]>([
    ['ml-100k', 'u1.base', '196\t242\t3\t881250949\n186\t302\t4.5\t891717742\n'],
    ['ml-1m', 'ratings.dat', '196::242::3::881250949\r\n186::302::4.5::891717742'],
    ['csv', 'r.csv', 'userId,movieId,rating,timestamp\n196,242,3,881250949\n186,302,4.5,891717742\n'],
    ['csv', 'r.csv', 'Score,note,user_id,Item ID,ts\n3,a,196,242,881250949\n4.5,"b,c",186,302,891717742\n'],
    ['csv', 'r.tsv', 'uid\tiid\trating\ttime\n196\t242\t3\t881250949\n186\t302\t4.5\t891717742\n'],
  ])('in format %s (%s) is read with ratings and times', async (format, name, content) => {
    const file = await read(format, name, content);
    expect(file).toMatchObject({ lines: RATED, isRated: true, hasTimes: true });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(file.facts).toEqual({ file: name, bytes: content.length, sha256, rows: 2 });
  });

  it('in format parquet is read whatever its integers are called', async () => {
    const bytes = await encodeParquet({
      user_id: { type: 'string', values: ['196', '186'] },
      movieId: { type: 'int32', values: Int32Array.of(242, 302) },
      rating: { type: 'float64', values: Float64Array.of(3, 4.5) },
      timestamp: { type: 'timestamp', values: Float64Array.of(881250949000, 891717742000) },
    });
    expect(await read('parquet', 'r.parquet', bytes)).toMatchObject({ lines: RATED, isRated: true });
  });

  it('in format ncf counts each row as an interaction, whatever it was rated', async () => {
    const file = await read('ncf', 'ml-1m.train.rating', '0\t32\t4\t978824330\n0\t34\t1\t978824330\n');
    expect(file).toMatchObject({ isRated: false, hasTimes: true });
    expect(file.lines).toEqual(['0 32 1 978824330000', '0 34 1 978824330000']);
  });

  it('in format user-items has a person and items a line; a person alone has none', async () => {
    const file = await read('user-items', 'train.txt', '0 7 8\n1 \n\n2 7');
    expect(file).toMatchObject({ isRated: false, hasTimes: false });
    expect(file.lines).toEqual(['0 7 1 0', '0 8 1 0', '2 7 1 0']);
  });

  it('in format csv without ratings or times says so', async () => {
    const file = await read('csv', 'r.csv', 'user,item\na,b\n');
    expect(file).toMatchObject({ isRated: false, hasTimes: false, lines: ['a b 1 0'] });
  });

  it.each<[BenchmarkFormat, string, RegExp]>([
    [
      'ml-100k',
      '1\t2\t3\t4\n1\t2\tgood\t4\n',
      /data, line 2: rating "good" is not a number\. Legal: a number/,
    ],
    ['ml-100k', '1\t2\t3\n', /data, line 1: wrong columns: "3 of 4 columns/],
    ['ml-100k', '1\t2\t3\tsoon\n', /data, line 1: time "soon" is no instant\. Legal: seconds/],
    ['ml-1m', '::2::3::4\n', /data, line 1: "" is not an id/],
    [
      'csv',
      'userId,stars\n1,2\n',
      /data: no column is known to hold the items.*The columns are: userId, stars/,
    ],
    ['csv', 'user,item\n1,"2\n', /data, line 2: broken quotes/],
    ['csv', '', /data: is empty/],
    ['csv', 'user,item\n', /holds no interactions/],
    ['user-items', `1 ${'9'.repeat(201)}\n`, /data, line 1: "9{60}…" is not an id/],
    ['parquet', 'PAR1', /data: is damaged, cut short, or not a Parquet file/],
  ])('in format %s that is %j is refused with its place', async (format, content, message) => {
    await expect(readBenchmarkFile(await fileOf('data', content), format)).rejects.toThrow(message);
  });

  it('that is not there, or is a folder, is refused', async () => {
    const path = await fileOf('u1.base', '1\t2\t3\t4\n');
    await expect(readBenchmarkFile(`${path}.not`, 'ml-100k')).rejects.toThrow('there is no such file');
    await expect(readBenchmarkFile(dirname(path), 'ml-100k')).rejects.toThrow('is a folder. Name the file');
  });
});

describe('a file of negatives', () => {
  it("has a line a pair, as NCF's", async () => {
    const path = await fileOf('ml-1m.test.negative', '(0,25)\t1064\t174\n(1,133)\t1072\t3154\n');
    const { negatives, facts } = await readNegativesFile(path);
    expect([...negatives]).toEqual([
      ['0\t25', ['1064', '174']],
      ['1\t133', ['1072', '3154']],
    ]);
    expect(facts.rows).toBe(2);
  });

  it.each([
    ['0,25\t1064\n', 'data, line 1: "0,25" is no pair. Legal: (user,item)'],
    ['(0,25)\t1\n(0,25)\t2\n', 'data, line 2: the pair "(0,25)" stands twice'],
    ['(0,25)\n', 'data, line 1: the pair "(0,25)" has no negatives'],
  ])('that is %j is refused', async (content, message) => {
    await expect(readNegativesFile(await fileOf('data', content))).rejects.toThrow(message);
  });
});
