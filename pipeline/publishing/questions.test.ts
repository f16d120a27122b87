import { expect, it } from 'vitest';
import { COMING, FILMS, interactionsOf, MODELLED, modelsOf, UNKNOWN } from './publishing.fixture.ts';
import { questions } from './questions.ts';

const available = new Set(FILMS.map(({ item_id }) => item_id).filter((id) => id !== COMING));
const love = (user: string, item: string) => ({ user, item, signal: 'love' as const, daysAgo: 1 });
const interactions = interactionsOf([
  love('ann', 'f2'),
  love('bob', 'f2'),
  love('bob', 'f5'),
  love('cem', UNKNOWN),
]);

it('asks about films that are there and known to the champion, each once', () => {
  const { ranking } = modelsOf(MODELLED);
  const { run, items } = questions(
    { interactions, champion: { run: 'run_20260501_100000', ranking } },
    available,
  );
  expect(run).toBe('run_20260501_100000');
  expect([...items].sort()).toEqual(MODELLED.filter((id) => id !== COMING));
  expect(items.slice(0, 2).sort()).toEqual(['f2', 'f5']);
});

it('asks about the best liked films while there is no champion, and about none while there is nothing', () => {
  expect(questions({ interactions, champion: null }, available).items).toEqual(['f2', 'f5', UNKNOWN]);
  expect(questions({ interactions: interactionsOf([]), champion: null }, available).items).toEqual([]);
});
