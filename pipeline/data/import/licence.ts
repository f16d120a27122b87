// Finds the licence text that came with foreign data. Not a lawyer: it is shown and kept as it was found.

import { decodeUtf8 } from '../files.ts';
import { findFile, readStart, type Source, type SourceFile } from './source.ts';

export interface FoundLicence {
  text: string;
  /** The file it stands in, as shown to people. */
  file: string;
}

const LICENCE_FILES = ['LICENSE', 'LICENCE', 'LICENSE.txt', 'LICENCE.txt', 'LICENSE.md', 'LICENCE.md'];
const README_FILES = ['README.txt', 'README', 'README.md', 'README.html'];
/** The files it may stand in. */
export const LICENCE_NAMES: readonly string[] = [...LICENCE_FILES, ...README_FILES];
const LONGEST_README = 1024 * 1024;
const LONGEST_LICENCE = 20_000;

/** A licence file's text, or the licence section of a readme; null where there is neither. */
export async function findLicence(source: Source): Promise<FoundLicence | null> {
  for (const name of LICENCE_FILES) {
    const file = findFile(source, name);
    const text = file === null ? '' : (await readText(file)).trim();
    if (file !== null && text !== '') return { text: text.slice(0, LONGEST_LICENCE), file: file.shownAs };
  }
  for (const name of README_FILES) {
    const file = findFile(source, name);
    const text = file === null ? null : licenceSection(await readText(file));
    if (file !== null && text !== null) return { text: text.slice(0, LONGEST_LICENCE), file: file.shownAs };
  }
  return null;
}

/** Old readmes are Latin-1; what is not UTF-8 is read as that. */
async function readText(file: SourceFile): Promise<string> {
  const bytes = await readStart(file, LONGEST_README);
  try {
    return decodeUtf8(bytes, file.shownAs);
  } catch {
    return bytes.toString('latin1');
  }
}

/** The text under a heading that names a licence ("Usage License" underlined, or "## Licence"), up to the next heading. */
export function licenceSection(readme: string): string | null {
  const lines = readme.split(/\r?\n/);
  const begin = lines.findIndex((line, i) => /licen[cs]e/i.test(line) && isHeading(lines, i));
  if (begin < 0) return null;
  const from = begin + (isUnderline(lines[begin + 1]) ? 2 : 1);
  const next = lines.findIndex((_, i) => i >= from && isHeading(lines, i));
  const text = lines
    .slice(from, next < 0 ? undefined : next)
    .join('\n')
    .trim();
  return text === '' ? null : text;
}

function isHeading(lines: readonly string[], i: number): boolean {
  if (/^#{1,6} /.test(lines[i])) return true;
  return lines[i].trim() !== '' && lines[i].length < 80 && isUnderline(lines[i + 1]);
}

function isUnderline(line: string | undefined): boolean {
  return line !== undefined && /^\s*(?:={3,}|-{3,})\s*$/.test(line);
}
