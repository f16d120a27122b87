// `npx showrunner init`: leads from "Use this template" to a repository that works, with the rights of the person at the
// keyboard. Needs a token in GH_TOKEN; `--check` changes nothing.

import { execFileSync } from 'node:child_process';
import { InputError } from '../../pipeline/errors.ts';
import { connect } from '../github/api.ts';
import { type Finding, setUp } from './setup.ts';

const HELP = `showrunner init [--check]: makes a copy of the template work on GitHub

Looks at Pages, workflow permissions, labels, the ruleset, the environment and the data; mends what the API allows, and
says what is left to do by hand. Needs GH_TOKEN, with the right to administer the repository (\`gh auth token\` prints
one). Run it again at any time: what is as it should be stays as it is.

  --check  Look only; change nothing. Exit code 2 when something is missing.
`;
const MARKS = { good: '✓', mended: '✓', missing: '✗', unknown: '?' } as const;

/** @returns the exit code: 0 everything is there, 1 our fault, 2 something is left to do */
export async function init(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    const unknown = argv.find((one) => one !== '--check');
    if (unknown)
      throw new InputError({
        problem: `init has no option ${JSON.stringify(unknown)}.`,
        legal: 'Legal: --check.',
      });
    const { GH_TOKEN = '', DEMONSTRATION, GITHUB_REPOSITORY = originOf() } = process.env;
    const options = {
      root: process.cwd(),
      demonstration: DEMONSTRATION === 'true',
      mend: !argv.includes('--check'),
    };
    const findings = await setUp(connect(GH_TOKEN, GITHUB_REPOSITORY), options);
    process.stdout.write(`${findings.map(lineOf).join('\n')}\n`);
    const left = findings.filter(({ state }) => state === 'missing' || state === 'unknown').length;
    process.stdout.write(left === 0 ? 'everything is there\n' : `${left} left to do\n`);
    return left === 0 ? 0 : 2;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof InputError ? 2 : 1;
  }
}

function lineOf({ name, state, said }: Finding): string {
  return `${MARKS[state]} ${name}${state === 'mended' ? ': mended' : ''}${said ? `: ${said}` : ''}`;
}

/** "owner/name" of the remote this clone came from. */
function originOf(): string {
  const address = execFileSync('git', ['remote', 'get-url', 'origin'], { encoding: 'utf8' }).trim();
  const found = /[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(address)?.[1];
  if (found) return found;
  throw new InputError({
    problem: 'the remote "origin" is no repository on GitHub.',
    legal: 'Set GITHUB_REPOSITORY to owner/name.',
  });
}
