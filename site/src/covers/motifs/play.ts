// Art for the genres that play: animation, children, musical.

import { bar, disc, field, half, line, oval, polygon, quarter, repeat, ring, shape, turned } from '../pen.ts';

const animation = [
  // A ball, drawn in every frame.
  () =>
    field('paper') +
    repeat(7, (i) =>
      disc(
        12 + i * 15.5,
        92 - Math.abs(Math.sin((i / 6) * Math.PI * 1.5)) * 58,
        6 + i * 1.7,
        i === 6 ? 'a' : i % 2 ? 'b' : 'c',
      ),
    ) +
    bar(0, 106, 120, 14, 'ink'),
  // Somebody with one eye.
  () =>
    field('b') +
    shape('M22 124C14 60 40 26 62 26S104 60 98 124Z', 'a') +
    disc(60, 60, 18, 'paper') +
    disc(65, 60, 8, 'ink') +
    line('M44 94Q60 106 78 92', 'ink', 4) +
    disc(34, 34, 5, 'a') +
    disc(90, 36, 5, 'a'),
  // Hills like paper cuts.
  () =>
    field('c') +
    disc(84, 36, 18, 'b') +
    shape('M-4 74C20 48 46 54 62 70S104 84 124 60V124H-4Z', 'paper') +
    shape('M-4 94C24 74 52 84 70 94S108 100 124 86V124H-4Z', 'a') +
    shape('M-4 112C30 98 60 106 124 106V124H-4Z', 'ink'),
  // Leaves of a flip-book.
  () =>
    field('a') +
    repeat(4, (i) =>
      turned(
        24 - i * 12,
        60,
        150,
        bar(30, 22, 60, 78, i === 3 ? 'paper' : i % 2 ? 'c' : 'ink', 3) +
          disc(46 + i * 9, 78 - i * 11, 9, i === 3 ? 'a' : 'b'),
      ),
    ) +
    bar(44, 88, 32, 2.4, 'ink', 1),
];

const children = [
  // Building blocks.
  () =>
    field('paper') +
    bar(12, 76, 32, 32, 'a') +
    bar(46, 76, 32, 32, 'c') +
    half(96, 108, 16, 'b') +
    polygon('ink', 28, 42, 46, 76, 10, 76) +
    quarter(46, 76, 32, 'b') +
    disc(96, 72, 14, 'a') +
    bar(0, 108, 120, 12, 'ink'),
  // Kites and balloons.
  () =>
    field('c') +
    line('M44 60Q52 90 40 122', 'ink', 1.4) +
    line('M80 52Q70 84 82 122', 'ink', 1.4) +
    oval(42, 38, 17, 21, 'a') +
    oval(80, 34, 14, 18, 'b') +
    polygon('paper', 60, 58, 76, 78, 60, 106, 44, 78) +
    polygon('ink', 60, 58, 60, 106, 44, 78),
  // A pattern for a nursery wall.
  () =>
    field('b') +
    repeat(16, (i) => {
      const x = (i % 4) * 30 + 15;
      const y = Math.floor(i / 4) * 30 + 15;
      const colour = (['a', 'paper', 'c', 'ink'] as const)[(i + Math.floor(i / 4)) % 4];
      return i % 3 === 0
        ? disc(x, y, 12, colour)
        : i % 3 === 1
          ? half(x, y + 6, 12, colour)
          : quarter(x - 11, y + 11, 22, colour, 0);
    }),
  // A little boat on round waves.
  () =>
    field('a') +
    disc(92, 30, 13, 'b') +
    polygon('paper', 60, 24, 60, 70, 28, 70) +
    polygon('c', 64, 36, 64, 70, 88, 70) +
    half(60, 76, 30, 'ink', 180) +
    repeat(7, (i) => disc(i * 20, 118, 14, i % 2 ? 'b' : 'c')),
];

const musical = [
  // Keys.
  () =>
    field('paper') +
    repeat(7, (i) => bar(i * 18 - 3.5, 40, 16.6, 90, i === 3 ? 'a' : 'ink')) +
    repeat(7, (i) => bar(i * 18 - 2.4, 40, 14.4, 78, i === 3 ? 'a' : 'paper')) +
    [1, 2, 4, 5, 6].map((i) => bar(i * 18 - 9, 40, 10, 46, 'ink')).join('') +
    bar(0, 0, 120, 40, 'b') +
    disc(96, 20, 8, 'a'),
  // A record.
  () =>
    field('a') +
    disc(60, 60, 50, 'ink') +
    repeat(4, (i) => ring(60, 60, 24 + i * 7, 'c', 0.9)) +
    disc(60, 60, 17, 'b') +
    disc(60, 60, 3, 'paper') +
    line('M112 10L92 58', 'paper', 3),
  // A stave in the wind.
  () =>
    field('c') +
    repeat(5, (i) =>
      line(`M-4 ${46 + i * 9}C30 ${20 + i * 9} 76 ${84 + i * 9} 124 ${42 + i * 9}`, 'paper', 1.6),
    ) +
    [
      [26, 58, 'a'],
      [56, 72, 'b'],
      [88, 62, 'a'],
    ]
      .map(
        ([x, y, colour]) =>
          turned(-20, Number(x), Number(y), oval(Number(x), Number(y), 8, 6, colour === 'a' ? 'a' : 'b')) +
          bar(Number(x) + 5.6, Number(y) - 34, 2, 33, 'ink'),
      )
      .join(''),
  // A stage and its lights.
  () =>
    field('ink') +
    polygon('a', 20, -4, 34, -4, 72, 100, 24, 100) +
    polygon('b', 86, -4, 100, -4, 96, 100, 48, 100) +
    oval(60, 102, 46, 9, 'paper') +
    shape('M56 102C54 84 52 78 60 66C68 78 66 84 64 102Z', 'ink') +
    disc(60, 61, 5, 'ink'),
];

export const play = { animation, children, musical };
