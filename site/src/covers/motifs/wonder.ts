// Art for the genres of wonder: science fiction, fantasy, animation, children, musical.

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
  sparkle,
  turned,
} from '../pen.ts';

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

export const wonder = { scifi, fantasy, animation, children, musical };
