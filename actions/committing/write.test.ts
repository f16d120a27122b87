// Writing against a real remote whose server misbehaves. What each fault comes to is the table of docs/committing.md,
// word for word: run `COMMITTING=write npx vitest run actions/committing/write.test.ts` after a change.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/data/files.ts';
import { RUN_A, RUN_B } from '../../pipeline/registry/registry.fixture.ts';
import { repository } from '../../tests/support/workspace.ts';
import { FAULTS, type Fault } from './faults.fixture.ts';
import { type Git, gitIn, said } from './git.ts';
import { IDENTITY, makeRemote, type Remote, remoteAt, thumb } from './remote.fixture.ts';
import { type Change, write } from './write.ts';
import { ingestion, promotionOf, rollbackOrLifting, writingWith } from './writers.fixture.ts';

const first = await makeRemote();
const remotes: Remote[] = [first];
async function remote(): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-remote-'));
  await cp(first.path, join(folder, 'remote.git'), { recursive: true });
  const copy = remoteAt(folder, join(folder, 'remote.git'));
  remotes.push(copy);
  return copy;
}
afterAll(() => Promise.all(remotes.map((made) => made.remove())));

const page = join(repository, 'docs/committing.md');
const [START, END] = ['<!-- faults -->\n', '<!-- /faults -->\n'];
const ARCHIVED = `data/archive/one-${sha256(thumb('one')).slice(0, 16)}.jsonl`;
const rows = new Map<string, string>();

/** Writes one change while the server does this; what came of it, as a row of the table. */
async function rowOf({ name, hooks, meanwhile }: Fault): Promise<string> {
  const server = await remote();
  const { git } = await server.clone();
  await server.hooks(hooks);
  const watch = async (step: string) => {
    if (step === 'committed') await meanwhile?.(server);
  };
  const result = await write(writingWith(git, ingestion('one'), { watch })).then(
    ({ outcome, tries }) => ({ outcome: `${outcome}, ${tries} ${tries === 1 ? 'try' : 'tries'}`, words: '' }),
    (error: Error) => ({ outcome: 'stopped', words: error.message.replaceAll(server.folder, '') }),
  );
  await server.hooks({});
  const again = await write(writingWith(git, ingestion('one')));
  const copies = (await said(server.git, ['log', '--format=%H', 'main', '--', ARCHIVED])).split('\n').length;
  const lost = (await said(server.git, ['ls-tree', 'main', ARCHIVED])) === '' ? 1 : 0;
  expect([copies, lost], name).toEqual([1, 0]);
  const { outcome, words } = result;
  return `| ${[name, outcome, again.outcome, lost, copies - 1, words.replaceAll('|', '\\|')].join(' | ')} |`;
}

describe('a server that misbehaves', () => {
  it.concurrent.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s: nothing is lost and nothing doubled',
    async (name, fault) => {
      rows.set(name, await rowOf(fault));
      if (fault.expected) expect(rows.get(name)).toContain(fault.expected);
    },
  );

  it('is documented with what really came of it', () => {
    const text = readFileSync(page, 'utf8');
    const table = [
      '| fault | what came of it | the next run | lost | doubled | what the operator reads |',
      '|---|---|---|---:|---:|---|',
      ...FAULTS.map(({ name }) => rows.get(name)),
      '',
    ].join('\n');
    const [before, , after] = text.split(new RegExp(`${START}|${END}`));
    const wanted = `${before}${START}${table}${END}${after}`;
    if (process.env.COMMITTING === 'write') writeFileSync(page, wanted);
    expect(readFileSync(page, 'utf8')).toBe(wanted);
  });
});

