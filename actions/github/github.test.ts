// Speaking to GitHub: the real octokit against a server that misbehaves.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RetrainingDecision, RuleReading } from '../../pipeline/rules/outcomes.ts';
import { type ApiServer, startApi } from './api-server.fixture.ts';

let server: ApiServer;
let modules: {
  connect: typeof import('./api.ts').connect;
  stick: typeof import('./sticky-comment.ts').stick;
  keepIncidents: typeof import('./incidents.ts').keepIncidents;
  findByHead: typeof import('./pull-requests.ts').findByHead;
  openFeedback: typeof import('./feedback-issues.ts').openFeedback;
};
beforeAll(async () => {
  server = await startApi();
  // The toolkit reads the address once, when it is imported.
  process.env.GITHUB_API_URL = server.url;
  modules = {
    ...(await import('./api.ts')),
    ...(await import('./sticky-comment.ts')),
    ...(await import('./incidents.ts')),
    ...(await import('./pull-requests.ts')),
    ...(await import('./feedback-issues.ts')),
  };
});
afterAll(() => server.close());
beforeEach(() => {
  for (const list of [server.issues, server.pulls, server.faults, server.calls]) list.length = 0;
});
const connection = () => modules.connect('a-token', 'someone/showrunner');
const marker = '<!-- showrunner-report -->';
const stick = (text: string) => modules.stick(connection(), { number: 1, marker, text });

