// The whole story under the runner: a first model, a pull request that is refused and one that passes, promotion,
// rollback, a plain revert, feedback by issue, an incident. Each chapter runs real workflows and checks what came of them.

import assert from 'node:assert/strict';
import { said } from '../../actions/committing/git.ts';
import { stageIn, type Tell } from './stage.ts';
import type { World } from './world.ts';

/** More traits of taste than the crowd's own recipe has, and a second candidate to choose from. */
const BETTER = `seed: 7
ranking:
  factors:
    algorithm: ials
    parameters: { k: 16, sweeps: 8 }
  popular:
    algorithm: popularity
rating:
  bias:
    algorithm: bias
`;
const WORSE = `seed: 7
ranking:
  popular:
    algorithm: popularity
rating:
  averages:
    algorithm: bias
`;

/** @throws AssertionError at the first thing that is not as it should be */
export async function story(world: World, tell: Tell): Promise<void> {
  const stage = stageIn(world, tell);
  await stage.run('retrain.yml', 'workflow_dispatch', { inputs: retraining('The first model.') });
  const first = await stage.champion();
  assert.equal(world.deployed()?.champion, first);

  tell('\n# A pull request with a worse model');
  const worse = await stage.propose('worse', WORSE);
  await stage.examine(worse, 'fails');
  tell('\n# A pull request with a better one');
  const better = await stage.propose('better', BETTER);
  await stage.examine(better, 'passes');
  await stage.merge(better);
  assert.equal(await stage.champion(), first, 'merging promotes nothing');
  await stage.run('retrain.yml', 'workflow_dispatch', {
    inputs: retraining('The better recipe was merged.'),
  });
  const second = await stage.champion();
  assert.equal(second, better.run);
  assert.equal(world.deployed()?.champion, second);

  tell('\n# Rolled back, with a hold');
  await stage.run('rollback.yml', 'workflow_dispatch', {
    inputs: moving('previous', 'Clicks fell by half.'),
  });
  assert.equal(await stage.champion(), first);
  const afterRollback = stage.lists();
  assert.equal(world.deployed()?.champion, first);
  await stage.run('rollback.yml', 'workflow_dispatch', { inputs: moving('lift', 'It was the weather.') });

  tell('\n# Promoted again, and reverted by plain git');
  await stage.run('retrain.yml', 'workflow_dispatch', { inputs: retraining('The hold is lifted.') });
  assert.equal(await stage.champion(), second);
  await stage.revert(`Promote ${second}`);
  await stage.run('publish.yml', 'push', { ref: 'refs/heads/main' });
  assert.equal(world.deployed()?.champion, first);
  assert.deepEqual(stage.lists(), afterRollback, 'a revert ends in the state that a rollback ends in');

  tell('\n# Feedback by issue');
  const issue = world.api.open({
    labels: ['feedback'],
    body: '### Reactions\n\n```text\nlove i1\n```',
    created_at: '2020-12-31T20:00:00Z',
  });
  await stage.run('collect-feedback.yml', 'issues', {
    action: 'opened',
    issue: { number: issue.number, labels: [{ name: 'feedback' }] },
  });
  assert.equal(issue.state, 'closed');
  tell(`issue #${issue.number} is closed: ${issue.comments[0].body}`);

  tell('\n# An incident');
  await stage.edit(
    'thresholds.yaml',
    (text) => text.replace(/(new_feedback:\n\s+enabled: )false([\s\S]*?limit: )10000/, '$1true$20'),
    'Ring at every piece of feedback',
  );
  await stage.run('monitor.yml', 'workflow_dispatch', {});
  const incident = world.api.issues.find(
    ({ labels, title }) => labels.includes('incident') && title.includes('feedback'),
  );
  assert.equal(incident?.state, 'open');
  tell(`issue #${incident.number} is open: ${incident.title}`);
  await stage.edit(
    'thresholds.yaml',
    (text) => text.replace(/(new_feedback:\n\s+enabled: true[\s\S]*?limit: )0/, '$110000'),
    'Ring at ten thousand again',
  );
  await stage.run('monitor.yml', 'workflow_dispatch', {});
  assert.equal(incident.state, 'closed');
  tell(`issue #${incident.number} is closed: ${incident.comments.at(-1)?.body}`);

  tell('\n$ git log --oneline --reverse main');
  tell(await said(world.remote, ['log', '--format=%h %s', '--reverse', 'main']));
  assert.equal(await said(world.remote, ['rev-list', '--merges', '--count', 'main']), '0');
}

function retraining(reason: string) {
  return { reason, candidate: '', force: 'true', 'dry-run': 'false' };
}
function moving(to: string, reason: string) {
  return { to, reason, confirmation: to };
}
