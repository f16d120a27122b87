import { describe, expect, it } from 'vitest';
import { type JudgeInput, judge } from './judge.ts';
import type { Comparison, Duel } from './outcomes.ts';
import { policyOf } from './rules.fixture.ts';

/** A comparison: candidate and other, ± the half width of the interval. */
function versus(
  opponent: Comparison['opponent'],
  metric: string,
  [candidate, other, half]: [number, number, number],
  users = 400,
): Comparison {
  const higher = metric !== 'rmse';
  const difference = candidate - other;
  const [low, high] = [difference - half, difference + half];
  const shown = users >= 20 && (low > 0 || high < 0);
  const better = low > 0 === higher;
  return {
    head: higher ? 'ranking' : 'rating',
    metric,
    opponent,
    candidate,
    other,
    difference,
    low,
    high,
    users,
    higher_is_better: higher,
    result: shown ? (better ? 'better' : 'worse') : 'no difference shown',
  };
}

const beaten = [
  versus('floor', 'ndcg_at_10', [0.12, 0.08, 0.01]),
  versus('floor', 'rmse', [0.88, 0.92, 0.01]),
];
const figures = { ndcg_at_10: 0.12, precision_at_10: 0.1, coverage_at_10: 0.5, rmse: 0.88 };

function input(changes: Partial<JudgeInput> = {}): JudgeInput {
  return {
    candidate: 'run_b',
    champion: null,
    protocols: { ranking: 'p1', rating: 'r1' },
    ground_sha256: 'a'.repeat(64),
    as_of: '2026-06-30',
    metrics: { candidate: figures, champion: null, floor: { ndcg_at_10: 0.08, rmse: 0.92 } },
    comparisons: beaten,
    slices: [],
    challengers: [],
    costs: { candidate: { bytes: 900_000, list_operations: 300_000 }, champion: null },
    seen: { candidate: 0, champion: 0 },
    championAge: null,
    policy: policyOf(),
    ...changes,
  };
}

/** Against a champion, floors beaten, with these comparisons. */
function against(comparisons: Comparison[], changes: Partial<JudgeInput> = {}): JudgeInput {
  return input({
    champion: 'run_a',
    metrics: { ...input().metrics, champion: { ...figures, ndcg_at_10: 0.11 } },
    comparisons: [...beaten, ...comparisons],
    ...changes,
  });
}

const better = versus('champion', 'ndcg_at_10', [0.12, 0.11, 0.005]);
const kept = versus('champion', 'precision_at_10', [0.1, 0.1, 0.004]);

describe('a first run', () => {
  it('that beats the floors goes live', () => {
    const verdict = judge(input());
    expect(verdict).toMatchObject({ kind: 'verdict', verdict: 'promote', champion: null });
    expect(verdict.reasons[0]).toBe('run_b goes live as the first champion.');
    const { primary_metric, guarded } = policyOf().promotion;
    expect(verdict.asked).toEqual({ primary_metric, guarded });
    expect(verdict.reasons[1]).toBe(
      'Beats the list of popular films: ndcg_at_10 0.1200 against 0.0800: +0.0400 (95% interval +0.0300 to +0.0500, 400 people).',
    );
  });

  it('that is not shown to be worse goes live too, for nothing else serves, and says that this is all', () => {
    const comparisons = [
      versus('floor', 'ndcg_at_10', [0.12, 0.11, 0.03], 12),
      versus('floor', 'rmse', [0.9, 0.92, 0.05], 12),
    ];
    const verdict = judge(input({ comparisons }));
    expect(verdict.verdict).toBe('promote');
    expect(verdict.reasons.join('\n')).toContain('not shown to be worse');
    expect(verdict.reasons.join('\n')).toContain('More judged people would tell.');
  });

  it.each([
    ['popular films', versus('floor', 'ndcg_at_10', [0.05, 0.08, 0.01]), beaten[1]],
    ['user and item means', beaten[0], versus('floor', 'rmse', [0.99, 0.92, 0.01])],
  ])('that is worse than %s is rejected, and nothing goes live', (_, ranking, rating) => {
    const verdict = judge(input({ comparisons: [ranking, rating] }));
    expect(verdict.verdict).toBe('reject');
    expect(verdict.reasons[0]).toBe('run_b is rejected, so nothing goes live.');
  });

  it('without any rating to judge by is judged on its ranking', () => {
    const { rmse: _, ...ranking } = figures;
    const metrics = { ...input().metrics, candidate: ranking };
    expect(judge(input({ comparisons: [beaten[0]], metrics })).verdict).toBe('promote');
  });

  it('on which nobody could be judged needs a person', () => {
    const metrics = { candidate: {}, champion: null, floor: {} };
    const verdict = judge(input({ comparisons: [], metrics }));
    expect(verdict.verdict).toBe('investigate');
    expect(verdict.reasons.join('\n')).toContain('Nobody could be judged');
  });
});

