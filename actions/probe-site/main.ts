// The action "probe-site": is what was deployed what people get?

import { setTimeout as pause } from 'node:timers/promises';
import * as core from '@actions/core';
import { InputError, quoted } from '../../pipeline/errors.ts';
import { nullable, object, readJson, text } from '../../pipeline/registry/json.ts';
import { code } from '../../pipeline/registry/markdown.ts';
import { runAction, summarise } from '../edge.ts';

const version = object({ commit: text(64), champion: nullable(text(64)), as_of: text(64) });

await runAction(async () => {
  const commit = core.getInput('commit');
  const address = new URL('version.json', withSlash(core.getInput('url')));
  const tries = Math.min(60, Math.max(1, Number(core.getInput('tries')) || 1));
  let last = 'nothing';
  for (let n = 1; n <= tries; n++) {
    if (n > 1) await pause(10_000);
    const found = await ask(address);
    if (typeof found !== 'string' && found.commit === commit) {
      core.setOutput('champion', found.champion ?? '');
      const serves = code(found.champion ?? 'nothing');
      return summarise(`## Live: ${serves} serves\n\n${address.origin} shows commit ${code(commit)}.`);
    }
    last = typeof found === 'string' ? found : `commit ${found.commit}`;
    core.info(`try ${n} of ${tries}: ${last}`);
  }
  throw new InputError({
    place: address.href,
    problem: `the site shows ${quoted(last)} and not commit ${commit}.`,
    legal: 'Look at the deployment in the environment github-pages, and run the workflow "publish" again.',
  });
});

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** What the site says of itself, or why it says nothing. */
async function ask(address: URL) {
  const response = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).catch(
    (error: Error) => error.message,
  );
  if (typeof response === 'string') return response;
  if (!response.ok) return `HTTP ${response.status}`;
  return readJson((await response.text()).slice(0, 10_000), version, 'version.json');
}
