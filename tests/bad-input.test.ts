// Every kind of bad input, through the command line, with the message it gets. The messages are docs/bad-input.md,
// word for word: run `BAD_INPUT=write npx vitest run tests/bad-input.test.ts` after changing one.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES, CSV, good } from './support/bad-inputs.ts';
import { copyOf, crowdWorkspace, repository, showrunner } from './support/workspace.ts';

const page = join(repository, 'docs/bad-input.md');
const HEAD = `# Bad input

What Showrunner says to bad input. Each message is what the command printed, word for word: a test runs every line of
this page and compares. Exit code 2 stops the line and nothing was written; 0 means that the bad part was set aside
(feedback goes to \`data/quarantine/\` with its reason) and the rest went on.

| input | command | exit | message |
|---|---|---|---|
`;

const FOOT = `
## A full disk

Every file is written beside its place and renamed once it is whole, so nothing is half-written. The command stops with
exit code 2 and a message such as

    build/public/api/v1/people/0002.json: the disk is full; 510946 bytes were to be written and nothing was changed.
    Mend that and run again.

## A kill at any moment

The next command that writes finishes or clears what was left, and says so:

| killed while | what the next command finds and does |
|---|---|
| merging feedback | the batch is named by its content, so the same lines give the same batch: nothing is lost, nothing counts twice |
| importing | before the set is complete: the old one, untouched; after that: the swap is finished, models included |
| training | no run: its staging folder is removed |
| between training, judging and promoting | the run that is there is judged and promoted, not trained again |
| moving models/LATEST | "Finished the promotion of …" or "Dropped the promotion of …; run it again" |
| publishing | the old site and the old static API, whole |
`;

let base: string;
const rows = new Map<string, string>();

beforeAll(async () => {
  base = await crowdWorkspace(3000);
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** What went to quarantine, with its reason: "line 1: …". */
function quarantined(root: string): string {
  const folder = join(root, 'data/quarantine');
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((text) => JSON.parse(text))
    .map(({ line, problem, reason }) => `in quarantine, line ${line}, ${reason}: ${problem}\n`)
    .join('');
}

/** The command's last words, without what differs from one machine or moment to the next. */
function message(root: string, output: string): string {
  return output
    .split('\n')
    .filter((text) => !/^(\w+|\s*)$/.test(text) && !/^ .*(moved to|stored in|refused, see)/.test(text))
    .map((text) => text.replaceAll(root, '').replace(/^[ ✗!]+/, ''))
    .slice(0, 4)
    .join('<br>')
    .replaceAll('|', '\\|')
    .replace(/to 20[\d-]+T[\d:.]+Z, a day/, 'to …, a day')
    .replace(/\b[0-9a-f]{16,64}\b/g, '…')
    .replace(/\d{8}-…/g, '…')
    .replace(/\d{8}T\d{6}Z/g, '…');
}

describe('bad input', () => {
  it.each(CASES.map((each) => [each.input, each] as const))(
    '%s gets a clear answer',
    async (input, { spoil, command, code }) => {
      const root = await copyOf(base);
      await spoil(root);
      const ran = await showrunner(root, command);
      const said = message(root, ran.stdout + ran.stderr + quarantined(root));
      expect(ran.code, said).toBe(code);
      expect(said).not.toMatch(/fault of Showrunner|at .*\.ts:\d/);
      rows.set(input, `| ${input} | \`${command.join(' ')}\` | ${code} | ${said} |`);
      await rm(root, { recursive: true });
    },
  );

  it('leaves everything as it was when the line stops', async () => {
    const root = await copyOf(base);
    await writeFile(join(root, 'ratings.csv'), `${CSV}${good(10).replaceAll(',4,', ',eleven,')}`);
    const before = readdirSync(join(root, 'data'), { recursive: true }).sort();
    const { code } = await showrunner(root, ['import', 'ratings.csv', '--replace']);
    expect(code).toBe(2);
    expect(readdirSync(join(root, 'data'), { recursive: true }).sort()).toEqual(before);
    await rm(root, { recursive: true });
  });

  it('is documented with the messages it really gets', () => {
    const text = `${HEAD}${CASES.map(({ input }) => rows.get(input)).join('\n')}\n${FOOT}`;
    if (process.env.BAD_INPUT === 'write') writeFileSync(page, text);
    expect(readFileSync(page, 'utf8')).toBe(text);
  });
});
