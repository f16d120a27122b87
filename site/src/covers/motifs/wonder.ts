// Art for the genres of wonder: science fiction and fantasy.

import { at, bar, disc, field, half, line, repeat, ring, shape, sparkle, turned } from '../pen.ts';

const stars = (colour: 'paper' | 'b' | 'c' | 'ink') =>
  [
    [12, 16],
    [34, 30],
    [52, 10],
    [88, 18],
    [108, 40],
    [18, 62],
    [104, 84],
    [30, 104],
    [78, 108],
    [66, 34],
  ]
    .map(([x, y], i) => disc(x, y, i % 3 === 0 ? 1.6 : 0.9, colour))
    .join('');

const scifi = [
  // A ringed planet.
  () =>
    field('ink') +
    stars('paper') +
    disc(60, 62, 27, 'a') +
    half(60, 62, 27, 'b', 200) +
    turned(
      -20,
      60,
      62,
      shape('M8 62a52 12 0 0 0 104 0a52 12 0 0 0 -4 -4.6a48 8.6 0 0 1 -96 0a52 12 0 0 0 -4 4.6z', 'paper'),
    ),
  // Orbits.
  () =>
    field('paper') +
    repeat(5, (i) => ring(60, 60, 14 + i * 12, i === 2 ? 'a' : 'ink', i === 2 ? 2.4 : 1)) +
    disc(60, 60, 9, 'a') +
    disc(82.8, 45.6, 4, 'ink') +
    disc(30, 40, 5.4, 'b') +
    disc(96, 96, 7, 'c'),
  // Two worlds, one rising.
  () =>
    field('c') +
    stars('paper') +
    disc(60, 138, 66, 'ink') +
    disc(60, 52, 22, 'b') +
    disc(68, 46, 22, 'a') +
    line('M2 104A66 66 0 0 1 118 104', 'paper', 1.4),
  // A machine thinks.
  () =>
    field('a') +
    bar(0, 46, 120, 30, 'ink') +
    repeat(6, (i) => bar(8 + i * 18, 54, 12, 14, i === 3 ? 'b' : 'c')) +
    disc(92, 61, 18, 'ink') +
    disc(92, 61, 12, 'paper') +
    disc(92, 61, 6, 'b') +
    repeat(6, (i) => bar(0, 8 + i * 6, 120, 1, 'paper')) +
    repeat(6, (i) => bar(0, 84 + i * 6, 120, 1, 'paper')),
  // A grid to a far sun.
  () =>
    field('ink') +
    disc(60, 54, 30, 'a') +
    repeat(4, (i) => bar(20, 58 + i * 6, 80, 1 + i * 0.8, 'ink')) +
    bar(0, 80, 120, 40, 'c') +
    repeat(6, (i) => bar(0, 80 + i * i * 1.6, 120, 1.1, 'paper')) +
    repeat(11, (i) => line(`M${at(60 + (i - 5) * 9, 80)}L${at(60 + (i - 5) * 34, 120)}`, 'paper', 1.1)),
];

const fantasy = [
  // A crescent over towers.
  () =>
    field('c') +
    disc(64, 44, 30, 'b') +
    disc(76, 38, 27, 'c') +
    sparkle(94, 30, 7, 'paper') +
    sparkle(28, 24, 4.6, 'paper') +
    shape('M0 120V92H14V72L23 56L32 72V92H48V78L58 58L68 78V92H84V84L92 70L100 84V92H120V120Z', 'ink') +
    bar(56, 88, 4.4, 9, 'a'),
  // The gate.
  () =>
    field('a') +
    repeat(5, (i) => {
      const w = 50 - i * 9;
      return shape(
        `M${at(60 - w, 124)}V${at(60)}A${at(w, w)} 0 0 1 ${at(60 + w, 60)}V124Z`,
        (['ink', 'c', 'b', 'paper', 'a'] as const)[i],
      );
    }) +
    sparkle(60, 76, 10, 'ink'),
  // A tree that is also a crown.
  () =>
    field('paper') +
    repeat(5, (i) =>
      disc(
        60 + Math.cos(Math.PI + (i * Math.PI) / 4) * 34,
        62 + Math.sin(Math.PI + (i * Math.PI) / 4) * 30,
        19,
        i % 2 ? 'a' : 'c',
      ),
    ) +
    disc(60, 50, 22, 'b') +
    shape('M52 120C56 96 56 84 54 66H66C64 84 64 96 68 120Z', 'ink') +
    sparkle(60, 46, 9, 'paper'),
  // A great wave of scales.
  () =>
    field('c') +
    repeat(42, (i) => {
      const row = Math.floor(i / 7);
      return half(
        (i % 7) * 20 + (row % 2) * 10,
        118 - (5 - row) * 14,
        10,
        (['a', 'b', 'ink'] as const)[(row + (i % 7)) % 3],
      );
    }) +
    disc(86, 26, 12, 'paper'),
];

export const wonder = { scifi, fantasy };