describe('writing', () => {
  it('commits what changed, says why in trailers, and leaves the folder people work in alone', async () => {
    const server = await remote();
    const { root, git } = await server.clone();
    await writeFile(join(root, 'notes.txt'), 'mine');
    await writeFile(join(root, 'models/LATEST'), 'spoilt by hand');
    const written = await write(writingWith(git, ingestion('one'), { request: '77/ingest' }));
    expect(written.outcome).toBe('pushed');
    const shown = await said(server.git, ['show', '--format=%B', '--name-status', 'main']);
    expect(shown).toMatch(/^Take in 1 interaction from 1 feedback file\n/);
    expect(shown).toMatch(/\nBatch-SHA256: [0-9a-f]{64}\nRequest: 77\/ingest\n/);
    expect(shown).toMatch(/A\tdata\/archive\/one-[0-9a-f]{16}\.jsonl\nA\tdata\/interactions\/.*\.parquet$/);
    expect(readFileSync(join(root, 'models/LATEST'), 'utf8')).toBe('spoilt by hand');
    expect(await said(git, ['status', '--porcelain'])).toBe(' M models/LATEST\n?? notes.txt');
    expect(await readdir(join(root, '.git/showrunner'))).toEqual([]);
    expect(await said(git, ['worktree', 'list', '--porcelain'])).not.toContain('.git/showrunner');
  });

  it('promotes, rolls back and lifts with a trailer for each record', async () => {
    const server = await remote();
    const { git } = await server.clone();
    await write(writingWith(git, await promotionOf(server.folder, RUN_B)));
    await write(writingWith(git, rollbackOrLifting(git, 'Clicks fell.')));
    await write(writingWith(git, rollbackOrLifting(git, 'It was the weather.')));
    expect((await server.log()).slice(0, 3)).toEqual([
      'Lift the hold',
      `Roll back to ${RUN_A}`,
      `Promote ${RUN_B} over ${RUN_A}`,
    ]);
    const bodies = await said(server.git, ['log', '-3', '--format=%(trailers)', 'main']);
    expect(bodies).toMatch(
      new RegExp(`Run: ${RUN_B}\nVerdict: \\S+-verdict(-\\d)?\nDecision: \\S+-promotion`),
    );
    expect(bodies).toMatch(/Decision: \S+-rollback/);
    expect(bodies).toMatch(/Decision: \S+-hold-lifted/);
  });

  it('rolls back to a run that has left the tree, with its files from the history', async () => {
    const server = await remote();
    const { root, git } = await server.clone();
    await write(writingWith(git, await promotionOf(server.folder, RUN_B)));
    await said(git, ['pull', '--quiet', '--ff-only']);
    await said(git, ['rm', '-r', '--quiet', `models/${RUN_A}`]);
    await said(git, ['commit', '--quiet', '--message=Tidy up']);
    await said(git, ['push', '--quiet']);
    expect(existsSync(join(root, 'models', RUN_A))).toBe(false);
    const written = await write(writingWith(git, rollbackOrLifting(git, 'Clicks fell.')));
    expect(written.message?.subject).toBe(`Roll back to ${RUN_A}`);
    const files = await said(server.git, ['ls-tree', '--name-only', 'main', `models/${RUN_A}/`]);
    expect(files).toContain('model.json');
    expect(await said(server.git, ['show', 'main:models/LATEST'])).toBe(RUN_A);
  });

  it('makes one commit of a promotion asked for twice', async () => {
    const server = await remote();
    const derive = await promotionOf(server.folder, RUN_B);
    const first = await write(writingWith((await server.clone()).git, derive));
    const second = await write(writingWith((await server.clone()).git, derive));
    expect([first.outcome, second.outcome]).toEqual(['pushed', 'unchanged']);
  });

  it('carries a request out once, and is not fooled by words in a message', async () => {
    const server = await remote();
    const { git } = await server.clone();
    const change = (event: string, body: string[]) => async (tree: string) => {
      const made = await ingestion(event)(tree, '');
      return made && ({ ...made, message: { ...made.message, body } } satisfies Change);
    };
    await write(writingWith(git, change('one', ['Request: 5/rollback', 'x\nRequest: 5/rollback'])));
    const first = await write(writingWith(git, ingestion('two'), { request: '5/rollback' }));
    const second = await write(writingWith(git, ingestion('three'), { request: '5/rollback' }));
    expect(first.outcome).toBe('pushed');
    expect(second).toMatchObject({ outcome: 'unchanged', commit: first.commit });
  });

  it('pushes nothing in a dry run', async () => {
    const server = await remote();
    const before = await server.log();
    const { git } = await server.clone();
    const written = await write(writingWith(git, ingestion('one'), { dryRun: true }));
    expect(written).toMatchObject({ outcome: 'would-push', message: { subject: /Take in/ } });
    expect(await server.log()).toEqual(before);
  });

  it('refuses to commit what the change had not named', async () => {
    const server = await remote();
    const { git } = await server.clone();
    const derive = async (tree: string) => {
      await writeFile(join(tree, 'thresholds.yaml'), 'version: 1\n');
      return { paths: ['data/'], message: { subject: 'x', body: [], trailers: {} } };
    };
    await expect(write(writingWith(git, derive))).rejects.toThrow(/had not named: thresholds.yaml/);
  });

  it.each(['--upload-pack=x', 'a b', '../x', ''])('takes no branch named %j', async (branch) => {
    const git: Git = gitIn(remotes[0].path, IDENTITY);
    await expect(write(writingWith(git, ingestion('x'), { branch }))).rejects.toThrow(
      /not the name of a branch/,
    );
  });
});
