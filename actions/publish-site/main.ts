// The action "publish-site": the site from what is on record, unless a newer commit is there to be published.

import { join } from 'node:path';
import * as core from '@actions/core';
import { writeFileAtomic } from '../../pipeline/data/files.ts';
import { formatJson } from '../../pipeline/registry/json.ts';
import { runPath } from '../../pipeline/registry/layout.ts';
import { code, table } from '../../pipeline/registry/markdown.ts';
import { publish } from '../../pipeline/stages/publish.ts';
import { readState } from '../../pipeline/stages/state.ts';
import { credentials, gitIn } from '../committing/git.ts';
import { actionContext, environment, runAction, summarise } from '../edge.ts';
import { checkBase, checkOrigin, isNewest, refuseTemplate } from './conditions.ts';

await runAction(async () => {
  const { root, server, commit: startedFor } = environment();
  const commit = core.getInput('commit') || startedFor;
  const base = checkBase(core.getInput('base-path'));
  const origin = checkOrigin(core.getInput('origin'));
  const git = gitIn(root, credentials(server, core.getInput('token')));
  const newest = await isNewest(git, core.getInput('branch'), commit);
  core.setOutput('newest', newest);
  if (!newest) {
    core.setOutput('path', '');
    core.setOutput('pages', 0);
    core.setOutput('champion', '');
    core.setOutput('model', '');
    return summarise('## Left alone: a newer commit is on the branch, and its own run publishes it');
  }
  const context = actionContext({ dryRun: false });
  const state = await readState(root);
  refuseTemplate(state.card, core.getBooleanInput('demonstration'));
  // Read by the site's own configuration, in the process that builds it.
  process.env.SITE_BASE = base;
  process.env.SITE_URL = origin;
  const { pages, files, bytes, site } = await publish(context, state, { site: true });
  const champion = state.champion?.manifest ?? null;
  const version = { commit, champion: champion?.run ?? null, as_of: new Date(state.asOf).toISOString() };
  await writeFileAtomic(join(root, site, 'version.json'), formatJson(version));
  core.setOutput('path', site);
  core.setOutput('pages', pages);
  core.setOutput('champion', champion?.run ?? '');
  core.setOutput('model', champion === null ? '' : runPath(champion.run, champion.heads.ranking.file));
  const rows = [
    ['pages', String(pages)],
    ['documents of the static API', String(files)],
    ['megabytes', (bytes / 1e6).toFixed(1)],
    ['base path', code(base)],
  ];
  await summarise(`## Built: ${code(champion?.run ?? 'no champion')} serves\n\n${table(['', ''], rows)}`);
});
