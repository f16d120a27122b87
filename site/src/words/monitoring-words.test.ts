import { expect, it } from 'vitest';
import { ledToHtml } from './fired.ts';
import { freshnessInWords } from './freshness.ts';

const verdict = { id: 'v', kind: 'verdict', outcome: 'hold', run: 'run_b' } as const;
const promotion = { id: 'p', kind: 'promotion', outcome: 'promotion', run: 'run_c' } as const;

it('says what a firing led to: a promotion before a verdict, a hold before nothing', () => {
  const said = (fired: Parameters<typeof ledToHtml>[0]) => ledToHtml(fired, (run) => `<a>${run}</a>`);
  expect(said({ held: false, led_to: [verdict, promotion] })).toBe('promoted <a>run_c</a>');
  expect(said({ held: false, led_to: [verdict] })).toBe('trained; verdict hold on <a>run_b</a>');
  expect(said({ held: true, led_to: [] })).toBe('a hold forbade acting on it');
  expect(said({ held: false, led_to: [] })).toBe('nothing on record followed');
});

it('says when newer data are due, and where that comes from', () => {
  const said = (basis: 'policy' | 'cadence' | 'ended' | 'unknown', expected_by: string | null) =>
    freshnessInWords({
      newest_data: '2026-05-01',
      freshness: { basis, expected_by, days: expected_by && 3 ? 3 : null },
    });
  expect(said('policy', '2026-05-05T00:00:00.000Z')).toBe(
    'Newer data are expected by May 5, 2026, 00:00 UTC: days_since_data in thresholds.yaml allows 3 days of silence.',
  );
  expect(said('cadence', '2026-05-05T00:00:00.000Z')).toContain('the longest silence');
  expect(said('ended', null)).toBe('Simulated: it ended on May 1, 2026, and nothing newer is expected.');
  expect(said('unknown', null)).toContain('Too few days');
});
