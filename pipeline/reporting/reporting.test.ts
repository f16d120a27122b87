import { describe, expect, it } from 'vitest';
import { LONGEST } from '../registry/fit.ts';
import type { PointerMove, RunManifest } from '../registry/manifest.ts';
import { RUN_A, RUN_B, SELECTION, sampleDraft, sampleVerdict } from '../registry/registry.fixture.ts';
import { RULES } from '../rules/rule-spec.ts';
import { renderCandidate } from './candidate.ts';
import { intervalChart, lineChart } from './chart.ts';
import { renderDecision, renderMove } from './decision.ts';
import {
  closingText,
  incidentIdentity,
  incidentMark,
  incidentText,
  incidentTitle,
  troubleText,
} from './incident.ts';
import type { Rendering } from './rendering.ts';
import { decisionOf, HOSTILE, readingOf } from './reporting.fixture.ts';
import { RUNBOOKS, runbookOf } from './runbooks.ts';
import { weekOf } from './week.ts';
import { renderWeek } from './week-text.ts';

const simulated = { name: 'embedded', kind: 'simulated' } as const;
const files = [{ name: 'item_factors.parquet', sha256: 'a1'.repeat(32), bytes: 189_000 }];
const manifest: RunManifest = { ...(await sampleDraft(RUN_B)).manifest, selection: SELECTION, files };
const move: PointerMove = {
  kind: 'promotion',
  at: '2026-05-11T06:00:00.000Z',
  from: RUN_A,
  to: RUN_B,
  reason: 'Better than the champion.',
  evidence: ['20260511T060000Z-verdict'],
};
const quality = {
  name: 'refused_share',
  title: 'Refused rows',
  unit: 'share',
  value: 0.01,
  low: null,
  high: null,
  baseline: null,
  window: 'all on record',
  counted: 'rows',
  samples: 1200,
} as const;

const beside = { population_stability: 0.1, jensen_shannon: 0.02, kolmogorov_smirnov: null };
const feature = {
  name: 'rating',
  value: 0.031,
  low: 0.02,
  high: 0.04,
  samples: { training: 1200, recent: 340 },
  beside: { ...beside, kolmogorov_smirnov: 0.07 },
};

const candidate = () =>
  renderCandidate({
    manifest,
    verdict: sampleVerdict(RUN_B, RUN_A),
    decision: decisionOf(),
    drift: {
      day: '2026-05-10',
      features: [feature, { ...feature, name: 'genre', value: 0.2, low: null, high: null, beside }],
    },
    health: [
      quality,
      { ...quality, name: 'training_memory', title: 'Peak memory', unit: 'megabytes', value: null },
    ],
  });

const card = {
  run: RUN_B,
  created_at: '2026-05-11T06:00:00.000Z',
  algorithms: { ranking: 'ials', rating: 'svd' },
  training: { until: '2026-05-10T00:00:00.000Z', interactions: 12, users: 4, items: 5 },
  metrics: [],
  seconds: 1.5,
  peak_memory_mb: 96,
  bytes: 236_250,
};
const material = {
  first: '2026-05-04',
  last: '2026-05-10',
  dataset: simulated,
  decision: decisionOf(),
  decisions: [decisionOf()],
  verdicts: [{ verdict: sampleVerdict(RUN_B, RUN_A), card }],
  moves: [move],
};

