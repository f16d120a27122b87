// Ratings of shapes that no file in the repository has, for judging the rating head by `showrunner benchmark`:
// `node bench/rating-shapes.ts SHAPE FOLDER` writes SHAPE.train.csv and SHAPE.test.csv, a random fifth, and prints the
// error of whoever knows the truth. People and films have biases and traits of falling size; who likes a film is
// likelier to have rated it; and some people are less exact than others.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../pipeline/random.ts';

interface Shape {
  readonly people: number;
  readonly films: number;
  /** About how many. */
  readonly ratings: number;
  readonly scale: { readonly min: number; readonly max: number; readonly step: number };
  readonly mean: number;
  /** Standard deviations, in stars. */
  readonly personBias: number;
  readonly filmBias: number;
  readonly taste: number;
  readonly noise: number;
  readonly traits: number;
  /** Everybody is equally exact. */
  readonly isEven?: true;
}

const HALVES: Shape = {
  ...{ people: 2000, films: 1500, ratings: 200_000, scale: { min: 0.5, max: 5, step: 0.5 }, mean: 3.4 },
  ...{ personBias: 0.45, filmBias: 0.45, traits: 12, taste: 0.45, noise: 0.7 },
};

const SHAPES: Readonly<Record<string, Shape>> = {
  halves: HALVES,
  even: { ...HALVES, isEven: true },
  sparse: {
    ...{ people: 12_000, films: 6000, ratings: 150_000, scale: { min: 1, max: 5, step: 1 }, mean: 3.8 },
    ...{ personBias: 0.45, filmBias: 0.45, traits: 6, taste: 0.45, noise: 0.8 },
  },
  ten: {
    ...{ people: 3000, films: 2000, ratings: 250_000, scale: { min: 1, max: 10, step: 1 }, mean: 7 },
    ...{ personBias: 0.9, filmBias: 0.9, traits: 12, taste: 0.9, noise: 1.4 },
  },
  million: {
    ...{ people: 6040, films: 3706, ratings: 1_000_000, scale: { min: 1, max: 5, step: 1 }, mean: 3.6 },
    ...{ personBias: 0.43, filmBias: 0.5, traits: 20, taste: 0.45, noise: 0.75 },
  },
};

/** How far people differ in how exact they are, and in how much they rate: deviations of the logarithm. */
const [UNEVEN_NOISE, UNEVEN_ACTIVITY] = [0.3, 1.1];

/** Sizes of the traits, their squares adding to one. */
function traitSizes(traits: number): number[] {
  const sizes = Array.from({ length: traits }, (_, trait) => (trait + 1) ** -0.7);
  const norm = Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0));
  return sizes.map((size) => size / norm);
}

/** Draws films as skewed as people's choices are. */
function skewedFilms(films: number, random: Random): () => number {
  const cumulative: number[] = [];
  for (let film = 0; film < films; film++) cumulative.push((cumulative[film - 1] ?? 0) + (film + 30) ** -0.9);
  return () => {
    const at = random.uniform() * cumulative[films - 1];
    let low = 0;
    for (let high = films - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function world({ people, films, traits, personBias, filmBias, isEven }: Shape, random: Random) {
  const row = () => Array.from({ length: traits }, () => random.normal());
  const crowd = Array.from({ length: people }, () => ({
    bias: personBias * random.normal(),
    traits: row(),
    noise: Math.exp((isEven ? 0 : UNEVEN_NOISE) * random.normal()),
    activity: Math.exp(UNEVEN_ACTIVITY * random.normal()),
  }));
  const shelf = Array.from({ length: films }, () => ({ bias: filmBias * random.normal(), traits: row() }));
  return { crowd, shelf };
}

/** Lines of both files, and the squared error of the truth on the second. */
function draw(shape: Shape, random: Random) {
  const { crowd, shelf } = world(shape, random);
  const sizes = traitSizes(shape.traits);
  const choose = skewedFilms(shape.films, random);
  const total = crowd.reduce((sum, { activity }) => sum + activity, 0);
  const { min, max, step } = shape.scale;
  const onScale = (value: number) => Math.min(max, Math.max(min, value));
  const sides = { train: [] as string[], test: [] as string[], squares: 0 };
  crowd.forEach((person, user) => {
    const wanted = Math.max(4, Math.round((shape.ratings * person.activity) / total));
    const length = Math.min(shape.films / 2, wanted);
    const seen = new Set<number>();
    for (let tries = 0; seen.size < length && tries < 50 * length; tries++) {
      const film = choose();
      if (seen.has(film)) continue;
      const { bias, traits } = shelf[film];
      const fit = sizes.reduce((sum, size, j) => sum + size * person.traits[j] * traits[j], 0);
      if (random.uniform() > 1 / (1 + Math.exp(-1.5 * (fit + bias / shape.filmBias)))) continue;
      seen.add(film);
      const exact = shape.mean + person.bias + bias + shape.taste * fit;
      const noisy = exact + shape.noise * person.noise * random.normal();
      const rating = onScale(step * Math.round(noisy / step));
      const isTest = random.uniform() < 0.2;
      const second = 1e9 + sides.train.length + sides.test.length;
      sides[isTest ? 'test' : 'train'].push(`${user + 1},${film + 1},${rating},${second}`);
      if (isTest) sides.squares += (onScale(exact) - rating) ** 2;
    }
  });
  return sides;
}

const [name, folder] = process.argv.slice(2);
const shape = Object.hasOwn(SHAPES, name ?? '') ? SHAPES[name] : undefined;
if (shape === undefined || folder === undefined) {
  console.error(
    `node bench/rating-shapes.ts SHAPE FOLDER, with SHAPE one of ${Object.keys(SHAPES).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  const { train, test, squares } = draw(shape, createRandom(11));
  const write = (side: string, lines: readonly string[]) =>
    writeFileSync(
      join(folder, `${name}.${side}.csv`),
      `userId,movieId,rating,timestamp\n${lines.join('\n')}\n`,
    );
  write('train', train);
  write('test', test);
  const error = Math.sqrt(squares / test.length).toFixed(4);
  console.log(
    `${name}: ${train.length} ratings to train on, ${test.length} to judge by; the truth's RMSE ${error}`,
  );
}