describe('against a champion', () => {
  it('better on the primary metric and within the margins replaces it', () => {
    const verdict = judge(against([better, kept]));
    expect(verdict.verdict).toBe('promote');
    expect(verdict.reasons[0]).toBe('run_b replaces run_a.');
  });

  it.each<[string, Comparison[], string, string]>([
    [
      'no difference',
      [versus('champion', 'ndcg_at_10', [0.112, 0.11, 0.005]), kept],
      'hold',
      'No difference',
    ],
    [
      'worse',
      [versus('champion', 'ndcg_at_10', [0.1, 0.11, 0.005]), kept],
      'reject',
      'Worse than the champion',
    ],
    [
      'a guarded metric lost',
      [better, versus('champion', 'precision_at_10', [0.08, 0.1, 0.004])],
      'reject',
      'Guarded, lost',
    ],
    [
      'a guarded metric open',
      [better, versus('champion', 'precision_at_10', [0.099, 0.1, 0.02])],
      'hold',
      'Guarded, open',
    ],
    // Shown to be worse, but by less than is allowed: that is what a margin is for.
    [
      'a little worse within the margin',
      [better, versus('champion', 'precision_at_10', [0.098, 0.1, 0.001])],
      'promote',
      'Guarded, kept',
    ],
    [
      'surely worse, but perhaps within the margin',
      [better, versus('champion', 'precision_at_10', [0.097, 0.1, 0.0025])],
      'hold',
      'Guarded, open',
    ],
    [
      'ratings lost',
      [better, versus('champion', 'rmse', [0.92, 0.88, 0.01])],
      'reject',
      'Guarded, lost: rmse',
    ],
    [
      'better ratings',
      [better, versus('champion', 'rmse', [0.84, 0.88, 0.01])],
      'promote',
      'Guarded, kept: rmse',
    ],
  ])('%s', (_, comparisons, expected, sentence) => {
    const verdict = judge(against(comparisons));
    expect(verdict.verdict).toBe(expected);
    expect(verdict.reasons.join('\n')).toContain(sentence);
  });

  it('a collapse of coverage is told by the figures, which have no interval', () => {
    const { metrics } = against([]);
    const collapsed = { ...metrics, candidate: { ...figures, coverage_at_10: 0.3 } };
    const verdict = judge(against([better, kept], { metrics: collapsed }));
    expect(verdict.verdict).toBe('reject');
    expect(verdict.reasons).toContain(
      'Guarded, lost: coverage_at_10 0.3000 against 0.5000: -0.2000; may lose 0.1000 (20%).',
    );
  });

  it('ratings without a comparison are told by their figures, lower being better', () => {
    const { metrics } = against([]);
    const off = { ...metrics, candidate: { ...figures, rmse: 0.95 } };
    const near = { ...metrics, candidate: { ...figures, rmse: 0.7 } };
    expect(judge(against([better, kept], { metrics: off })).verdict).toBe('reject');
    expect(judge(against([better, kept], { metrics: near })).verdict).toBe('promote');
  });

  it('a floor that is not shown to be beaten holds, and says when too few people are why', () => {
    const comparisons = [versus('floor', 'ndcg_at_10', [0.12, 0.11, 0.02]), beaten[1], better, kept];
    const verdict = judge(against([], { comparisons }));
    expect(verdict.verdict).toBe('hold');
    expect(verdict.reasons.join('\n')).toContain('Not shown to beat the list of popular films');
  });

  it('user and item means as the rating head are the floor, and do not hold a better ranking back', () => {
    const same = versus('floor', 'rmse', [0.92, 0.92, 0]);
    expect(judge(against([], { comparisons: [beaten[0], same, better, kept] })).verdict).toBe('promote');
  });

  it('a floor that is missed is rejected, however good the rest', () => {
    const comparisons = [versus('floor', 'ndcg_at_10', [0.12, 0.2, 0.01]), beaten[1], better, kept];
    expect(judge(against([], { comparisons })).verdict).toBe('reject');
  });

  it('says that the champion has seen what judges it', () => {
    const verdict = judge(against([better, kept], { seen: { candidate: 0, champion: 0.25 } }));
    expect(verdict.verdict).toBe('promote');
    expect(verdict.reasons.join('\n')).toContain('learned from 25%');
  });
});

