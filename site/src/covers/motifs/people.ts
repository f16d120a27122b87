// Art for the genres about people: drama, romance, comedy, documentary; and for films whose genre is not known.

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

const drama = [
  // One figure under a large sky.
  () =>
    field('b') +
    disc(60, 48, 30, 'a') +
    bar(0, 92, 120, 28, 'c') +
    bar(57, 74, 6, 20, 'ink', 3) +
    disc(60, 70, 4, 'ink'),
  // Windows, one of them lit.
  () =>
    field('ink') +
    repeat(16, (i) =>
      bar(13 + (i % 4) * 25, 9 + Math.floor(i / 4) * 27, 17, 20, i === 6 ? 'b' : i % 5 === 0 ? 'a' : 'c'),
    ),
  // Steps.
  () =>
    field('paper') +
    repeat(7, (i) => bar(i * 18, 106 - i * 15, 120, 15.3, i % 2 ? 'a' : 'c')) +
    disc(28, 40, 15, 'b') +
    bar(0, 114, 120, 6, 'ink'),
  // Two who do not quite meet.
  () => field('c') + half(56, 60, 40, 'paper', 270) + half(64, 60, 40, 'a', 90) + bar(0, 59, 120, 1.6, 'ink'),
  // Bands of weather.
  () =>
    field('b') +
    shape('M0 40C30 30 60 52 120 36V120H0Z', 'c') +
    shape('M0 62C40 52 70 76 120 58V120H0Z', 'a') +
    shape('M0 88C36 78 84 100 120 84V120H0Z', 'ink') +
    disc(30, 24, 9, 'paper'),
  // Curtain and light.
  () =>
    field('ink') +
    polygon('b', 60, -20, 100, 108, 20, 108) +
    oval(60, 108, 40, 8, 'paper') +
    repeat(3, (i) => shape(`M${at(-6 + i * 11, -4)}h11V124h-11Z`, i % 2 ? 'c' : 'a')) +
    repeat(3, (i) => shape(`M${at(93 + i * 11, -4)}h11V124h-11Z`, i % 2 ? 'c' : 'a')),
  // A table seen from above.
  () =>
    field('a') +
    disc(60, 60, 36, 'paper') +
    ring(60, 60, 36, 'ink', 1.4) +
    repeat(6, (i) => turned(i * 60, 60, 60, disc(60, 9, 8, i === 2 ? 'b' : 'ink'))) +
    disc(60, 60, 7, 'c'),
  // A bird over a field.
  () =>
    field('paper') +
    bar(0, 84, 120, 36, 'a') +
    repeat(6, (i) => line(`M${at(60 + (i - 2.5) * 9, 84)}L${at(60 + (i - 2.5) * 50, 122)}`, 'c', 1.6)) +
    shape('M22 46C40 34 54 38 60 50C66 38 80 34 98 46C80 42 68 48 60 60C52 48 40 42 22 46Z', 'ink') +
    disc(92, 66, 8, 'b'),
  // A figure behind glass.
  () =>
    field('c') +
    bar(30, 10, 60, 120, 'paper') +
    disc(60, 54, 16, 'a') +
    shape('M32 120C34 90 46 78 60 78S86 90 88 120Z', 'a') +
    bar(58.8, 10, 2.4, 110, 'ink') +
    bar(30, 62, 60, 2.4, 'ink'),
  // Arches, walked through.
  () =>
    field('b') +
    repeat(3, (i) =>
      shape(`M${at(10 + i * 36, 120)}V${at(64 - i * 8)}a14 14 0 0 1 28 0V120Z`, i === 1 ? 'ink' : 'a'),
    ) +
    disc(60, 94, 6, 'paper') +
    bar(0, 112, 120, 8, 'c'),
];

const romance = [
  // Two circles share a third.
  () =>
    field('paper') +
    disc(44, 60, 30, 'a') +
    disc(76, 60, 30, 'b') +
    shape('M60 34.6A30 30 0 0 1 60 85.4A30 30 0 0 1 60 34.6Z', 'ink'),
  // Two profiles make a vase.
  () =>
    field('a') +
    shape(
      'M0 0H42C40 18 46 26 44 34C42 40 50 46 52 52C46 54 50 58 48 62C52 66 46 70 46 76C44 84 30 82 30 96V120H0Z',
      'ink',
    ) +
    shape(
      'M120 0H78C80 18 74 26 76 34C78 40 70 46 68 52C74 54 70 58 72 62C68 66 74 70 74 76C76 84 90 82 90 96V120H120Z',
      'c',
    ),
  // Moon on water.
  () =>
    field('c') +
    disc(60, 42, 22, 'b') +
    bar(0, 72, 120, 48, 'ink') +
    repeat(6, (i) =>
      bar(60 - [24, 17, 21, 12, 15, 8][i], 77 + i * 7, [48, 34, 42, 24, 30, 16][i], 2.6, 'b', 1.3),
    ),
  // Petals.
  () =>
    field('b') +
    repeat(8, (i) =>
      turned(i * 45, 60, 60, shape('M60 60C46 44 50 20 60 12C70 20 74 44 60 60Z', i % 2 ? 'paper' : 'a')),
    ) +
    disc(60, 60, 9, 'ink'),
  // Two umbrellas.
  () =>
    field('paper') +
    repeat(12, (i) => line(`M${at(4 + i * 11, 4 + (i % 4) * 9)}l-5 15`, 'c', 1.6)) +
    half(44, 74, 26, 'a') +
    half(80, 84, 24, 'ink') +
    bar(43, 74, 2, 40, 'ink') +
    bar(79, 84, 2, 32, 'ink') +
    bar(0, 112, 120, 8, 'b'),
];

