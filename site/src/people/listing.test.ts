// A share and its bar.

import { expect, it } from 'vitest';
import { reasonHtml } from './listing.ts';

const barOf = (part: number): number =>
  Number(/share-part" width="([\d.]+)"/.exec(reasonHtml(part, 'because'))?.[1]);

it('draws a share of the whole score, so that bars of two films compare', () => {
  expect([0.16, 0.5, 1].map(barOf)).toEqual([16, 50, 100]);
});

it('fills the bar with more than all, draws what speaks against a film by its size, and nothing as a line', () => {
  expect([1.3, -0.3, 0].map(barOf)).toEqual([100, 30, 1]);
});
