// A run that was trained elsewhere, in another job for one, brought into the tree. Its files are data: checked against
// the manifest's sha256, shape and finiteness before anything else looks at them, and only those that it lists come in.

import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isPresent, listFolder, readFileIfPresent, writeFileAtomic } from '../../../pipeline/data/files.ts';
import { InputError } from '../../../pipeline/errors.ts';
import { MODELS, runPath } from '../../../pipeline/registry/layout.ts';
import { MANIFEST } from '../../../pipeline/registry/manifest-file.ts';
import { readManifest, readRun } from '../../../pipeline/registry/read-run.ts';
import { parseRunId } from '../../../pipeline/registry/run-id.ts';

/**
 * Copies a run's folder into `models/` of the tree. The same run again changes nothing.
 * @param folder ends in the run's name; its parent holds runs as models/ does
 * @returns the run's name
 * @throws InputError when the folder is not a whole run, or another run of that name is in the tree
 */
export async function adoptRun(tree: string, folder: string): Promise<string> {
  const run = parseRunId(basename(folder), 'candidate');
  await refuseStrangeFiles(folder);
  const source = dirname(folder);
  if (basename(source) !== MODELS) {
    throw new InputError({ place: 'candidate', problem: `${run} does not lie in a folder named models.` });
  }
  const { manifest } = await readRun(dirname(source), run);
  if (await isPresent(join(tree, runPath(run, MANIFEST)))) {
    const present = await readManifest(tree, run);
    if (isDeepStrictEqual(present.files, manifest.files)) return run;
    throw new InputError({
      file: runPath(run),
      problem: 'Another run of this name is in the tree.',
      legal: 'Train the candidate again: it will get a name of its own.',
    });
  }
  for (const name of [...manifest.files.map((file) => file.name), MANIFEST]) {
    const bytes = await readFileIfPresent(join(folder, name));
    if (bytes !== null) await writeFileAtomic(join(tree, runPath(run, name)), bytes);
  }
  return run;
}

/** An artifact may hold a link to anywhere. */
async function refuseStrangeFiles(folder: string): Promise<void> {
  for (const name of await listFolder(folder)) {
    if ((await lstat(join(folder, name))).isFile()) continue;
    throw new InputError({
      file: join(MODELS, basename(folder), name),
      problem: 'This is not a plain file.',
    });
  }
}
