import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_REACTIONS, parseForm } from '../../../../actions/collect-feedback/form.ts';
import { EVERY_TOLD } from '../../words/told.ts';
import { formatMine, LONGEST_FILE, parseMine } from './file.ts';
import { type Mine, markSent, merge, NOTHING, say, stepBetween, undo, waiting } from './record.ts';
import { feedbackLines, issueAddress, issueText, LONGEST_ADDRESS, MOST_IN_ISSUE } from './send.ts';

const anyFilm = () => true;
const id = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => !/[\s\p{C}]/u.test(text));
const mine = fc
  .array(fc.tuple(id, fc.constantFrom(...EVERY_TOLD), fc.integer({ min: 0, max: 4e12 })), { maxLength: 20 })
  .map((all) => all.reduce((so, [film, as, at]) => say(so, film, as, at), NOTHING as Mine));
const titles = ['"quoted" \\ </script>', '🎬 \u202eemoji', 'שלום עולם', 'x'.repeat(300), '\n'];

it('a file says again what was said, whatever titles and ids look like', () => {
  fc.assert(
    fc.property(mine, fc.constantFrom(...titles), (one, title) => {
      expect(parseMine(formatMine(one, () => title))).toEqual(one);
      expect(parseMine(formatMine(one))).toEqual(one);
    }),
  );
});

it.each([
  ['', 'not JSON'],
  ['[]', 'The file is []; legal: an object'],
  ['{"format":2}', 'format is 2; legal: 1'],
  [formatMine({ ...NOTHING, visitor: 'Anna' }), 'visitor is "Anna"; legal: empty, or'],
  [
    formatMine(say(NOTHING, 'f1', 'love', 5)).replace('"love"', '"loved"'),
    'reactions[0].reaction is "loved"; legal: not, likes, love',
  ],
  [
    formatMine(say(NOTHING, 'f1', 'love', 5)).replace('"f1"', '"two words"'),
    'reactions[0].item_id is "two words"',
  ],
  [formatMine(say(NOTHING, 'f1', 'love', 5)).replace('1970', '2970'), 'reactions[0].at is "2970'],
  [formatMine(NOTHING).replace('80', '800'), 'tuned.mix is 800; legal: a whole number from 0 to 100'],
  ['x'.repeat(LONGEST_FILE + 1), 'characters long; legal are'],
])('a bad file is named by place, value and what is legal (%#)', (text, said) => {
  expect(() => parseMine(text)).toThrow(said);
});

it('no text makes it fail in any other way', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(() => parseMine(text)).toThrow(/legal/);
    }),
  );
});

it('what is told can be undone, also when another page said something of another film meanwhile', () => {
  fc.assert(
    fc.property(mine, id, fc.constantFrom(...EVERY_TOLD, null), (before, film, as) => {
      const after = say(before, film, as, 5e12);
      const step = stepBetween(before, after);
      const other = say(after, 'another film', 'love', 6e12);
      const both = undo(other, step, 7e12);
      expect(both.told.get(film)).toEqual(before.told.get(film));
      expect(both.told.has('another film')).toBe(true);
    }),
  );
});

it('merging takes the later word, either way round, and loses no film', () => {
  fc.assert(
    fc.property(mine, mine, (one, other) => {
      const both = merge(one, other);
      expect(new Set(both.told.keys())).toEqual(new Set([...one.told.keys(), ...other.told.keys()]));
      for (const [film, { at }] of both.told)
        expect(at).toBe(Math.max(one.told.get(film)?.at ?? 0, other.told.get(film)?.at ?? 0));
    }),
  );
});

it('what was sent is not sent again, and what changes after it is, an undo where it is taken back', () => {
  const told = say(say(say(NOTHING, 'f1', 'love', 1), 'f2', 'seen', 2), 'f3', 'not', 3);
  expect(waiting(told, anyFilm).map(({ item_id, signal }) => `${signal} ${item_id}`)).toEqual([
    'love f1',
    'thumb_down f3',
  ]);
  const sent = markSent(told, waiting(told, anyFilm));
  expect(waiting(sent, anyFilm)).toEqual([]);
  const changed = say(say(sent, 'f1', null, 4), 'f3', 'likes', 5);
  expect(issueText(waiting(changed, anyFilm))).toBe('undo f1\nthumb_up f3');
  const all = markSent(changed, waiting(changed, anyFilm));
  expect([...all.told.keys()]).toEqual(['f2', 'f3']);
  expect(say(NOTHING, 'f1', null, 1)).toEqual(NOTHING);
});

it('only ids of the catalogue are ever sent, and the repository reads each line of an issue', () => {
  fc.assert(
    fc.property(mine, (one) => {
      const known = new Set([...one.told.keys()].filter((film) => film.length % 2 === 0));
      const reactions = waiting(one, (film) => known.has(film));
      expect(reactions.every(({ item_id }) => known.has(item_id))).toBe(true);
      const address = issueAddress('https://github.com/a/b', reactions);
      if (address === null || reactions.length === 0) return;
      const text = new URL(address).searchParams.get('reactions') ?? '';
      expect(parseForm(`### Reactions\n\n\`\`\`text\n${text}\n\`\`\``)).toEqual(
        reactions.map(({ item_id, signal }, i) => ({ line: i + 1, film: item_id, signal })),
      );
    }),
  );
});

it('no issue is offered that is too long, or that holds more than an account may send in a day', () => {
  const many = (n: number, film: string) =>
    Array.from({ length: n }, (_, i) => ({ item_id: `${film}${i}`, signal: 'love', at: i }));
  expect(MOST_IN_ISSUE).toBe(MOST_REACTIONS);
  expect(issueAddress('https://github.com/a/b', many(MOST_IN_ISSUE, 'f'))?.length).toBeLessThan(
    LONGEST_ADDRESS,
  );
  expect(issueAddress('https://github.com/a/b', many(MOST_IN_ISSUE + 1, 'f'))).toBeNull();
  expect(issueAddress('https://github.com/a/b', many(60, 'long'.repeat(30)))).toBeNull();
});

it('the same reaction has the same event id, another has another', () => {
  const one = { item_id: 'f1', signal: 'love', at: 1 };
  const lines = feedbackLines('visitor-0', [one, { ...one, at: 2 }, { ...one, item_id: 'f2' }, one])
    .trim()
    .split('\n');
  const ids = lines.map((line) => JSON.parse(line).event_id);
  expect([new Set(ids).size, ids[3]]).toEqual([3, ids[0]]);
});
