// What strangers may send: titles, bodies, refs, artifacts, trees. Nothing of it becomes a command, a link or a trailer,
// and what it can move is bounded.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { deriveCollection } from './collect-feedback/collection.ts';
import { dispatched } from './collect-feedback/dispatch.ts';
import { parseForm } from './collect-feedback/form.ts';
import { adoptRun } from './committing/changes/adopt-run.ts';
import { deriveIngestion } from './committing/changes/ingestion.ts';
import { type Git, gitIn, said } from './committing/git.ts';
import { formatMessage } from './committing/message.ts';
import { IDENTITY, makeRemote, type Remote } from './committing/remote.fixture.ts';
import { contextIn } from './committing/writers.fixture.ts';
import { meaningOf } from './examine-pull-request/changes.ts';
import { examine } from './examine-pull-request/examine.ts';
import { changedFiles, treeProblems } from './examine-pull-request/tree-checks.ts';
import type { FeedbackIssue } from './github/feedback-issues.ts';
import { inRepository } from './paths.ts';
import { runAction } from './process.fixture.ts';
import { formatReport, type PullRequestReport, parseReport, renderReport } from './pull-request/report.ts';

const EXPRESSION = ['$', '{{ secrets.TOKEN }}'].join('');
const NASTY = [
  '::add-mask::everything',
  '##[add-mask]x',
  'two\nlines\r\nand more',
  EXPRESSION,
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)><!-- showrunner-report -->',
  '\u202egnp.exe',
  '| a | table | \n| --- |',
  '@everyone #1 https://evil.example www.evil.example',
  '```\nout of the box\n```',
  'Run: run_20200101_000000',
  '--upload-pack=touch /x',
  '$(touch /x) `touch /x` ; touch /x',
];

let server: Remote;
let root: string;
let git: Git;
beforeAll(async () => {
  server = await makeRemote();
  ({ root, git } = await server.clone());
});
afterAll(() => server.remove());

/** A folder that is gone when the test is over. */
function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('text of strangers in a commit', () => {
  it.each(NASTY)('%j stays one line and passes for no trailer', async (text) => {
    const message = formatMessage({ subject: text, body: [text], trailers: { Run: 'mine' } });
    const parsed = await said(git, ['interpret-trailers', '--parse', '--no-divider'], { input: message });
    expect(parsed).toBe('Run: mine');
    expect(message).not.toMatch(/[\r\u202a-\u202e\u2066-\u2069]/);
    expect(message.split('\n\n')).toHaveLength(3);
  });

  it('keeps its trailers apart from any text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (subject, body) => {
        const message = formatMessage({
          subject: `S ${subject}`,
          body: [`B ${body}`],
          trailers: { Run: 'mine' },
        });
        expect(message.split('\n').filter((line) => line.startsWith('Run:'))).toEqual(['Run: mine']);
        expect(message.endsWith('\n\nRun: mine\n')).toBe(true);
      }),
    ));
});

