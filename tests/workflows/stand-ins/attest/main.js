// Stand-in for actions/attest: writes down what would have been attested to.
import { appendFileSync, globSync } from 'node:fs';
import { join } from 'node:path';

const { GITHUB_WORKSPACE: root, SHOWRUNNER_ATTESTED: file, 'INPUT_SUBJECT-PATH': pattern } = process.env;
const found = globSync(pattern, { cwd: root });
if (found.length === 0) throw new Error(`Nothing to attest to: ${pattern}`);
for (const path of found) appendFileSync(file, `${join(path)}\n`);
