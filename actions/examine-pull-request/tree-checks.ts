// A pull request's tree, read from git objects: nothing is opened before its name, kind and size are known to be
// harmless, because a checked-out link or a file named like an option has already been followed by somebody.

import { quoted } from '../../pipeline/errors.ts';
import { type Git, said } from '../committing/git.ts';

export interface ChangedFile {
  path: string;
  /** A added, M modified, D deleted, T another type. */
  status: string;
  /** Git's mode after the change: 100644, 100755, 120000 a link, 160000 a module; 000000 when deleted. */
  mode: string;
  /** Bytes after the change. */
  size: number;
}

/** What is different between the point where the branch began and its newest commit. */
export async function changedFiles(git: Git, base: string, head: string): Promise<ChangedFile[]> {
  const raw = await said(git, [
    'diff-tree',
    '-r',
    '-z',
    '--no-renames',
    '--raw',
    await mergeBase(git, base, head),
    head,
  ]);
  const fields = raw.split('\0').filter(Boolean);
  const files: { entry: string[]; path: string }[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2)
    files.push({ entry: fields[i].split(' '), path: fields[i + 1] });
  const sizes = await sizesOf(
    git,
    files.map(({ entry }) => entry[3]),
  );
  return files.map(({ entry: [, mode, , object, status], path }) => ({
    path,
    status,
    mode,
    size: sizes.get(object) ?? 0,
  }));
}

export async function mergeBase(git: Git, base: string, head: string): Promise<string> {
  return said(git, ['merge-base', base, head]);
}

async function sizesOf(git: Git, objects: readonly string[]): Promise<Map<string, number>> {
  const input = objects.map((object) => `${object}\n`).join('');
  const listed = await said(git, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input });
  return new Map(
    listed.split('\n').map((line) => {
      const [object, size] = line.split(' ');
      return [object, Number(size) || 0];
    }),
  );
}

/** Bytes of one file that a pull request may bring. */
const LARGEST_FILE = 25_000_000;
const DATA = /^(data|models)\//;

/** Sentences about what no honest change needs; empty when there is nothing. */
export function treeProblems(files: readonly ChangedFile[]): string[] {
  const seen = new Map<string, string>();
  return files
    .filter(({ status }) => status !== 'D')
    .flatMap((file) => {
      const twin = seen.get(file.path.toLowerCase());
      seen.set(file.path.toLowerCase(), file.path);
      const same =
        twin === undefined ? [] : [`${quoted(file.path)} differs from ${quoted(twin)} in capitals only.`];
      return [...fileProblems(file), ...same];
    });
}

function fileProblems({ path, mode, size }: ChangedFile): string[] {
  const shown = quoted(path, 200);
  const problems: string[] = [];
  if (mode === '120000') problems.push(`${shown} is a symbolic link.`);
  else if (mode === '160000') problems.push(`${shown} is a submodule.`);
  else if (mode === '100755' && DATA.test(path))
    problems.push(`${shown} is executable, and data are never executed.`);
  if (/[\p{Cc}\p{Zl}\p{Zp}\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(path)) {
    problems.push(`${shown} has characters in its name that mislead people or systems.`);
  }
  if (
    path
      .split('/')
      .some((part) => part.startsWith('-') || part === '..' || part.endsWith(' ') || part.endsWith('.'))
  ) {
    problems.push(`${shown} has a name that may pass for an option or another path.`);
  }
  if (path.length > 200) problems.push(`${shown} is a path of ${path.length} characters; legal are 200.`);
  if (size > LARGEST_FILE) problems.push(`${shown} is ${size} bytes large; legal are ${LARGEST_FILE}.`);
  return problems;
}
