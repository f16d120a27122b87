import { expect, test } from 'vitest';
import { matchColumns } from './columns.ts';
import { parseFilmColumns, parseInteractionColumns, parseShare } from './options.ts';

test('a mapping names columns for our words', () => {
  expect(parseInteractionColumns('user=uid, item=mid,rating=my score,time=ts')).toEqual({
    user: 'uid',
    item: 'mid',
    rating: 'my score',
    time: 'ts',
  });
  expect(parseInteractionColumns('rating=none')).toEqual({ rating: null });
  expect(parseFilmColumns('id=film,title=a=b')).toEqual({ id: 'film', title: 'a=b' });
});

test('an unknown word is answered with the nearest legal one', () => {
  expect(() => parseInteractionColumns('users=uid')).toThrow(
    /"users=uid".*Did you mean "user"\? Legal: user, item, rating, time/,
  );
  expect(() => parseInteractionColumns('user=')).toThrow(/"user=" in the column mapping is not legal/);
  expect(() => parseInteractionColumns('user=a,user=b')).toThrow(/"user twice"/);
  expect(() => parseFilmColumns('')).toThrow(/is not legal/);
});

test('well-known names need no mapping, and a mapping goes before them', () => {
  const columns = ['User_ID', 'movieId', 'score', 'Time Stamp', 'uid'];
  const roles = ['user', 'item', 'rating', 'time'] as const;
  expect(matchColumns(roles, {}, columns)).toEqual({
    user: 'User_ID',
    item: 'movieId',
    rating: 'score',
    time: 'Time Stamp',
  });
  expect(matchColumns(roles, { user: 'uid', rating: null }, columns)).toMatchObject({
    user: 'uid',
    rating: null,
  });
  expect(matchColumns(roles, {}, ['a', 'b'])).toEqual({ user: null, item: null, rating: null, time: null });
});

test('a share is a number or a percentage', () => {
  expect(['0', '0.2', '20%', '100%', '1'].map(parseShare)).toEqual([0, 0.2, 0.2, 1, 1]);
  for (const text of ['20', '-1', 'all', '']) expect(() => parseShare(text)).toThrow(/is not a share/);
});
