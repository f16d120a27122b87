// Art for the genres of shadow: film noir, horror, thriller, crime, mystery.

import {
  at,
  bar,
  disc,
  field,
  half,
  line,
  oval,
  polygon,
  quarter,
  repeat,
  ring,
  shape,
  turned,
} from '../pen.ts';

/** Half circles of growing radius, joined: a path that winds out from x, y. */
const spiral = (x: number, y: number, step: number, turns: number): string =>
  `M${at(x, y)}${Array.from({ length: turns * 2 }, (_, i) => {
    const radius = ((i + 1) * step) / 2;
    const end = i % 2 === 0 ? x + Math.ceil((i + 1) / 2) * step : x - ((i + 1) / 2) * step;
    return `A${at(radius, radius)} 0 0 1 ${at(end, y)}`;
  }).join('')}`;

const noir = [
  // Light through a blind.
  () =>
    field('ink') +
    repeat(8, (i) => polygon('b', 34, 26 + i * 11, 112, 6 + i * 11, 112, 12 + i * 11, 34, 32 + i * 11)) +
    polygon('ink', 70, -10, 74, -10, 74, 130, 70, 130) +
    bar(0, 112, 120, 8, 'a') +
    bar(14, 74, 9, 38, 'paper', 4) +
    disc(18.5, 69, 5.6, 'paper') +
    bar(9, 66, 19, 2.6, 'paper'),
  // A street lamp.
  () =>
    field('c') +
    polygon('b', 72, 30, 112, 120, 14, 120, 60, 30) +
    bar(64.5, 24, 3.5, 96, 'ink') +
    half(66, 32, 13, 'ink') +
    oval(58, 112, 40, 6, 'paper') +
    bar(38, 84, 7, 28, 'ink', 3) +
    disc(41.5, 80, 4.6, 'ink') +
    bar(34, 78, 15, 2.2, 'ink'),
  // Stairs from above.
  () =>
    field('a') +
    repeat(7, (i) =>
      turned(
        i * 13,
        60,
        60,
        bar(8 + i * 7.4, 8 + i * 7.4, 104 - i * 14.8, 104 - i * 14.8, i % 2 ? 'paper' : 'ink'),
      ),
    ),
  // A door left open.
  () =>
    field('ink') +
    polygon('paper', 46, 22, 74, 22, 74, 96, 46, 96) +
    polygon('b', 46, 96, 74, 96, 112, 120, 20, 120) +
    polygon('a', 74, 22, 92, 14, 92, 108, 74, 96) +
    disc(88, 62, 2.2, 'paper'),
];

const horror = [
  // Teeth.
  () =>
    field('a') +
    repeat(7, (i) => polygon('ink', i * 20 - 10, -2, i * 20 + 10, -2, i * 20, 40 + (i % 2) * 10)) +
    repeat(7, (i) => polygon('ink', i * 20 - 20, 122, i * 20, 122, i * 20 - 10, 78 - (i % 2) * 10)),
  // What runs down the wall.
  () =>
    field('paper') +
    bar(0, 0, 120, 22, 'a') +
    repeat(9, (i) => bar(2 + i * 13.4, -10, 9, [48, 76, 40, 104, 62, 90, 46, 70, 54][i], 'a', 4.5)) +
    disc(73, 108, 4, 'a'),
  // An eye in the dark.
  () =>
    field('ink') +
    shape('M6 62C30 26 90 26 114 62C90 98 30 98 6 62Z', 'paper') +
    disc(60, 62, 23, 'a') +
    oval(60, 62, 6, 20, 'ink') +
    disc(68, 52, 3.4, 'paper'),
  // A house with one window lit.
  () =>
    field('c') +
    disc(86, 36, 22, 'b') +
    shape('M26 120V66L40 46L54 66V58H60V38L70 22L80 38V58H96V120Z', 'ink') +
    bar(66, 44, 8, 12, 'a') +
    repeat(3, (i) => bar(36 + i * 20, 84, 7, 11, i === 1 ? 'a' : 'c')) +
    shape('M0 116C30 106 90 108 120 116V120H0Z', 'a'),
];

