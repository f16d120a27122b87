// Art for the genres that happen under a wide sky: western, adventure, war, action.

import {
  at,
  bar,
  disc,
  field,
  half,
  line,
  oval,
  polygon,
  rays,
  repeat,
  ring,
  shape,
  sparkle,
  turned,
} from '../pen.ts';

const western = [
  // Mesas before a low sun.
  () =>
    field('b') +
    disc(74, 56, 27, 'a') +
    shape('M0 74H14V60H34V66H44V84H62V78H92V70H112V62H120V120H0Z', 'c') +
    shape('M0 96C30 88 70 102 120 92V120H0Z', 'ink'),
  // A sun cut into stripes by the heat.
  () =>
    field('paper') +
    disc(60, 62, 42, 'a') +
    repeat(5, (i) => bar(0, 66 + i * 8, 120, 1.6 + i * 1.1, 'paper')) +
    bar(0, 102, 120, 18, 'ink'),
  // A lone saguaro.
  () =>
    field('a') +
    disc(86, 42, 20, 'b') +
    bar(52, 26, 15, 94, 'ink', 7) +
    line('M59 88H36Q30 88 30 80V56', 'ink', 10) +
    line('M60 74H82Q88 74 88 66V50', 'ink', 10) +
    disc(30, 56, 5, 'ink') +
    disc(88, 50, 5, 'ink') +
    bar(0, 108, 120, 12, 'c'),
  // Rails to the horizon.
  () =>
    field('b') +
    half(60, 58, 24, 'a') +
    bar(0, 58, 120, 62, 'c') +
    repeat(7, (i) => {
      const depth = 62 + i * i * 1.5;
      return bar(60 - (depth - 56) * 0.72, depth, (depth - 56) * 1.44, 1.2 + i * 0.7, 'ink');
    }) +
    polygon('paper', 58.6, 58, 59.4, 58, 26, 120, 19, 120) +
    polygon('paper', 60.6, 58, 61.4, 58, 101, 120, 94, 120),
];

const adventure = [
  // Ridges, near and far.
  () =>
    field('b') +
    disc(38, 40, 16, 'paper') +
    polygon('c', -10, 98, 30, 50, 52, 74, 84, 32, 132, 98) +
    polygon('a', -10, 120, 26, 78, 50, 100, 78, 68, 130, 120) +
    polygon('ink', -10, 130, 20, 104, 56, 124, 96, 98, 130, 126),
  // One peak with its snow, mirrored.
  () =>
    field('paper') +
    bar(0, 74, 120, 46, 'c') +
    polygon('a', 60, 14, 112, 74, 8, 74) +
    polygon('ink', 60, 14, 112, 74, 66, 74, 56, 52, 64, 40) +
    polygon('paper', 60, 14, 74, 30, 65, 36, 58, 29, 50, 37, 45, 31) +
    repeat(5, (i) => bar(20 + i * 7, 82 + i * 8, 80 - i * 14, 2.2, i % 2 ? 'b' : 'paper')),
  // A compass rose.
  () =>
    field('a') +
    ring(60, 60, 46, 'paper', 1.6) +
    ring(60, 60, 34, 'b', 5) +
    turned(45, 60, 60, sparkle(60, 60, 40, 'c')) +
    sparkle(60, 60, 56, 'paper') +
    disc(60, 60, 5, 'ink'),
  // A sail.
  () =>
    field('b') +
    disc(30, 34, 14, 'a') +
    shape('M64 18C88 40 94 64 92 84H64Z', 'paper') +
    shape('M59 30C44 48 36 66 34 84H59Z', 'c') +
    shape('M22 90H102C96 104 86 108 62 108S28 104 22 90Z', 'ink') +
    repeat(3, (i) => line(`M-4 ${108 + i * 6}q8 -5 16 0t16 0t16 0t16 0t16 0t16 0t16 0t16 0`, 'a', 2)),
];

const war = [
  // Searchlights.
  () =>
    field('ink') +
    polygon('b', 18, 120, 26, 120, 74, -6, 34, -6) +
    polygon('a', 60, 120, 68, 120, 30, -6, -8, -6) +
    polygon('c', 98, 120, 106, 120, 116, -6, 72, -6) +
    shape('M0 108H16V100H30V110H52V96H60V104H84V112H98V102H120V120H0Z', 'paper'),
  // Chevrons.
  () =>
    field('c') +
    repeat(5, (i) =>
      polygon(
        i % 2 ? 'paper' : 'a',
        ...[
          0,
          54 + i * 24,
          60,
          20 + i * 24,
          120,
          54 + i * 24,
          120,
          66 + i * 24,
          60,
          32 + i * 24,
          0,
          66 + i * 24,
        ],
      ),
    ) +
    disc(60, 16, 8, 'ink'),
  // A horizon and what falls on it.
  () =>
    field('b') +
    repeat(9, (i) => line(`M${at(6 + i * 16, -6)}L${at(-22 + i * 16, 70 - (i % 3) * 18)}`, 'ink', 2)) +
    half(60, 92, 30, 'a') +
    bar(0, 92, 120, 28, 'ink') +
    bar(0, 97, 120, 2.4, 'c'),
  // Rows of stones.
  () =>
    field('a') +
    repeat(24, (i) => {
      const row = Math.floor(i / 6);
      const x = 9 + (i % 6) * 18 + (row % 2) * 5;
      return shape(`M${at(x, 40 + row * 22)}v-12a6 6 0 0 1 12 0v12z`, i === 15 ? 'b' : 'paper');
    }) +
    bar(0, 110, 120, 10, 'ink'),
];

const action = [
  // A burst.
  () => field('a') + rays(56, 66, 16, 0.2, 'b') + disc(56, 66, 22, 'paper') + disc(56, 66, 13, 'ink'),
  // Speed.
  () =>
    field('paper') +
    repeat(9, (i) => {
      const y = 6 + i * 13;
      const start = [10, -20, 34, 4, 48, -10, 22, 40, 0][i];
      return polygon(
        i % 3 === 0 ? 'a' : i % 3 === 1 ? 'ink' : 'b',
        start + 14,
        y,
        140,
        y,
        126,
        y + 9,
        start,
        y + 9,
      );
    }),
  // The road at night.
  () =>
    field('c') +
    disc(60, 46, 24, 'b') +
    polygon('ink', 52, 50, 68, 50, 128, 120, -8, 120) +
    repeat(4, (i) => {
      const y = 56 + i * i * 6 + i * 3;
      return polygon(
        'paper',
        60 - i * 0.7 - 0.6,
        y,
        60 + i * 0.7 + 0.6,
        y,
        61.6 + i,
        y + 4 + i * 4,
        58.4 - i,
        y + 4 + i * 4,
      );
    }) +
    polygon('a', 0, 50, 46, 50, 0, 92) +
    polygon('a', 120, 50, 74, 50, 120, 92),
  // Two blocks meeting.
  () =>
    field('b') +
    polygon('ink', -4, -4, 78, -4, 50, 124, -4, 124) +
    polygon('a', 84, -4, 124, -4, 124, 124, 56, 124) +
    polygon('paper', 78, -4, 84, -4, 56, 124, 50, 124) +
    oval(34, 52, 14, 14, 'b') +
    ring(94, 74, 12, 'paper', 4),
];

export const openAir = { western, adventure, war, action };