describe('text of strangers in a log', () => {
  it('starts no command: a reason with workflow commands in it', async () => {
    const reason = 'x\n::set-output name=a::b\n::add-mask::y';
    const inputs = { to: 'run_20250101_000000', reason, confirmation: 'run_20250101_000000\n::warning::z' };
    const { stdout } = await runAction('rollback-model', inputs, { root });
    const commands = stdout.split('\n').filter((line) => /^\s*(::|##\[)/.test(line));
    expect(commands.filter((line) => !/^::(error|debug)::/.test(line))).toEqual([]);
    expect(commands.join()).not.toMatch(/^::(add-mask|set-output|warning)/m);
  });
});

const report: PullRequestReport = {
  format: 1,
  head: 'a'.repeat(40),
  result: 'pass',
  problems: [],
  notes: [],
  runs: [
    { run: 'run_20260101_000000', equal: true, verdict: 'hold', reasons: ['Because.'], comparisons: [] },
  ],
  what_if: null,
  people: [{ user_id: 'p1', gone: [], new: [], kept: 3 }],
};

describe("a stranger's report", () => {
  it.each(NASTY.filter((text) => text.length > 0))('shows %j as text and nothing else', (text) => {
    const people = [{ user_id: text, gone: [text], new: [text], kept: 3 }];
    const shown = renderReport(
      parseReport(formatReport({ ...report, problems: [text], notes: [text], people })),
    );
    const markup = shown.replaceAll(/(`+)[^`\n]+\1/g, '').replaceAll(/\\./g, '');
    expect(markup).not.toMatch(/<(img|!--)/);
    expect(markup).not.toMatch(/\]\(|!\[|https?:\/\/|www\./);
    expect(shown).not.toMatch(/^(::|##\[)/m);
    expect(shown).not.toMatch(/[\u202a-\u202e]|^```/m);
    expect(shown.split('\n').filter((line) => /^\| ---/.test(line))).toHaveLength(1);
  });

  it.each([
    ['is no JSON', '{'],
    ['has a field too many', JSON.stringify({ ...report, extra: 1 })],
    ['has a field too few', JSON.stringify({ ...report, people: undefined })],
    [
      'has a run named like a path',
      JSON.stringify({ ...report, runs: [{ ...report.runs[0], run: '../x' }] }),
    ],
    ['has a number that is none', formatReport(report).replace('"kept": 3', '"kept": 1e999')],
    ['has a text without end', JSON.stringify({ ...report, problems: ['x'.repeat(10_000)] })],
    ['hides a prototype', formatReport(report).replace('"format": 1', '"__proto__": {}, "format": 1')],
  ])('that %s is refused', (_why, text) => {
    expect(() => parseReport(text)).toThrow();
  });

  it('about another commit, or as a link, is posted nowhere', async () => {
    mkdirSync(join(root, 'build'), { recursive: true });
    writeFileSync(join(root, 'build/report.json'), formatReport(report));
    symlinkSync('/etc/passwd', join(root, 'build/link.json'));
    const inputs = { token: 't', head: 'b'.repeat(40) };
    const other = await runAction(
      'report-pull-request',
      { ...inputs, report: 'build/report.json' },
      { root },
    );
    expect([other.code, other.stdout]).toEqual([1, expect.stringMatching(/about another commit/)]);
    const link = await runAction('report-pull-request', { ...inputs, report: 'build/link.json' }, { root });
    expect([link.code, link.stdout]).toEqual([1, expect.stringMatching(/no plain file/)]);
  });
});

describe('the feedback form', () => {
  const form = (...lines: string[]) => `### Reactions\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;

  it('is read as GitHub writes it', () => {
    expect(parseForm(form('love film_1', '', 'undo film_2').replaceAll('\n', '\r\n'))).toEqual([
      { line: 1, film: 'film_1', signal: 'love' },
      { line: 2, film: 'film_2', signal: 'undo' },
    ]);
    expect(parseForm('### Reactions\n\nlove film_1')).toEqual([{ line: 1, film: 'film_1', signal: 'love' }]);
  });

  it.each([
    ['a second heading', `${form('love film_1')}\n### Reactions\n\nlove film_2`],
    ['another heading', '### Film\n\nlove film_1'],
    ['text before the form', `hello\n${form('love film_1')}`],
    ['text behind the form', `${form('love film_1')}\nhello`],
    ['a line of other words', form('love film_1', 'love film_1 film_2')],
    ['a film whose name runs backwards', form('love \u202efilm_1')],
    ['no line', form()],
    ['101 lines', form(...Array.from({ length: 101 }, (_, n) => `love film_${n}`))],
    ['65,536 characters', form(`love ${'x'.repeat(65_536)}`)],
    ['nothing', null],
  ])('refuses %s', (_what, body) => {
    expect(parseForm(body)).toEqual(expect.stringMatching(/must|legal/));
  });

  it('never throws, and never lets a line end through', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (film, reaction) => {
        const parsed = parseForm(form(`${reaction} ${film}`));
        if (typeof parsed !== 'string')
          for (const { film: id, signal } of parsed) expect(`${id}${signal}`).not.toMatch(/[\s\u2028]/);
      }),
    ));
});

describe('many accounts', () => {
  const limits = { account: 20, film: 10 };
  const issue = (number: number, account: number, film = 'film_2'): FeedbackIssue => ({
    number,
    account,
    createdAt: Date.UTC(2026, 4, 1, 10),
    body: `### Reactions\n\n\`\`\`text\nlove ${film}\n\`\`\``,
  });

  it('that push one film move it by no more than the limit of a day, however often the sweep runs', async () => {
    const { root: tree } = await server.clone();
    const issues = Array.from({ length: 50 }, (_, n) => issue(n + 1, 500 + n));
    const taken: number[] = [];
    for (const part of [issues.slice(0, 7), issues, issues]) {
      const { collected } = await deriveCollection(tree, { issues: part, lines: [], limits });
      taken.push(collected.outcomes.filter(({ kind }) => kind === 'taken').length);
    }
    expect(taken).toEqual([7, 3, 0]);
    const { report: ingested } = await deriveIngestion(contextIn(tree));
    expect(ingested.kept).toBe(10);
    // On record now, no longer waiting: the limit still holds.
    const again = await deriveCollection(tree, { issues: [issue(99, 999)], lines: [], limits });
    expect(again.collected.outcomes[0]).toMatchObject({
      kind: 'refused',
      said: expect.stringMatching(/one film/),
    });
  });

  it('are one account when they are one, whatever films it names', async () => {
    const { root: tree } = await server.clone();
    const issues = Array.from({ length: 30 }, (_, n) => issue(n + 1, 7, `film_${(n % 5) + 1}`));
    const { collected } = await deriveCollection(tree, { issues, lines: [], limits });
    expect(collected.outcomes.filter(({ kind }) => kind === 'taken')).toHaveLength(20);
  });

  it('one issue tells of many films; what does not count is named by its line, and the rest counts', async () => {
    const { root: tree } = await server.clone();
    const body =
      '### Reactions\n\nlove film_1\nlove nope\nhate film_2\nundo film_1\nthumb_down film_3\nlove film_4';
    const issues = [{ ...issue(1, 5), body }];
    const { collected } = await deriveCollection(tree, {
      issues,
      lines: [],
      limits: { account: 2, film: 10 },
    });
    expect(collected.reactions).toBe(2);
    expect(collected.outcomes[0].said.split('\n')).toEqual([
      '2 reactions taken in: the next lists know of them.',
      'Line 2: The film is not in the catalogue.',
      'Line 3: The reaction is none of love, thumb_up, thumb_down, not_interested, undo.',
      'Line 4: The film was named before.',
      "Line 6: The day's limit for one account is reached.",
    ]);
    const { report: ingested } = await deriveIngestion(contextIn(tree));
    expect(ingested).toMatchObject({ kept: 2, refused: {} });
    const again = await deriveCollection(tree, { issues, lines: [], limits });
    expect([again.change, again.collected.outcomes[0].kind]).toEqual([null, 'known']);
  });

  it('an issue that was taken in and edited afterwards tells nothing new', async () => {
    const { root: tree } = await server.clone();
    await deriveCollection(tree, { issues: [issue(1, 5)], lines: [], limits });
    const edited = { ...issue(1, 5), body: '### Reactions\n\nlove film_3' };
    const { change, collected } = await deriveCollection(tree, { issues: [edited], lines: [], limits });
    expect([change, collected.outcomes[0].kind]).toEqual([null, 'known']);
  });

  it('another system sends a list, or nothing', async () => {
    const file = join(scratch(), 'event.json');
    writeFileSync(file, JSON.stringify({ client_payload: { events: [{ event_id: 'x' }] } }));
    expect(await dispatched(file)).toEqual(['{"event_id":"x"}']);
    writeFileSync(file, JSON.stringify({ client_payload: { events: 'x' } }));
    await expect(dispatched(file)).rejects.toThrow(/list of up to 1000/);
    writeFileSync(file, JSON.stringify({ issue: { body: 'x' } }));
    expect(await dispatched(file)).toEqual([]);
  });
});

describe("a stranger's tree", () => {
  /** Commits files on a branch of their own; the range of the pull request. */
  async function proposal(change: (tree: string) => void) {
    const clone = await server.clone();
    const base = await said(clone.git, ['rev-parse', 'HEAD']);
    change(clone.root);
    await said(clone.git, ['add', '--all', '--force']);
    await said(clone.git, ['commit', '--quiet', '--message=Propose']);
    return { ...clone, base, head: await said(clone.git, ['rev-parse', 'HEAD']) };
  }

  it('with links, odd names, modes and twins is not walked at all', async () => {
    const made = await proposal((tree) => {
      symlinkSync('/etc', join(tree, 'data/link'));
      writeFileSync(join(tree, 'data/-rf'), '');
      writeFileSync(join(tree, 'data/gpj.\u202eexe'), '');
      writeFileSync(join(tree, 'data/a\nb'), '');
      writeFileSync(join(tree, 'data/run.sh'), '');
      chmodSync(join(tree, 'data/run.sh'), 0o755);
      writeFileSync(join(tree, 'data/Catalogue.csv'), '');
      writeFileSync(join(tree, 'data/catalogue.CSV'), '');
    });
    const problems = treeProblems(await changedFiles(made.git, made.base, made.head));
    for (const word of ['symbolic link', 'option', 'mislead', 'executable', 'capitals']) {
      expect(problems.join('\n')).toContain(word);
    }
    const found = await examine(contextIn(made.root), made.git, made);
    expect(found).toMatchObject({ result: 'fail', runs: [], what_if: null });
  });

  it('with a LATEST that is a path fails, and says so', async () => {
    const made = await proposal((tree) => writeFileSync(join(tree, 'models/LATEST'), '../../etc/passwd\n'));
    const { result, problems, notes } = await examine(contextIn(made.root), made.git, made);
    expect(result).toBe('fail');
    expect(problems.join()).toMatch(/models\/LATEST.*not one line with a run's name/);
    expect(notes.join()).toMatch(/moves models\/LATEST by hand/);
  });

  it('that changes a batch, a decision, or a model together with its judge fails by rule', () => {
    const file = (path: string, status = 'M') => ({ path, status, mode: '100644', size: 10 });
    const of = (...files: ReturnType<typeof file>[]) => meaningOf(files).problems.join('\n');
    expect(of(file('data/interactions/20260101-0123456789abcdef.parquet'))).toMatch(
      /never changed and never deleted/,
    );
    expect(of(file('data/interactions/20260101-0123456789abcdef.parquet', 'A'))).toBe('');
    expect(of(file('models/decisions/20260101T000000Z-verdict.json', 'D'))).toMatch(/never changed/);
    const run = file('models/run_20260101_000000/model.json', 'A');
    expect(of(run, file('pipeline/rules/judge.ts'))).toMatch(/together with the code that judges/);
    expect(of(run, file('.github/workflows/validate-model.yml'))).toMatch(/together with the code/);
    expect(of(run)).toBe('');
  });
});

describe('a candidate from elsewhere', () => {
  it('comes in only as a whole run of plain files', async () => {
    const { root: tree } = await server.clone();
    const folder = join(scratch(), 'models', 'run_20260102_000000');
    mkdirSync(folder, { recursive: true });
    symlinkSync('/etc/passwd', join(folder, 'model.json'));
    await expect(adoptRun(tree, folder)).rejects.toThrow(/not a plain file/);
    rmSync(join(folder, 'model.json'));
    await expect(adoptRun(tree, folder)).rejects.toThrow(/no such file/);
    await expect(adoptRun(tree, join(folder, '..', 'run_x'))).rejects.toThrow(/is not a run/);
  });
});

describe('a path from outside', () => {
  it.each(['../x', '/etc/passwd', '.git/config', 'a/../../x', ''])('%j stays outside', (path) => {
    expect(() => inRepository('/srv/repository', path, 'report')).toThrow(/not a path below/);
  });
});

describe('a ref that looks like an option', () => {
  it('is a value to git, never an option', async () => {
    const remote = gitIn(server.path, IDENTITY);
    await expect(examine(contextIn(root), git, { base: '--output=stolen', head: 'HEAD' })).rejects.toThrow();
    expect(await said(remote, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  });
});