describe('figures that are not believed', () => {
  it.each<[string, JudgeInput, string]>([
    [
      'a gain beyond belief',
      against([versus('champion', 'ndcg_at_10', [0.3, 0.11, 0.01]), kept]),
      'believed without a look',
    ],
    [
      'a nearly perfect score',
      input({ metrics: { ...input().metrics, candidate: { ...figures, ndcg_at_10: 0.95 } } }),
      'more often a leak',
    ],
    [
      'a candidate that has seen the test',
      input({ seen: { candidate: 0.1, champion: 0 } }),
      'has learned from 10%',
    ],
    ['too few people to change the champion', against([], { comparisons: few() }), 'Only 30 people'],
    [
      'a figure that cannot be',
      input({ metrics: { ...input().metrics, candidate: { ...figures, precision_at_10: 1.2 } } }),
      'cannot be',
    ],
    [
      'a comparison that contradicts itself',
      against([{ ...better, difference: 0.5 }, kept]),
      'contradicts itself',
    ],
    ['no comparison of the primary metric', against([kept]), 'could not be compared with the champion'],
  ])('%s', (_, judged, sentence) => {
    const verdict = judge(judged);
    expect(verdict.verdict).toBe('investigate');
    expect(verdict.reasons.slice(0, 3).join('\n')).toContain(sentence);
  });

  function few(): Comparison[] {
    return [
      versus('floor', 'ndcg_at_10', [0.12, 0.08, 0.01], 30),
      versus('floor', 'rmse', [0.88, 0.92, 0.01], 30),
      versus('champion', 'ndcg_at_10', [0.12, 0.11, 0.005], 30),
    ];
  }
});

describe('a champion that has grown old', () => {
  const promotion = { ...policyOf().promotion, renew_after_days: 28 };
  const even = versus('champion', 'ndcg_at_10', [0.11, 0.11, 0.02], 12);
  const of = (comparisons: Comparison[], championAge: number) =>
    judge(against(comparisons, { championAge, policy: { promotion } }));

  it('gives way to a candidate that is not shown to be worse, however few people could be judged', () => {
    const open = versus('champion', 'precision_at_10', [0.1, 0.1, 0.05], 12);
    const verdict = of([even, open], 28);
    expect(verdict.verdict).toBe('promote');
    expect(verdict.reasons.join(' ')).toContain('data are 28 days old; from 28 on, not worse is enough.');
    expect(verdict.reasons.join(' ')).toContain('which does not keep an old champion');
  });

  it('stays a day earlier, and where the policy does not renew', () => {
    expect(of([even, kept], 27).verdict).toBe('hold');
    const never = { promotion: { ...promotion, renew_after_days: null } };
    expect(judge(against([even, kept], { championAge: 900, policy: never })).verdict).toBe('hold');
  });

  it('stays against what is shown to be worse, on the primary metric or a guarded one', () => {
    expect(of([versus('champion', 'ndcg_at_10', [0.1, 0.11, 0.005]), kept], 99).verdict).toBe('reject');
    const lost = versus('champion', 'precision_at_10', [0.08, 0.1, 0.004]);
    expect(of([even, lost], 99).verdict).toBe('reject');
  });
});

