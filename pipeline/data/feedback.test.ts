import { spawnSync } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Reporter, silent } from '../reporter.ts';
import { readInteractionBatches } from './batches.ts';
import { writeDatasetCard } from './dataset.ts';
import { type IngestReport, ingestFeedback } from './feedback.ts';

const NOW = Date.UTC(2026, 1, 1, 12);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'feedback-'));
  await writeDatasetCard(root, {
    format: 1,
    name: 'club',
    title: 'A film club',
    kind: 'imported',
    notice: null,
    licence: null,
    source: null,
    rating_scale: { min: 0.5, max: 5, step: 0.5 },
  });
  await put('data/catalogue.csv', 'item_id,title,year,genres,added\nf1,Alien,1979,,\nf2,Brazil,,,\n');
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

const event = (change: object = {}) =>
  JSON.stringify({
    event_id: 'e1',
    user_id: 'p1',
    item_id: 'f1',
    signal: 'rating',
    rating: 4.5,
    timestamp: '2026-01-31T20:00:00Z',
    ...change,
  });
const thumb = (event_id: string, change: object = {}) =>
  event({ event_id, signal: 'thumb_up', rating: undefined, ...change });

const ingest = (reporter: Reporter = silent) => ingestFeedback(root, { now: NOW, dryRun: false, reporter });

/** Every file under data/ that ingestion writes or moves, by path. */
async function files(folder = root): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(path.slice(join(folder, 'data').length + 1), await readFile(path, 'latin1'));
  }
  return found;
}

const storedEvents = async () => (await readInteractionBatches(root)).flatMap((rows) => rows.event_id).sort();

const quarantined = async () => {
  const names = await readdir(join(root, 'data/quarantine')).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(root, 'data/quarantine', name), 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line));
};

const NOTHING: IngestReport = { files: 0, read: 0, kept: 0, refused: {}, duplicates: 0, batch: null };

