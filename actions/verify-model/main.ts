// The action "verify-model": trains a run again and fails the step unless the bytes are the same.

import * as core from '@actions/core';
import { code, table } from '../../pipeline/registry/markdown.ts';
import { verified } from '../../pipeline/stages/sentences.ts';
import { verify } from '../../pipeline/stages/verify.ts';
import { actionContext, runAction } from '../edge.ts';

await runAction(async () => {
  const report = await verify(actionContext({ dryRun: true }), core.getInput('run') || null);
  core.setOutput('run', report.run);
  core.setOutput('equal', report.equal);
  const rows = report.files.map(({ name, expected, actual, equal }) => [
    code(name),
    equal ? 'equal' : 'DIFFERENT',
    code(expected ?? 'none'),
    code(actual ?? 'none'),
  ]);
  const heading = `## ${report.equal ? 'Made again, byte for byte' : 'Not made again'}: ${code(report.run)}`;
  const files = table(['file', 'result', 'sha256 in the manifest', 'sha256 made again'], rows);
  await core.summary.addRaw(`${heading}\n\n${files}`, true).write();
  for (const sentence of verified(report)) core.info(sentence);
  if (!report.equal) core.setFailed(`${report.run} was not made again to the same bytes.`);
});