it('twice as good among a handful of people is chance, not a leak', () => {
  const few = versus('champion', 'ndcg_at_10', [0.24, 0.11, 0.1]);
  expect(judge(against([few, kept])).reasons.join(' ')).not.toContain('believed without a look');
  const many = versus('champion', 'ndcg_at_10', [0.24, 0.11, 0.01]);
  expect(judge(against([many, kept])).reasons.join(' ')).toContain('believed without a look');
});

describe('slices', () => {
  const slice = (low: number, high: number, changes: object = {}): JudgeInput['slices'][number] => ({
    ...{ head: 'ranking', slice: 'newcomers', about: 'people with few entries', metric: 'ndcg_at_10' },
    ...{ opponent: 'champion', candidate: 0.2 + (low + high) / 2, other: 0.2, difference: (low + high) / 2 },
    ...{ low, high, users: 80, entries: 200, higher_is_better: true },
    ...{ result: high < 0 ? 'worse' : 'no difference shown' },
    ...changes,
  });
  const of = (each: JudgeInput['slices'][number]) => judge(against([better, kept], { slices: [each] }));

  it('that collapse for certain reject a candidate whose mean rose', () => {
    const verdict = of(slice(-0.18, -0.11));
    expect(verdict.verdict).toBe('reject');
    expect(verdict.reasons.join(' ')).toContain('Collapsed, newcomers (people with few entries): ndcg_at_10');
  });

  it('that lose less, or perhaps less, do not', () => {
    expect(of(slice(-0.18, -0.09)).verdict).toBe('promote');
    expect(of(slice(-0.3, 0.1)).verdict).toBe('promote');
  });

  it('are read the other way round where lower is better, and not at all of a few people or a floor', () => {
    const error = { higher_is_better: false, metric: 'rmse', result: 'worse' };
    expect(of(slice(0.11, 0.18, error)).verdict).toBe('reject');
    expect(of(slice(-0.18, -0.11, { result: 'too few people' })).verdict).toBe('promote');
    expect(of(slice(-0.18, -0.11, { opponent: 'floor' })).verdict).toBe('promote');
  });
});

describe('what a comparison could have shown', () => {
  const even = (half: number, users: number) => versus('champion', 'ndcg_at_10', [0.11, 0.11, half], users);
  const said = (comparisons: Comparison[], changes: Partial<JudgeInput> = {}) =>
    judge(against(comparisons, changes)).reasons.join('\n');

  it('is said where no difference to the champion is shown: 2.8 standard errors, from the width of the interval', () => {
    // A half width of 0.042 is a standard error of 0.042 / 1.96; 2.8016 of these are 0.0600.
    expect(said([even(0.042, 60), kept])).toContain(
      'With 60 people a difference below 0.0600 could not be told from luck.',
    );
  });

  it('is said where too few people stand against a champion, and where a guard or a floor is open', () => {
    const few = [versus('floor', 'ndcg_at_10', [0.12, 0.08, 0.01], 25), beaten[1], even(0.042, 25)];
    expect(said([], { comparisons: few })).toMatch(
      /^Only 25 people.*With 25 people a difference below 0\.0600/m,
    );
    const guard = versus('champion', 'precision_at_10', [0.099, 0.1, 0.02]);
    expect(said([better, guard])).toContain('With 400 people a difference below 0.0286 could not be told');
    const floor = [versus('floor', 'ndcg_at_10', [0.12, 0.11, 0.02]), beaten[1], better, kept];
    expect(said([], { comparisons: floor })).toMatch(/^Not shown to beat .*a difference below 0\.0286/m);
  });

  it('is nothing below twenty people, and not a matter of people where the models do not differ', () => {
    expect(said([even(0.02, 12), kept])).toContain('With 12 people no difference counts as shown');
    expect(said([even(0, 400), kept])).toContain('The two do not differ for anybody.');
  });

  it('is not said where something is shown', () => {
    expect(said([better, kept])).not.toContain('told from luck');
  });
});