const comedy = [
  // A grin.
  () =>
    field('b') +
    disc(40, 40, 9, 'ink') +
    disc(80, 40, 9, 'ink') +
    half(60, 62, 38, 'a', 180) +
    bar(22, 62, 76, 8, 'paper'),
  // Confetti.
  () =>
    field('paper') +
    repeat(30, (i) => {
      const x = 6 + ((i * 0.618) % 1) * 110;
      const y = 6 + i * 3.75;
      const colour = (['a', 'b', 'c', 'ink'] as const)[i % 4];
      return i % 3 === 0
        ? disc(x, y, 4.4, colour)
        : turned((i * 41) % 180, x, y, bar(x - 5, y - 2, 10, 4, colour));
    }),
  // A moustache and a hat.
  () =>
    field('a') +
    half(60, 44, 24, 'ink') +
    bar(24, 42, 72, 7, 'ink', 3) +
    shape('M60 80C52 70 34 72 24 84C36 92 52 92 60 82C68 92 84 92 96 84C86 72 68 70 60 80Z', 'paper'),
  // A slip.
  () =>
    field('c') +
    bar(0, 96, 120, 24, 'paper') +
    shape('M30 34C40 76 70 92 98 82C104 80 106 88 100 92C64 106 26 84 22 38C22 32 28 30 30 34Z', 'b') +
    line('M26 36C32 76 62 96 100 88', 'ink', 1.6),
  // Scallops.
  () =>
    field('a') +
    repeat(5, (row) =>
      repeat(5, (i) =>
        half(
          i * 30 + (row % 2) * 15 - 7,
          118 - (4 - row) * 22,
          15,
          (['b', 'paper', 'c'] as const)[row % 3],
          180,
        ),
      ),
    ),
  // Doors, all of them open.
  () =>
    field('b') +
    repeat(
      3,
      (i) =>
        bar(10 + i * 36, 34, 26, 86, (['a', 'c', 'paper'] as const)[i]) + disc(31 + i * 36, 78, 2.4, 'ink'),
    ) +
    half(59, 34, 13, 'ink') +
    half(23, 34, 13, 'ink') +
    half(95, 34, 13, 'ink'),
];

const documentary = [
  // A lens.
  () =>
    field('paper') +
    disc(60, 60, 46, 'ink') +
    disc(60, 60, 36, 'c') +
    disc(60, 60, 25, 'a') +
    disc(60, 60, 12, 'ink') +
    disc(70, 49, 5, 'paper'),
  // One among many.
  () =>
    field('b') +
    repeat(36, (i) =>
      disc(15 + (i % 6) * 18, 15 + Math.floor(i / 6) * 18, i === 21 ? 7.6 : 4.6, i === 21 ? 'a' : 'ink'),
    ),
  // The view finder.
  () =>
    field('a') +
    half(60, 78, 30, 'b') +
    bar(0, 78, 120, 42, 'c') +
    line('M14 34V14H34M86 14H106V34M106 86V106H86M34 106H14V86', 'paper', 3) +
    line('M60 52V68M52 60H68', 'paper', 1.6),
  // Contour lines.
  () =>
    field('c') +
    repeat(7, (i) =>
      turned(
        i * 6,
        60,
        60,
        shape(
          `M60 ${at(6 + i * 7)}C${at(108 - i * 6, 6 + i * 6)} ${at(116 - i * 7, 70 - i)} ${at(96 - i * 4, 96 - i * 4)}S${at(14 + i * 6, 112 - i * 6)} ${at(10 + i * 7, 60)}S${at(34 + i * 3, 6 + i * 7)} 60 ${at(6 + i * 7)}Z`,
          (['paper', 'a', 'b', 'ink'] as const)[i % 4],
        ),
      ),
    ),
];

const unknown = [
  () => field('a') + quarter(0, 120, 92, 'paper') + disc(88, 32, 16, 'b'),
  () => field('b') + bar(0, 60, 60, 60, 'a') + half(60, 60, 60, 'c', 90) + disc(30, 30, 15, 'ink'),
  () =>
    field('c') +
    repeat(6, (i) => ring(60, 120, 20 + i * 17, i % 2 ? 'a' : 'paper', 8)) +
    disc(60, 112, 10, 'ink'),
  () =>
    field('paper') +
    polygon('a', 0, 0, 120, 0, 0, 120) +
    polygon('c', 120, 120, 120, 40, 40, 120) +
    ring(60, 60, 22, 'ink', 6),
];

export const people = { drama, romance, comedy, documentary, unknown };
