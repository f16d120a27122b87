// The action "check-setup": what is missing, in words.

import * as core from '@actions/core';
import { prose, table } from '../../pipeline/registry/markdown.ts';
import { environment, runAction, summarise } from '../edge.ts';
import { connect } from '../github/api.ts';
import { setUp } from '../setup/setup.ts';

await runAction(async () => {
  const { root, repository } = environment();
  const demonstration = core.getBooleanInput('demonstration');
  const findings = await setUp(connect(core.getInput('token'), repository), {
    root,
    demonstration,
    mend: false,
  });
  const missing = findings.filter(({ state }) => state === 'missing').map(({ name }) => name);
  core.setOutput('missing', JSON.stringify(missing));
  const heading =
    missing.length === 0 ? '## Nothing is known to be missing' : `## Missing: ${missing.join(', ')}`;
  const rows = findings.map(({ name, state, said }) => [name, state, prose(said)]);
  await summarise(
    `${heading}\n\n${table(['what', 'state', 'what to do'], rows)}\n\nMend it with \`npx showrunner init\`.`,
  );
  if (missing.length > 0) core.setFailed(`Missing: ${missing.join(', ')}. The summary says what to do.`);
});