describe('ingestFeedback', () => {
  it('does nothing where nothing waits, without even a catalogue', async () => {
    const empty = join(root, 'empty');
    expect(await ingestFeedback(empty, { now: NOW, dryRun: false, reporter: silent })).toEqual(NOTHING);
    await put('data/feedback/.gitkeep', '');
    expect(await ingest()).toEqual(NOTHING);
  });

  it('makes one batch of all files, and moves them to the archive', async () => {
    await put(
      'data/feedback/b.jsonl',
      `${event()}\n\n${thumb('e2', { timestamp: '2026-01-31T22:00:00.5+01:00' })}`,
    );
    await put('data/feedback/a.jsonl', `${thumb('e3', { signal: 'undo', item_id: 'f2' })}\n`);
    await put('data/feedback.jsonl', `${thumb('e4', { user_id: 'p2' })}\n`);
    const report = await ingest();
    expect(report).toEqual({ files: 3, read: 4, kept: 4, refused: {}, duplicates: 0, batch: report.batch });
    const [rows] = await readInteractionBatches(root);
    expect(rows.event_id).toEqual(['e1', 'e3', 'e2', 'e4']);
    expect(rows.rating).toEqual(Float64Array.of(4.5, Number.NaN, Number.NaN, Number.NaN));
    expect(rows.timestamp[2]).toBe(Date.UTC(2026, 0, 31, 21, 0, 0, 500));
    const paths = [...(await files()).keys()].sort();
    expect(paths).toEqual([
      expect.stringMatching(/^archive\/a-[0-9a-f]{16}\.jsonl$/),
      expect.stringMatching(/^archive\/b-[0-9a-f]{16}\.jsonl$/),
      expect.stringMatching(/^archive\/feedback-[0-9a-f]{16}\.jsonl$/),
      'catalogue.csv',
      'dataset.json',
      `interactions/${report.batch}`,
    ]);
    expect(await ingest()).toEqual(NOTHING);
  });

  it('keeps an event once, however often and wherever it is repeated', async () => {
    await put('data/feedback/a.jsonl', `${event()}\n${event()}\n`);
    await put('data/feedback/b.jsonl', `${event()}\n`);
    expect(await ingest()).toMatchObject({ read: 3, kept: 1, duplicates: 2, refused: {} });
    await put('data/feedback/c.jsonl', `${event()}\n${thumb('e2')}\n`);
    expect(await ingest()).toMatchObject({ read: 2, kept: 1, duplicates: 1 });
    await put('data/feedback/c.jsonl', `${event()}\n${thumb('e2')}\n`);
    expect(await ingest()).toMatchObject({ read: 2, kept: 0, duplicates: 2, batch: null });
    expect(await storedEvents()).toEqual(['e1', 'e2']);
  });

  it('only looks when it is a dry run', async () => {
    await put('data/feedback/a.jsonl', `${event()}\n{}\n`);
    const before = await files();
    const report = await ingestFeedback(root, { now: NOW, dryRun: true, reporter: silent });
    expect(report).toEqual({
      files: 1,
      read: 2,
      kept: 1,
      refused: { missing_key: 1 },
      duplicates: 0,
      batch: null,
    });
    expect(await files()).toEqual(before);
  });

  it('leaves files of other kinds alone and says so', async () => {
    await put('data/feedback/export.csv', 'a,b\n');
    const warnings: string[] = [];
    expect(await ingest({ ...silent, warn: (message) => warnings.push(message) })).toEqual(NOTHING);
    expect(warnings).toEqual([
      'data/feedback/export.csv was left alone: feedback is read from files ending in .jsonl.',
    ]);
  });

  it('needs to know the rating scale', async () => {
    await rm(join(root, 'data/dataset.json'));
    await put('data/feedback/a.jsonl', `${event()}\n`);
    await expect(ingest()).rejects.toThrow(
      'data/dataset.json: is missing, so nobody can tell which ratings are legal.',
    );
    expect([...(await files()).keys()]).toContain('feedback/a.jsonl');
  });

  it('leaves a file in place that grows while it is read, and takes the rest on the next run', async () => {
    await put('data/feedback.jsonl', `${event()}\nnonsense\n`);
    const growing: Reporter = {
      ...silent,
      note: () => appendFile(join(root, 'data/feedback.jsonl'), `${thumb('e2')}\n`),
    };
    const warnings: string[] = [];
    await ingest({ ...growing, warn: (message) => warnings.push(message) });
    expect(warnings.at(-1)).toBe(
      'data/feedback.jsonl has grown since it was read and stays: run again for what is new',
    );
    expect(await ingest()).toMatchObject({ read: 3, kept: 1, duplicates: 1, refused: { invalid_json: 1 } });
    expect(await quarantined()).toHaveLength(1);
    expect(await storedEvents()).toEqual(['e1', 'e2']);
  });
});

