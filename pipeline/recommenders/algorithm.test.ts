import { expect, test } from 'vitest';
import { resolveParameters } from './algorithm.ts';

const specs = {
  k: { type: 'integer', default: 64, min: 1, max: 512, about: '' },
  decay: { type: 'number', default: 0.5, min: 0, about: '' },
  share: { type: 'number', default: 'auto', auto: 'what suits the data', min: 0, max: 1, about: '' },
  deep: { type: 'boolean', default: false, about: '' },
  weighting: { type: 'choice', default: 'none', choices: ['none', 'bm25'], about: '' },
} as const;
const resolve = (given: Record<string, number | string | boolean>) => resolveParameters('ials', specs, given);

test('what is not given has its default', () => {
  expect(resolve({ k: 8 })).toEqual({ k: 8, decay: 0.5, share: 'auto', deep: false, weighting: 'none' });
});

test.each([
  [{ k: 0 }, 'ials.k: "0" is not legal. Legal: a whole number from 1 to 512.'],
  [{ k: 1.5 }, 'ials.k: "1.5" is not legal.'],
  [{ decay: Number.NaN }, 'ials.decay: "NaN" is not legal. Legal: a number from 0.'],
  [{ decay: '0.5' }, 'ials.decay: "0.5" is not legal.'],
  [{ decay: 'auto' }, 'ials.decay: "auto" is not legal. Legal: a number from 0.'],
  [{ share: 'car' }, 'ials.share: "car" is not legal. Legal: a number from 0 to 1, or auto: what suits'],
  [{ deep: 'yes' }, 'ials.deep: "yes" is not legal. Legal: true, false.'],
  [{ weighting: 'bm52' }, 'ials.weighting: "bm52" is not legal. Legal: none, bm25.'],
  [
    { wieghting: 'bm25' },
    'Algorithm ials has no parameter "wieghting". Did you mean "weighting"? Legal: k, decay,',
  ],
  [{ toString: 1 }, 'Algorithm ials has no parameter "toString".'],
])('%o is refused by name', (given, message) => {
  expect(() => resolve(given)).toThrow(message);
});
