import { describe, expect, it } from 'vitest';
import { byDay } from './activity.ts';
import { calendarUpTo } from './days.ts';
import { featureDrift } from './drift.ts';
import { day, instant, interactionsOf, type ToldRating } from './history.fixture.ts';

const calendar = calendarUpTo(day(9), 10);
const genres = new Map([
  ['drama', ['Drama']],
  ['both', ['Drama', 'Comedy']],
  ['comedy', ['Comedy']],
  ['fresh', ['Horror']],
]);

/** One rating a person: `count` of them for an item on a day. */
function ratings(onDay: number, item: string, count: number, rating = 4): ToldRating[] {
  return Array.from({ length: count }, (_, i) => ({
    day: onDay,
    user: `${item}-${onDay}-${rating}-${i}`,
    item,
    rating,
  }));
}

function drift(told: ToldRating[], trainedUntil: number | null = instant(5)) {
  const days = byDay(interactionsOf(told), calendar, 3);
  return featureDrift({ days, genres, calendar, windowDays: 3, trainedUntil });
}

const training = [...ratings(2, 'drama', 50, 3), ...ratings(3, 'comedy', 50, 4)];

describe('feature drift', () => {
  it('is small when recent interactions look like those of training', () => {
    const { series, parts } = drift([
      ...training,
      ...ratings(8, 'drama', 50, 3),
      ...ratings(8, 'comedy', 50, 4),
    ]);
    expect(series[8].value).toBeCloseTo(0, 12);
    expect(parts.map(({ name }) => name)).toEqual(['rating', 'genre', 'item popularity', 'hour']);
    expect(parts.map(({ samples }) => samples)).toEqual(Array(4).fill({ training: 100, recent: 100 }));
  });

  it('is led by no feature that hardly anybody speaks of', () => {
    // One returning bot gives the feature "activity" five observations that look like nothing in training.
    const joining: ToldRating[] = [
      { day: 1, user: 'bot', item: 'drama' },
      { day: 2, user: 'bot', item: 'comedy' },
    ];
    const spree = Array.from({ length: 5 }, (_, i) => ({ day: 8, user: 'bot', item: `spree-${i}` }));
    const { series, parts } = drift([...training, ...joining, ...ratings(8, 'drama', 60, 3), ...spree]);
    const activity = parts.find(({ name }) => name === 'activity');
    expect(activity?.samples).toEqual({ training: 1, recent: 5 });
    expect(activity?.value).toBeGreaterThan(series[8].value ?? Number.NaN);
    expect(series[8].samples).toBeGreaterThan(50);
  });

  it('is the smoothed KL divergence in nats, checked by hand', () => {
    const { series, parts } = drift([
      ...training,
      ...ratings(8, 'drama', 90, 3),
      ...ratings(8, 'comedy', 10, 3),
    ]);
    // Ratings: training 50 threes and 50 fours, recent 100 and 0, each bin with a half added.
    const [p, q] = [100.5 / 101, 50.5 / 101];
    expect(parts[0].value).toBeCloseTo(p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)), 12);
    // Genres: 90 dramas and 10 comedies against 50 and 50.
    const [r, s] = [90.5 / 101, 50.5 / 101];
    expect(parts[1].value).toBeCloseTo(r * Math.log(r / s) + (1 - r) * Math.log((1 - r) / (1 - s)), 12);
    expect(series[8].value).toBe(Math.max(...parts.map(({ value }) => value)));
    expect(series[8]).toMatchObject({ samples: 100, people: 100 });
    expect(parts[1].low).toBeLessThan(parts[1].value);
    expect(parts[1].high).toBeGreaterThan(parts[1].value);
  });

  it('has a wider interval when few people make the recent interactions', () => {
    // Thirty fives and ten threes, by people who each give always the same rating.
    const recentBy = (people: number): ToldRating[] =>
      Array.from({ length: 40 }, (_, i) => {
        const rating = i % 4 === 0 ? 3 : 5;
        return { day: 8, user: `${rating}-${Math.floor((i * people) / 40)}`, item: `film-${i}`, rating };
      });
    const widthOf = (people: number) => {
      const { parts } = drift([...training, ...recentBy(people)]);
      const part = parts.find(({ name }) => name === 'rating');
      return (part?.high ?? Number.NaN) - (part?.low ?? Number.NaN);
    };
    expect(widthOf(4)).toBeGreaterThan(1.5 * widthOf(40));
  });

  it('shares a film of two genres between them', () => {
    const { parts } = drift([...training, ...ratings(8, 'both', 40)]);
    expect(parts.find(({ name }) => name === 'genre')?.value).toBeCloseTo(0, 12);
  });

  it('never holds training against itself: before the end of training every day is missing', () => {
    const { series } = drift([...training, ...ratings(6, 'drama', 5)]);
    expect(series.map(({ value }) => value !== null)).toEqual([
      ...Array(6).fill(false),
      true,
      ...Array(3).fill(false),
    ]);
    // The window of day 6 reaches back into training; only what came after its end is counted.
    expect(series[6].samples).toBe(5);
  });

  it('leaves films unknown to training to the new item share', () => {
    const { parts } = drift([...training, ...ratings(8, 'fresh', 10)]);
    expect(parts.map(({ name }) => name)).not.toContain('item popularity');
  });

  it('sees a move from popular films to rare ones', () => {
    const popular = [...ratings(1, 'drama', 180), ...ratings(1, 'comedy', 20)];
    const { parts } = drift([...popular, ...ratings(8, 'comedy', 50)]);
    expect(parts.find(({ name }) => name === 'item popularity')?.value).toBeGreaterThan(1);
  });

  it('is missing without a champion, without training data and without recent data', () => {
    for (const { series, parts } of [drift(training, null), drift(training), drift([], instant(5))]) {
      expect(series.every(({ value }) => value === null)).toBe(true);
      expect(parts).toEqual([]);
    }
    expect(drift(ratings(8, 'drama', 9)).series[8].value).toBeNull();
  });
});