describe('a refused line', () => {
  const cases: [string, string, string, string][] = [
    ['no JSON', '{"event_id":', 'invalid_json', 'the line is not JSON ('],
    ['no object', '[1]', 'not_an_object', '"[1]" is no object'],
    [
      'an unknown key',
      event({ ratting: 3 }),
      'unknown_key',
      'unknown key "ratting". Did you mean "rating"? Legal: event_id, user_id, item_id, signal, rating, timestamp.',
    ],
    [
      'a key that would reach a prototype',
      `{"__proto__": 1, ${event().slice(1)}`,
      'unknown_key',
      'unknown key "__proto__".',
    ],
    ['a missing key', event({ user_id: undefined }), 'missing_key', 'the key "user_id" is missing.'],
    ['an empty id', event({ user_id: '' }), 'bad_id', 'user_id is ""; legal is text of 1 to 200 characters'],
    ['a number as id', event({ event_id: 7 }), 'bad_id', 'event_id is 7; legal is text'],
    ['an endless id', event({ event_id: 'e'.repeat(201) }), 'bad_id', 'event_id is "eeee'],
    [
      'a line end in an id',
      event({ user_id: 'p1\n::set-output' }),
      'bad_id',
      'user_id is "p1\\n::set-output"',
    ],
    ['half a character in an id', event({ user_id: '\ud83d' }), 'bad_id', 'user_id is "\\ud83d"'],
    [
      'an unknown film',
      event({ item_id: 'f9' }),
      'unknown_film',
      'item_id "f9" is not in data/catalogue.csv.',
    ],
    [
      'an unknown signal',
      event({ signal: 'like' }),
      'unknown_signal',
      'unknown signal "like". Legal: rating, love, thumb_up',
    ],
    ['a rating of 11', event({ rating: 11 }), 'bad_rating', 'rating 11; legal: 0.5 to 5 in steps of 0.5.'],
    ['a rating between the steps', event({ rating: 4.2 }), 'bad_rating', 'rating 4.2; legal'],
    ['a rating as text', event({ rating: '4' }), 'bad_rating', 'rating "4"; legal'],
    ['a rating of NaN', event().replace('4.5', 'NaN'), 'invalid_json', 'the line is not JSON'],
    ['a rating of null', event({ rating: null }), 'bad_rating', 'rating null; legal'],
    ['a rating that is infinite', event().replace('4.5', '1e999'), 'bad_rating', 'rating Infinity; legal'],
    ['no rating', event({ rating: undefined }), 'bad_rating', 'no rating; legal: 0.5 to 5'],
    [
      'a rating beside a thumb',
      thumb('e1', { rating: 4 }),
      'bad_rating',
      'rating 4; legal: no rating beside another signal',
    ],
    [
      'a time without offset',
      event({ timestamp: '2026-01-31 20:00' }),
      'bad_timestamp',
      'timestamp "2026-01-31 20:00"; legal: an instant with its offset',
    ],
    [
      '30 February',
      event({ timestamp: '2026-02-30T00:00:00Z' }),
      'bad_timestamp',
      'timestamp "2026-02-30T00:00:00Z"; legal: an instant',
    ],
    [
      '2099',
      event({ timestamp: '2099-01-01T00:00:00Z' }),
      'bad_timestamp',
      'legal: from 1995-01-01T00:00:00.000Z to 2026-02-02T12:00:00.000Z, a day from now.',
    ],
    ['1970', event({ timestamp: '1970-01-01T00:00:00Z' }), 'bad_timestamp', 'legal: from 1995'],
  ];

  it.each(cases)(
    'of %s goes to quarantine with its place and its reason',
    async (_, line, reason, problem) => {
      await put('data/feedback/a.jsonl', `${thumb('good')}\n${line}\n`);
      expect(await ingest()).toMatchObject({ read: 2, kept: 1, refused: { [reason]: 1 } });
      const [entry, ...others] = await quarantined();
      expect(others).toEqual([]);
      expect(entry).toEqual({
        file: 'data/feedback/a.jsonl',
        line: 2,
        reason,
        problem: entry.problem,
        text: line,
      });
      expect(entry.problem).toContain(problem);
    },
  );

  it('of invalid UTF-8, or of endless length, is one line of many', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${event()}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.alloc(3 << 20, 'x'),
      Buffer.from(`\n${thumb('e2')}\n`),
    ]);
    await put('data/feedback/a.jsonl', bytes);
    expect(await ingest()).toMatchObject({
      read: 4,
      kept: 2,
      refused: { invalid_utf8: 1, line_too_long: 1 },
    });
    const [utf8, long] = await quarantined();
    expect(utf8).toMatchObject({ line: 2, text: '"\ufffd"' });
    expect(long).toMatchObject({ line: 3, text: `${'x'.repeat(200)}…` });
  });

  it('stays in quarantine beside one from a file of the same name', async () => {
    await put('data/feedback/feedback.jsonl', 'first\n');
    await put('data/feedback.jsonl', 'second\n');
    expect(await ingest()).toMatchObject({ files: 2, refused: { invalid_json: 2 } });
    expect((await quarantined()).map((entry) => entry.text).sort()).toEqual(['first', 'second']);
    await put('data/feedback.jsonl', 'third\n');
    await ingest();
    expect(await quarantined()).toHaveLength(3);
  });

  it('under the event id of another event is refused, on record or in the same file', async () => {
    await put('data/feedback/a.jsonl', `${event()}\n${event({ rating: 1 })}\n`);
    expect(await ingest()).toMatchObject({ kept: 1, refused: { event_id_reused: 1 } });
    await put('data/feedback/b.jsonl', `${event({ item_id: 'f2' })}\n`);
    expect(await ingest()).toMatchObject({ kept: 0, refused: { event_id_reused: 1 }, batch: null });
    const [, second] = await quarantined();
    expect(second.problem).toBe(
      'event_id belongs to another event already: ["p1","f1","rating",4.5,1769889600000].',
    );
  });

  it('is taken once the catalogue knows its film, and leaves quarantine', async () => {
    await put('data/feedback/a.jsonl', `${event({ item_id: 'f9' })}\n`);
    await ingest();
    expect(await quarantined()).toHaveLength(1);
    await put('data/catalogue.csv', 'item_id,title,year,genres,added\nf9,Stalker,1979,,\n');
    await put('data/feedback/a.jsonl', `${event({ item_id: 'f9' })}\n`);
    expect(await ingest()).toMatchObject({ kept: 1, refused: {} });
    expect(await quarantined()).toEqual([]);
  });
});