describe('budgets', () => {
  const promotion = { ...policyOf().promotion, max_model_mb: 2, max_list_operations: 1_000_000 };
  const costing = (bytes: number, list_operations: number, changes: Partial<JudgeInput> = {}) => {
    const costs = {
      candidate: { bytes, list_operations },
      champion: { bytes: 900_000, list_operations: 300_000 },
    };
    return judge(against([better, kept], { costs, policy: { promotion }, ...changes }));
  };

  it('that are kept, to the byte and to the operation, are told and hold nothing back', () => {
    const verdict = costing(2_000_000, 1_000_000);
    expect(verdict.verdict).toBe('promote');
    expect(verdict.costs?.candidate).toEqual({ bytes: 2_000_000, list_operations: 1_000_000 });
    expect(verdict.reasons.join('\n')).toContain('Within budget: the models take 2.0 MB, 2,000,000 bytes');
  });

  it.each([
    [
      2_000_001,
      1,
      '2.0 MB, 2,000,001 bytes while they serve (the champion: 0.9 MB, 900,000 bytes), where 2 MB',
    ],
    [1, 1_000_001, '1,000,001 multiply-adds (the champion: 300,000), where 1,000,000 are allowed.'],
  ])('of %i bytes and %i operations reject what is over, with the number', (bytes, operations, sentence) => {
    const verdict = costing(bytes, operations);
    expect(verdict.verdict).toBe('reject');
    expect(verdict.reasons[1]).toContain(sentence);
  });

  it('hold for a first run as well, and not at all where the policy names none', () => {
    const costs = { candidate: { bytes: 3e6, list_operations: 1 }, champion: null };
    expect(judge(input({ costs, policy: { promotion } })).verdict).toBe('reject');
    const none = { promotion: { ...promotion, max_model_mb: null, max_list_operations: null } };
    expect(costing(1e12, 1e12, { policy: none }).verdict).toBe('promote');
  });
});

describe('a challenger', () => {
  const challenger = (comparison: Duel | null, changes: object = {}): JudgeInput['challengers'][number] => ({
    ...{
      run: 'run_c',
      metrics: figures,
      cost: { bytes: 900_000, list_operations: 300_000 },
      seen: 0,
      comparison,
    },
    ...changes,
  });
  const than = (other: number) => {
    const { opponent: _, ...duel } = versus('champion', 'ndcg_at_10', [0.12, other, 0.005]);
    return duel;
  };
  const of = (...challengers: JudgeInput['challengers']) => judge(against([better, kept], { challengers }));

  it('that is shown to be better makes a candidate wait that beats the champion, and is named', () => {
    const verdict = of(challenger(than(0.13)));
    expect(verdict.verdict).toBe('hold');
    expect(verdict.reasons[1]).toMatch(
      /^Worse than the challenger run_c: ndcg_at_10 0\.1200 against 0\.1300/,
    );
    expect(verdict.challengers).toEqual([challenger(than(0.13))]);
  });

  it('that is worse, or not shown to differ, is told and keeps nobody back', () => {
    const verdict = of(challenger(than(0.11)), challenger(than(0.122), { run: 'run_d' }));
    expect(verdict.verdict).toBe('promote');
    expect(verdict.reasons.join('\n')).toContain('Better than the challenger run_c: ndcg_at_10');
    expect(verdict.reasons.join('\n')).toMatch(
      /difference to the challenger run_d is shown: .*told from luck/,
    );
  });

  it('that may not serve, has seen what judges, or could not be compared keeps nobody back, and says why', () => {
    const large = { cost: { bytes: 1e12, list_operations: 1 } };
    expect(of(challenger(than(0.13), large)).verdict).toBe('promote');
    expect(of(challenger(than(0.13), large)).reasons.join('\n')).toContain('over budget');
    const seen = of(challenger(than(0.13), { seen: 0.4 }));
    expect([seen.verdict, seen.reasons.join('\n').includes('has learned from 40%')]).toEqual([
      'promote',
      true,
    ]);
    expect(of(challenger(null)).reasons.join('\n')).toContain('run_c could not be compared');
  });

  it('does not save a candidate that is worse than the champion', () => {
    const worse = versus('champion', 'ndcg_at_10', [0.1, 0.11, 0.005]);
    expect(judge(against([worse, kept], { challengers: [challenger(than(0.13))] })).verdict).toBe('reject');
  });
});
