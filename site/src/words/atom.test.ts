import { describe, expect, it } from 'vitest';
import type { Incident, LogEntry } from '#pipeline/publishing/contract.ts';
import { atomFeed } from './atom.ts';

const entry = (id: string, changes: Partial<LogEntry> = {}): LogEntry => ({
  id,
  at: '2026-05-01T06:00:00.000Z',
  kind: 'decision',
  outcome: 'healthy',
  run: null,
  commit: null,
  why: 'All is well.',
  ...changes,
});
const feedOf = (
  entries: readonly LogEntry[],
  page = 'https://a.example/monitoring/',
  incidents: readonly Incident[] = [],
) =>
  atomFeed({
    entries,
    incidents,
    dataset: { name: 'club', title: 'A <club> & friends', kind: 'simulated' },
    published: '2026-05-09T00:00:00.000Z',
    self: 'https://a.example/feed.xml',
    page,
  });
const idsIn = (feed: string) => [...feed.matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id);

describe('the feed', () => {
  it('keeps the id of an entry when others come and when the site moves', () => {
    const [, first] = idsIn(feedOf([entry('a')]));
    const later = idsIn(feedOf([entry('b'), entry('a')], 'https://b.example/m/'));
    expect(later[2]).toBe(first);
    expect(new Set(later).size).toBe(3);
    expect(first).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is as new as its newest entry, or as the publication where nothing was decided', () => {
    expect(feedOf([entry('a')])).toContain('<updated>2026-05-01T06:00:00.000Z</updated>');
    expect(feedOf([])).toContain('<updated>2026-05-09T00:00:00.000Z</updated>');
  });

  it('writes markup and what XML cannot hold as text', () => {
    const feed = feedOf([entry('a', { why: ']]></summary><b>"\u0000\ud800' })]);
    expect(feed).toContain('<summary>]]&gt;&lt;/summary&gt;&lt;b&gt;&quot;\ufffd\ufffd</summary>');
    expect(feed).toContain('A &lt;club&gt; &amp; friends (simulated)');
  });

  it('has an incident among the rest, under one id until it is over', () => {
    const incident: Incident = {
      rule: 'ctr',
      title: 'Click-through rate',
      severity: 'critical',
      opened_on: '2026-04-30',
      opened_by: 'd',
      fired_on: '2026-04-30',
      sentence: 'It fell.',
      closed_on: null,
      closed_by: null,
      runbook: 'ctr-drop.md',
    };
    const open = feedOf([entry('a')], undefined, [incident]);
    const over = feedOf([entry('a')], undefined, [{ ...incident, closed_on: '2026-05-03', closed_by: 'e' }]);
    expect(open).toMatch(
      /All is well[\s\S]*Incident: Click-through rate[\s\S]*2026-04-30T00[\s\S]*#incidents[\s\S]*It fell/,
    );
    expect(over).toMatch(/Incident, over: Click-through rate[\s\S]*2026-05-03T00[\s\S]*All is well/);
    expect(idsIn(over)[1]).toBe(idsIn(open)[2]);
  });

  it('stops after sixty entries', () => {
    expect(idsIn(feedOf(Array.from({ length: 100 }, (_, n) => entry(`e${n}`))))).toHaveLength(61);
  });
});
