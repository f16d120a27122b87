// A verification on record, in words. Pure text; what was trained again is for registry/verify.ts to compare.

import { fitted } from '../registry/fit.ts';
import type { Verification } from '../registry/manifest.ts';
import { code, prose, table } from '../registry/markdown.ts';
import { part, simulatedNotice } from '../registry/report.ts';
import type { DatasetKind, Rendering } from './rendering.ts';

/** "Made again, byte for byte, by commit c0ffee000000." */
export function verifiedInWords({ equal, code: by, files }: Verification): string {
  const commit = by.commit === null ? 'outside a repository' : `by commit ${by.commit.slice(0, 12)}`;
  const changed = by.modified ? ', with uncommitted changes' : '';
  const different = files.filter((file) => !file.equal).map(({ name }) => name);
  const what = equal
    ? 'Made again, byte for byte'
    : `Not made again: ${different.join(', ')} came out different`;
  return `${what}, ${commit}${changed}.`;
}

/** A verification as a report. */
export function renderVerification(
  verification: Verification,
  { id, dataset }: { id: string; dataset: DatasetKind },
): Rendering {
  const { run, files } = verification;
  const rows = files.map(({ name, expected, actual, equal }) => [
    code(name),
    equal ? 'equal' : '**different**',
    code(expected ?? 'none'),
    code(actual ?? 'none'),
  ]);
  const sections = [
    part('the verification', 0, [
      `# ${run} was trained again`,
      simulatedNotice(dataset.kind),
      prose(verifiedInWords(verification)),
      table(['File', 'Result', 'sha256 in the manifest', 'sha256 made again'], rows),
      `On record as ${code(id)}.`,
    ]),
  ];
  const markdown = fitted(sections, code(`models/decisions/${id}.json`));
  const document = { kind: 'verification-report', format: 1, id, dataset, verification };
  return { markdown, charts: [], document };
}
