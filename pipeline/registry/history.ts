// Git as the archive: what retention or an import took out of the tree is still in the history. These are the
// commands that bring it back, as texts for messages; nothing here runs Git.

/**
 * The shell command that restores a path from the newest commit in which it was whole.
 * @param path what to restore, relative to the repository
 * @param witness a file that was there whenever the path was whole
 */
export function restoreCommand(path: string, witness: string): string {
  // "Added or modified" finds the right commit whether the path was removed by a later commit or only in the tree.
  return `git checkout "$(git log -1 --diff-filter=AM --format=%H -- ${witness})" -- ${path}`;
}