describe('reports to the letter', () => {
  const golden: [string, () => string][] = [
    ['candidate', () => candidate().markdown],
    [
      'decision',
      () => renderDecision(decisionOf(), { id: '20260511T060000Z-decision', dataset: simulated }).markdown,
    ],
    ['move', () => renderMove(move, { id: '20260511T060000Z-promotion', dataset: simulated }).markdown],
    ['week', () => renderWeek(weekOf(material)).markdown],
    ['incident', () => incidentText(decisionOf(), readingOf({ state: 'fired', held_days: 7 }), 'simulated')],
  ];
  it.each(golden)('%s', async (name, render) => {
    await expect(render()).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it('draws what it says it draws', async () => {
    const pictures = candidate().charts.map(({ svg }) => svg);
    await expect(pictures.join('')).toMatchFileSnapshot('golden/candidate-charts.txt');
  });

  it('shows every picture once, and has all of the figures in its document', () => {
    const { markdown, charts, document } = candidate();
    expect(charts.map(({ name }) => name)).toEqual(['differences.svg', 'slices.svg', 'loss-ranking.svg']);
    for (const { name } of charts) expect(markdown.split(`](${name})`)).toHaveLength(2);
    expect(document).toMatchObject({ kind: 'candidate-report', manifest, decision: decisionOf() });
  });
});

describe('a week', () => {
  it('says plainly what is not there', () => {
    const nothing = decisionOf({
      outcome: 'investigate',
      champion: null,
      rules: [],
      why: 'No rule has data.',
    });
    const week = weekOf({ ...material, decision: nothing, decisions: [], verdicts: [], moves: [] });
    const { markdown } = renderWeek(week);
    for (const sentence of [
      'No decision about this week is on record.',
      'No candidate was judged.',
      'Nothing went live, and nothing was rolled back.',
      'At its end no model served.',
      'No data: every rule is switched off.',
      'No training of this week is on record.',
    ]) {
      expect(markdown).toContain(sentence);
    }
    expect(week.cost).toBeNull();
  });

  it('compares with the week before only where there was one, and names what is due', () => {
    const [clicks, rmse] = weekOf(material).rows;
    expect(clicks).toMatchObject({ week: '25% to 31%', week_before: '32% to 34%' });
    expect(rmse).toMatchObject({ week: 'no data', week_before: 'no data', says: 'no data' });
    expect(weekOf(material).ahead).toContain(
      'Revenue per user: 1 more day past the limit and the rule fires.',
    );
  });

  it('does not call well what is past its limit within chance', () => {
    const told = (margin: number) =>
      weekOf({ ...material, decision: decisionOf({ rules: [readingOf({ margin })] }) }).rows[0].says;
    expect([told(0.2), told(-0.1)]).toEqual(['well', 'past its limit, but chance may explain it']);
  });

  it('promises nothing while a hold stands', () => {
    const hold = { run: RUN_A, reason: 'Nonsense on the front page.', since: '2026-05-09T10:00:00.000Z' };
    const { ahead } = weekOf({ ...material, decision: decisionOf({ hold }) });
    expect(ahead[0]).toContain('Nothing is trained or goes live until the hold is lifted');
    expect(ahead.join(' ')).not.toContain('trains a candidate');
  });

  it('calls nothing simulated that is not', () => {
    const imported = { ...material, dataset: { name: 'club', kind: 'imported' as const } };
    expect(renderWeek(weekOf(imported)).markdown).not.toMatch(/simulated/i);
  });
});

describe('an incident', () => {
  const fired = readingOf({ state: 'fired', held_days: 7 });

  it('keeps its identity when it is brought up to date, and shares it with no other rule', () => {
    const later = incidentText(decisionOf({ as_of: '2026-05-11' }), { ...fired, value: 0.2 }, 'imported');
    expect(incidentIdentity(later)).toBe('click_through_rate');
    expect(incidentIdentity(incidentText(decisionOf(), fired, 'simulated'))).toBe('click_through_rate');
    expect(incidentIdentity(`quoted:\n${later}`)).toBeNull();
    expect(() => incidentMark('a --> b')).toThrow('no name of an incident');
  });

  it('is over only when somebody knows that it is', () => {
    expect(closingText(readingOf({}), '2026-05-12')).toBe(
      'Healthy again on 2026-05-12: Click-through rate is 25%.',
    );
    expect(closingText(readingOf({ state: 'off' }), '2026-05-12')).toContain('switched off');
    for (const state of ['fired', 'alert', 'pending', 'quiet', 'no-data'] as const) {
      expect(closingText(readingOf({ state }), '2026-05-12')).toBe('');
    }
  });

  it('has a runbook for every rule there is, and the index for one that is gone', () => {
    expect(Object.keys(RUNBOOKS).sort()).toEqual(Object.keys(RULES).sort());
    expect(runbookOf('a_rule_of_old')).toBe('README.md');
    expect(runbookOf('constructor')).toBe('README.md');
    expect(troubleText('training_failed', '2026-05-12', 'Out of memory.')).toContain(
      'runbooks/training-failed.md',
    );
  });
});

describe('words from outside', () => {
  const hold = { run: RUN_A, reason: HOSTILE, since: '2026-05-09T10:00:00.000Z' };
  const reading = readingOf({ state: 'fired', title: HOSTILE, sentence: HOSTILE });
  const decision = decisionOf({
    why: HOSTILE,
    hold,
    rules: [reading, readingOf({ state: 'off', title: HOSTILE })],
  });
  const verdict = { ...sampleVerdict(RUN_B, null), reasons: [HOSTILE] };
  const dataset = { name: HOSTILE, kind: 'imported' } as const;
  const moved = { ...move, reason: HOSTILE, evidence: [HOSTILE] };
  const week = weekOf({
    ...material,
    dataset,
    decision,
    verdicts: [{ verdict, card: null }],
    moves: [moved],
  });
  const texts: [string, string][] = [
    [
      'candidate',
      renderCandidate({ manifest: { ...manifest, dataset }, verdict, decision, drift: null, health: [] })
        .markdown,
    ],
    ['decision', renderDecision(decision, { id: null, dataset }).markdown],
    ['move', renderMove(moved, { id: 'x', dataset }).markdown],
    ['week', renderWeek(week).markdown],
    ['incident', incidentText(decision, reading, 'imported')],
    ['closing', closingText({ ...reading, state: 'ok' }, '2026-05-12')],
    ['trouble', troubleText('bad_model_live', '2026-05-12', HOSTILE)],
  ];

  it.each(texts)('cannot take over the text of a %s', (_name, text) => {
    const visible = text.replaceAll(/^```[\s\S]*?^```$|(`+)[^`].*?\1/gm, '').replace(/^<!-- [^\n]*/, '');
    expect(visible).not.toMatch(/(?<!\\)<script|(?<!\\)<!--|\]\(https:|(?<!\S)@someone|#12|^# Promoted/m);
    expect(text).not.toMatch(/^\s*::|##\[|[\u202A-\u202E\u2066-\u2069]|\r/m);
    for (const [lines] of text.matchAll(/(?:^\|.*\n)+/gm)) {
      const widths = lines
        .trimEnd()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size, lines).toBe(1);
    }
  });

  it('stand in a picture as letters', () => {
    const points = [
      { name: HOSTILE, value: 1 },
      { name: '2', value: 2 },
    ];
    const span = { name: HOSTILE, value: 0.1, low: null, high: 0.2 };
    for (const chart of [lineChart('a.svg', HOSTILE, points, 1.5), intervalChart('b.svg', HOSTILE, [span])]) {
      expect(chart?.svg).not.toMatch(/<script|<!--|\u202E/);
      expect(chart?.svg.match(/</g)?.length).toBe(chart?.svg.match(/>/g)?.length);
    }
    expect(incidentTitle(reading)).not.toMatch(/[\r\n\u202E]/);
  });

  it('cannot make a report longer than it may be', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => readingOf({ rule: `rule_${i}`, state: 'fired' }));
    const large = decisionOf({ rules: many });
    const trials = Array.from({ length: 2000 }, () => SELECTION.ranking?.trials[1]).filter(
      (one) => one !== undefined,
    );
    const ranking = SELECTION.ranking && { ...SELECTION.ranking, trials };
    const searched = { ...manifest, selection: { ...SELECTION, ranking } };
    const renderings: Rendering[] = [
      renderDecision(large, { id: '20260511T060000Z-decision', dataset }),
      renderWeek(weekOf({ ...material, decision: large })),
      renderCandidate({ manifest: searched, verdict, decision: large, drift: null, health: [] }),
    ];
    for (const { markdown } of renderings) {
      expect(markdown.length).toBeLessThanOrEqual(LONGEST);
      expect(markdown).toMatch(/Left out, to stay within 60,000 characters: .*\. Whole in /);
    }
    expect(
      incidentText({ ...large, hold: { ...hold, reason: 'x'.repeat(LONGEST) } }, reading, 'imported').length,
    ).toBeLessThanOrEqual(LONGEST);
  });
});