describe('a kill', () => {
  /** Runs ingestion in a real process that kills itself before it makes or renames its n-th file (from 0); tells whether it did. */
  function ingestUntilKilled(folder: string, n: number): 'killed' | 'finished' {
    const script = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      let left = ${n};
      for (const name of ['open', 'rename']) {
        const real = fs.promises[name];
        fs.promises[name] = (...args) => {
          if (args[1] !== 'r' && left-- === 0) process.kill(process.pid, 'SIGKILL');
          return real(...args);
        };
      }
      syncBuiltinESMExports();
      const { ingestFeedback } = await import(${JSON.stringify(new URL('./feedback.ts', import.meta.url).href)});
      const reporter = { progress() {}, note() {}, warn() {} };
      await ingestFeedback(${JSON.stringify(folder)}, { now: ${NOW}, dryRun: false, reporter });`;
    const { signal, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    if (signal === 'SIGKILL') return 'killed';
    expect([status, String(stderr)]).toEqual([0, '']);
    return 'finished';
  }

  it('before any file is made or renamed loses nothing and doubles nothing', async () => {
    await put('data/feedback/a.jsonl', `${event()}\nnonsense\n`);
    await put('data/feedback/b.jsonl', `${thumb('e2')}\n`);
    const undisturbed = join(root, 'undisturbed');
    await cp(join(root, 'data'), join(undisturbed, 'data'), { recursive: true });
    expect(ingestUntilKilled(undisturbed, 1000)).toBe('finished');
    const expected = await files(undisturbed);
    expect(expected.size).toBe(6);
    let n = 0;
    for (; ; n++) {
      const folder = join(root, `killed-${n}`);
      await cp(join(root, 'data'), join(folder, 'data'), { recursive: true });
      const outcome = ingestUntilKilled(folder, n);
      await ingestFeedback(folder, { now: NOW, dryRun: false, reporter: silent });
      expect(await files(folder)).toEqual(expected);
      if (outcome === 'finished') break;
    }
    // The batch and the quarantine are each made and renamed, then two sources are moved.
    expect(n).toBe(6);
  });

  it('after the quarantine was written does not tell its lines twice when the file grows before the next run', async () => {
    await put('data/feedback/a.jsonl', 'nonsense\n');
    expect(ingestUntilKilled(root, 2)).toBe('killed');
    expect(await quarantined()).toHaveLength(1);
    await appendFile(join(root, 'data/feedback/a.jsonl'), `${event()}\n`);
    expect(await ingest()).toMatchObject({ kept: 1, refused: { invalid_json: 1 } });
    expect(await quarantined()).toHaveLength(1);
  });
});