const thriller = [
  // A spiral, one stroke.
  () => field('a') + line(spiral(60, 62, 7, 8), 'ink', 5.4) + disc(60, 62, 4.6, 'paper'),
  // The cross hairs.
  () =>
    field('paper') +
    disc(60, 60, 40, 'c') +
    ring(60, 60, 40, 'ink', 3) +
    ring(60, 60, 24, 'ink', 1.6) +
    line('M60 4V116M4 60H116', 'ink', 1.6) +
    disc(60, 60, 8, 'a'),
  // A slit.
  () =>
    field('ink') +
    polygon('a', 0, 78, 120, 34, 120, 62, 0, 92) +
    disc(62, 64, 11, 'paper') +
    disc(62, 64, 5, 'ink') +
    polygon('ink', 0, 40, 120, 0, 120, 40, 0, 82) +
    polygon('b', 0, 100, 120, 76, 120, 80, 0, 104),
  // A thread that tightens.
  () =>
    field('b') +
    repeat(11, (i) =>
      line(
        `M${at(4 + i * 11.2, -4)}C${at(4 + i * 11.2, 50)} ${at(56 + i * 0.8, 46)} ${at(56 + i * 0.8, 64)}S${at(4 + i * 11.2, 84)} ${at(4 + i * 11.2, 124)}`,
        i % 2 ? 'ink' : 'a',
        3,
      ),
    ) +
    bar(50, 60, 20, 8, 'ink', 4),
];

const crime = [
  // A fingerprint.
  () =>
    field('paper') +
    repeat(8, (i) => ring(60, 68, 6 + i * 6.2, i % 3 === 1 ? 'a' : 'ink', 3)) +
    polygon('paper', 58, 72, 62, 72, 110, 124, 64, 124) +
    bar(0, 112, 120, 8, 'a'),
  // Tape across the scene.
  () =>
    field('c') +
    turned(
      -18,
      60,
      50,
      bar(-30, 40, 180, 18, 'b') +
        repeat(10, (i) =>
          polygon('ink', -30 + i * 20, 58, -22 + i * 20, 58, -12 + i * 20, 40, -20 + i * 20, 40),
        ),
    ) +
    turned(
      12,
      60,
      86,
      bar(-30, 80, 180, 14, 'paper') +
        repeat(10, (i) =>
          polygon('a', -30 + i * 20, 94, -24 + i * 20, 94, -16 + i * 20, 80, -22 + i * 20, 80),
        ),
    ),
  // Five in a pane.
  () =>
    field('a') +
    [
      [38, 40],
      [80, 34],
      [62, 62],
      [34, 86],
      [86, 84],
    ]
      .map(
        ([x, y]) =>
          repeat(6, (i) => turned(i * 60 + x, x, y, bar(x - 0.5, y - 17, 1, 12, 'paper'))) +
          disc(x, y, 6.5, 'ink') +
          ring(x, y, 9, 'paper', 1.2),
      )
      .join(''),
  // Bars and a light behind them.
  () =>
    field('b') +
    disc(60, 54, 34, 'paper') +
    half(60, 120, 26, 'a') +
    disc(60, 78, 12, 'a') +
    repeat(6, (i) => bar(9 + i * 20, 0, 6, 120, 'ink')),
];

const mystery = [
  // A keyhole.
  () =>
    field('c') +
    ring(60, 60, 52, 'a', 3) +
    ring(60, 60, 44, 'a', 1.4) +
    disc(60, 48, 17, 'ink') +
    polygon('ink', 54, 56, 66, 56, 76, 98, 44, 98) +
    disc(65, 45, 3.4, 'b'),
  // A maze.
  () =>
    field('paper') +
    repeat(6, (i) =>
      turned(
        i * 74,
        60,
        62,
        line(
          `M${at(60 + 8 + i * 8, 62)}A${at(8 + i * 8, 8 + i * 8)} 0 1 1 ${at(60 + (8 + i * 8) * 0.78, 62 - (8 + i * 8) * 0.62)}`,
          i % 3 === 2 ? 'a' : 'ink',
          4,
        ),
      ),
    ) +
    disc(60, 62, 4, 'b'),
  // Under the glass.
  () =>
    field('a') +
    repeat(7, (i) => bar(10, 14 + i * 15, [70, 96, 54, 88, 100, 62, 80][i], 4, 'ink')) +
    disc(54, 54, 31, 'paper') +
    ring(54, 54, 31, 'ink', 6) +
    turned(-45, 54, 54, bar(49, 86, 10, 44, 'ink', 3)) +
    repeat(3, (i) => bar(34, 42 + i * 11, [36, 26, 40][i], 4.4, i === 1 ? 'a' : 'c')),
  // Curtains parted.
  () =>
    field('ink') +
    quarter(0, 120, 116, 'a') +
    turned(0, 0, 0, quarter(120, 120, 116, 'c', 270)) +
    shape('M60 14C46 52 40 86 40 120H80C80 86 74 52 60 14Z', 'b') +
    disc(60, 92, 6, 'ink'),
];

export const afterDark = { noir, horror, thriller, crime, mystery };