describe('the sticky comment', () => {
  it('is found behind more than one page, and only changed when it says something else', async () => {
    const issue = server.open({ body: '' });
    issue.comments = Array.from({ length: 230 }, (_, n) => ({
      id: n + 1,
      body: 'chatter',
      user: { id: 5, type: 'User' },
    }));
    expect(await stick('one')).toMatchObject({ outcome: 'created' });
    expect(await stick('one')).toMatchObject({ outcome: 'unchanged' });
    expect(await stick('two')).toMatchObject({ outcome: 'updated' });
    expect(issue.comments).toHaveLength(231);
    expect(issue.comments[230].body).toBe(`${marker}\ntwo`);
  });

  it('never touches a comment that a person began with the same mark', async () => {
    const issue = server.open({ body: '' });
    issue.comments.push({ id: 7, body: `${marker}\nmine`, user: { id: 5, type: 'User' } });
    expect(await stick('report')).toMatchObject({ outcome: 'created' });
    expect(issue.comments[0].body).toBe(`${marker}\nmine`);
  });

  it('waits as long as a secondary rate limit asks for', async () => {
    server.open({ body: '' });
    const headers = { 'retry-after': '1' };
    server.faults.push({
      match: /POST/,
      times: 1,
      status: 403,
      headers,
      message: 'You have exceeded a secondary rate limit',
    });
    const started = performance.now();
    expect(await stick('one')).toMatchObject({ outcome: 'created' });
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('gives up on a 403 that is no limit', async () => {
    server.open({ body: '' });
    server.faults.push({
      match: /POST/,
      times: 9,
      status: 403,
      message: 'Resource not accessible by integration',
    });
    await expect(stick('one')).rejects.toThrow(/not accessible/);
    expect(server.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('is one comment although the server failed while it made it', async () => {
    const issue = server.open({ body: '' });
    server.faults.push({ match: /POST/, times: 1, status: 502, carriedOut: true });
    server.faults.push({ match: /GET/, times: 2, status: 503 });
    expect(await stick('one')).toMatchObject({ outcome: 'unchanged' });
    expect(issue.comments).toHaveLength(1);
  });

  it('is made again when somebody deletes it meanwhile', async () => {
    const issue = server.open({ body: '' });
    await stick('one');
    const meanwhile = () => issue.comments.splice(0);
    server.faults.push({ match: /PATCH/, times: 1, status: 404, meanwhile });
    expect(await stick('two')).toMatchObject({ outcome: 'created' });
    expect(issue.comments.map(({ body }) => body)).toEqual([`${marker}\ntwo`]);
  });

  it('fits what GitHub takes', async () => {
    const issue = server.open({ body: '' });
    await stick('x'.repeat(70_000));
    expect(issue.comments[0].body.length).toBeLessThanOrEqual(65_536);
  });
});

describe('a pull request', () => {
  it('is found by its commit on a later page, or not at all', async () => {
    const pull = (n: number) => ({
      number: n,
      html_url: '',
      title: '',
      body: '',
      head: { ref: `b${n}`, sha: String(n).padStart(40, '0') },
      base: { ref: 'main' },
    });
    server.pulls.push(...Array.from({ length: 130 }, (_, n) => pull(n + 1)));
    expect(await modules.findByHead(connection(), '120'.padStart(40, '0'))).toBe(120);
    expect(await modules.findByHead(connection(), '999'.padStart(40, '0'))).toBeNull();
  });
});

const reading = (rule: string, state: RuleReading['state']): RuleReading => ({
  rule,
  title: 'Click-through rate',
  severity: 'critical',
  state,
  value: 0.031,
  interval: null,
  measured_on: '2026-11-15',
  baseline: 0.06,
  limit: 0.05,
  healthy_side: 'above',
  margin: -0.38,
  unit: 'share',
  window_days: 7,
  held_days: 3,
  sustained_days: 2,
  samples: 900,
  protocol: null,
  trend: [
    { day: '2026-11-14', value: 0.05 },
    { day: '2026-11-15', value: 0.031 },
  ],
  sentence: 'Clicks fell | <b>by half</b> since Tuesday.',
});
const decision = (...rules: RuleReading[]): RetrainingDecision => ({
  kind: 'decision',
  outcome: 'critical',
  as_of: '2026-11-15',
  champion: null,
  hold: null,
  rules,
  why: 'Because.',
});

describe('incidents', () => {
  it('are opened once a rule, brought up to date, and closed when the rule is healthy', async () => {
    const keep = (state: RuleReading['state'], more: Partial<RuleReading> = {}) =>
      modules.keepIncidents(
        connection(),
        decision({ ...reading('click_through_rate', state), ...more }),
        'imported',
      );
    expect(await keep('fired')).toEqual({ opened: [1], updated: [], closed: [] });
    expect(await keep('fired')).toEqual({ opened: [], updated: [], closed: [] });
    expect(await keep('fired', { value: 0.02 })).toEqual({ opened: [], updated: [1], closed: [] });
    expect(await keep('no-data')).toEqual({ opened: [], updated: [], closed: [] });
    expect(await keep('ok')).toEqual({ opened: [], updated: [], closed: [1] });
    expect(await keep('fired')).toEqual({ opened: [2], updated: [], closed: [] });
    const [first] = server.issues;
    expect(first).toMatchObject({ state: 'closed', labels: ['incident', 'critical'] });
    expect(first.body).toContain('Clicks fell \\| \\<b\\>by half\\</b\\> since Tuesday.');
    expect(first.body).toContain('docs/runbooks/ctr-drop.md');
    expect(first.comments[0].body).toMatch(/^Healthy again on 2026-11-15/);
  });

  it('are not doubled by a reply that was lost, nor fooled by a person who opens one', async () => {
    server.open({ body: '<!-- showrunner-incident: click_through_rate -->', labels: ['incident'] });
    server.faults.push({ match: /POST .*issues$/, times: 1, status: 502, carriedOut: true });
    const done = await modules.keepIncidents(
      connection(),
      decision(reading('click_through_rate', 'fired')),
      'imported',
    );
    expect(done.opened).toEqual([2]);
    expect(server.issues).toHaveLength(2);
  });
});

describe('feedback issues', () => {
  it('are all found, behind every page, and nothing else is', async () => {
    for (let n = 0; n < 250; n++) server.open({ body: 'x', labels: n % 2 === 0 ? ['feedback'] : ['bug'] });
    expect(await modules.openFeedback(connection(), 'feedback')).toHaveLength(125);
  });
});
