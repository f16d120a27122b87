import { describe, expect, it } from 'vitest';
import type { RuleReading } from '../data/types.ts';
import { bytes, counted, day, duration, instant, listed, share, signed } from './format.ts';
import { escapeHtml } from './html.ts';
import { inMetricOrder, metricLabel } from './labels.ts';
import { outcomeLabel } from './log.ts';
import { placementInWords, widenedInWords } from './placement.ts';
import { reactionInWords } from './reactions.ts';
import { distanceInWords, inUnit, limitInWords, marginInWords } from './rules.ts';

describe('figures in words', () => {
  it('count with the right number', () => {
    expect(counted(1, 'film')).toBe('1 film');
    expect(counted(1204, 'person', 'people')).toBe('1,204 people');
    expect(counted(0, 'film')).toBe('0 films');
  });

  it('write dates in UTC, and leave what is none as it is', () => {
    expect(day('2026-06-14')).toBe('June 14, 2026');
    expect(instant('2026-06-14T23:30:00Z')).toBe('Jun 14, 2026, 23:30 UTC');
    expect(day('soon')).toBe('soon');
  });

  it('scale time and size', () => {
    expect(duration(4.25)).toBe('4.3 s');
    expect(duration(95)).toBe('1 min 35 s');
    expect(duration(4000)).toBe('1 h 6 min');
    expect([bytes(12), bytes(1500), bytes(1_234_567)]).toEqual(['12 B', '1.5 kB', '1.2 MB']);
  });

  it('sign differences, and list things', () => {
    expect([signed(0.0123, 3), signed(-0.0123, 3), signed(0, 3)]).toEqual(['+0.012', '-0.012', '0.000']);
    expect(share(0.3412)).toBe('34%');
    expect(listed(['Action', 'War', 'Drama'])).toBe('Action, War, and Drama');
  });
});

describe('a rule in words', () => {
  const rule = (parts: Partial<RuleReading>): RuleReading =>
    ({ limit: 0.3, baseline: null, healthy_side: 'above', unit: 'share', ...parts }) as RuleReading;

  it('has each unit', () => {
    const units = ['share', 'score', 'stars', 'seconds', 'currency', 'count', 'nats', 'days'] as const;
    expect(units.map((unit) => inUnit(3, unit))).toEqual([
      '300%',
      '3.000',
      '3.000 stars',
      '3.0 s',
      '3.00',
      '3',
      '3.000 nats',
      '3 days',
    ]);
    expect(inUnit(null, 'share')).toBe('–');
  });

  it('says which side of the limit is healthy', () => {
    expect(limitInWords(rule({}))).toBe('at least 30%');
    expect(limitInWords(rule({ healthy_side: 'below' }))).toBe('at most 30%');
    expect(limitInWords(rule({ healthy_side: 'within', baseline: 0.4 }))).toBe('between 30% and 50%');
    expect(limitInWords(rule({ limit: null }))).toBe('no limit');
  });

  it('says how far from it, and for how long', () => {
    expect([marginInWords(0.12), marginInWords(-0.04)]).toEqual(['12% to spare', '4% past the limit']);
    const past = { value: 0.3, limit: 0.1, healthy_side: 'below', margin: -2, unit: 'nats' } as const;
    expect(distanceInWords(rule(past))).toBe('0.200 nats past');
    expect(distanceInWords(rule({ ...past, healthy_side: 'above', margin: 2 }))).toBe('0.200 nats to spare');
    expect(distanceInWords(rule({ ...past, healthy_side: 'within' }))).toBe('0.200 nats past');
    expect(distanceInWords(rule({ ...past, unit: 'share', value: 0.0999 }))).toBe('0.010 points to spare');
    expect(distanceInWords(rule({ ...past, value: null }))).toBeNull();
  });
});

describe('labels', () => {
  it('put known metrics in reading order and name unknown ones by their key', () => {
    expect(inMetricOrder(['zeta', 'rmse', 'ndcg_at_10', 'alpha'])).toEqual([
      'ndcg_at_10',
      'rmse',
      'alpha',
      'zeta',
    ]);
    expect(metricLabel('new_metric').name).toBe('new metric');
  });

  it('read a log entry', () => {
    expect(outcomeLabel({ kind: 'decision', outcome: 'critical' })).toMatchObject({
      word: 'Critical',
      tone: 'bad',
    });
    expect(outcomeLabel({ kind: 'verdict', outcome: 'toString' })).toEqual({
      word: 'toString',
      tone: 'quiet',
    });
    expect(outcomeLabel({ kind: 'rollback', outcome: 'run_1' })).toEqual({ word: 'run_1', tone: 'bad' });
  });

  it('read a reaction', () => {
    expect(reactionInWords({ rating: 4.5, opinion: null })).toBe('gave 4.5 to');
    expect(reactionInWords({ rating: 4.5, opinion: 'love' })).toBe('loved');
    expect(reactionInWords({ rating: null, opinion: 'not_interested' })).toBe('watched');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that could end a text or an attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });
});

describe('where little is known', () => {
  it('a placed film says by what, and how many told us about it', () => {
    const film = { by_genres: true, by_year: true, touched_by: 0 };
    expect(placementInWords(film)).toBe('New: placed by genre and year; nobody has told us about it yet');
    expect(placementInWords({ ...film, by_genres: false, touched_by: 1 })).toBe(
      'New: placed by year; 1 person has told us about it',
    );
    expect(placementInWords({ by_genres: false, by_year: false, touched_by: 12 })).toBe(
      'New: placed among all films, with no genre or year to go by; 12 people have told us about it',
    );
  });

  it('a widened list says what it gave up', () => {
    const asked = { genre: 'Western', decade: null };
    expect(widenedInWords({ ...asked, widened: [] })).toBe('In the last four weeks.');
    expect(widenedInWords({ ...asked, widened: ['lately'] })).toContain('so these are of all time');
    expect(widenedInWords({ genre: null, decade: 1920, widened: ['lately', 'decade'] })).toContain(
      'not of the 1920s alone',
    );
  });
});
