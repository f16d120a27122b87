// The action "report-pull-request": a stranger's report, checked, rendered anew and posted.

import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { readTextFile } from '../../pipeline/data/files.ts';
import { InputError } from '../../pipeline/errors.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { connect } from '../github/api.ts';
import { findByHead } from '../github/pull-requests.ts';
import { stick } from '../github/sticky-comment.ts';
import { inRepository } from '../paths.ts';
import { LARGEST_REPORT, parseReport, renderReport } from '../pull-request/report.ts';

const MARKER = '<!-- showrunner-report -->';

await runAction(async () => {
  const { root, repository } = environment();
  const head = core.getInput('head');
  const report = parseReport(await readReport(inRepository(root, core.getInput('report'), 'report')));
  if (report.head !== head) {
    throw new InputError({
      place: 'head',
      problem: 'the report is about another commit than the one that was examined.',
    });
  }
  const connection = connect(core.getInput('token'), repository);
  const number = await findByHead(connection, head);
  const text = renderReport(report);
  const stuck = number === null ? null : await stick(connection, { number, marker: MARKER, text });
  core.setOutput('number', number ?? '');
  core.setOutput('comment', stuck?.outcome ?? '');
  await summarise(number === null ? '## No open pull request has this commit any more' : text);
});

async function readReport(path: string): Promise<string> {
  const { size, isFile } = await statOf(path);
  if (!isFile || size > LARGEST_REPORT) {
    throw new InputError({
      place: 'report',
      problem: `it is ${isFile ? `${size} bytes large` : 'no plain file'}.`,
    });
  }
  return (await readTextFile(path, 'the report')) ?? '';
}

async function statOf(path: string): Promise<{ size: number; isFile: boolean }> {
  const found = await lstat(join(path)).catch((cause: unknown) => {
    throw new InputError({ place: 'report', problem: 'there is no such file.', cause });
  });
  return { size: found.size, isFile: found.isFile() };
}
