// A small drawing vocabulary for the covers' art: pure functions from numbers to SVG text. The canvas is 120 by
// 120 and is cropped to the space that the title leaves, so what matters stays near the middle.

/** A colour of the cover's palette; the page's stylesheet gives it a value. */
export type Colour = 'paper' | 'ink' | 'a' | 'b' | 'c';

/** Width and height of the canvas. */
export const CANVAS = 120;

const tenth = (value: number): number => Math.round(value * 10) / 10;
const fill = (colour: Colour): string => `fill="var(--${colour})"`;

/** Numbers inside path data, rounded to a tenth. */
export const at = (...values: number[]): string => values.map(tenth).join(' ');

/** The whole canvas in one colour. */
export const field = (colour: Colour): string => bar(0, 0, CANVAS, CANVAS, colour);

export const bar = (x: number, y: number, width: number, height: number, colour: Colour, round = 0): string =>
  `<rect x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}"${round ? ` rx="${round}"` : ''} ${fill(colour)}/>`;

export const disc = (x: number, y: number, radius: number, colour: Colour): string =>
  `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(radius)}" ${fill(colour)}/>`;

export const oval = (x: number, y: number, rx: number, ry: number, colour: Colour): string =>
  `<ellipse cx="${tenth(x)}" cy="${tenth(y)}" rx="${tenth(rx)}" ry="${tenth(ry)}" ${fill(colour)}/>`;

export const ring = (x: number, y: number, radius: number, colour: Colour, width: number): string =>
  `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(radius)}" fill="none" stroke="var(--${colour})" stroke-width="${width}"/>`;

/** A filled path. */
export const shape = (data: string, colour: Colour): string => `<path d="${data}" ${fill(colour)}/>`;

/** A stroked path. */
export const line = (data: string, colour: Colour, width: number): string =>
  `<path d="${data}" fill="none" stroke="var(--${colour})" stroke-width="${width}"/>`;

/** A filled polygon of x, y, x, y, … */
export const polygon = (colour: Colour, ...points: number[]): string =>
  `<path d="M${at(...points)}Z" ${fill(colour)}/>`;

/** Half a disc; turned by `degrees`, 0 is the upper half. */
export const half = (x: number, y: number, radius: number, colour: Colour, degrees = 0): string =>
  turned(
    degrees,
    x,
    y,
    shape(`M${at(x - radius, y)}A${at(radius, radius)} 0 0 1 ${at(x + radius, y)}Z`, colour),
  );

/** A quarter of a disc with its corner at x, y; 0 degrees reaches right and up. */
export const quarter = (x: number, y: number, radius: number, colour: Colour, degrees = 0): string =>
  turned(
    degrees,
    x,
    y,
    shape(`M${at(x, y)}V${tenth(y - radius)}A${at(radius, radius)} 0 0 1 ${at(x + radius, y)}Z`, colour),
  );

/** A four-pointed sparkle. */
export const sparkle = (x: number, y: number, radius: number, colour: Colour): string => {
  const waist = radius * 0.14;
  const points = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) => {
    const reach = corner % 2 === 0 ? radius : waist * 1.6;
    const angle = (corner * Math.PI) / 4;
    return [x + reach * Math.sin(angle), y - reach * Math.cos(angle)];
  });
  return polygon(colour, ...points);
};

/** Rays from a point, each `width` radians wide, `count` of them around the whole turn. */
export const rays = (x: number, y: number, count: number, width: number, colour: Colour): string =>
  repeat(count, (i) => {
    const angle = (i * 2 * Math.PI) / count + 0.13;
    const far = 180;
    return polygon(
      colour,
      x,
      y,
      x + far * Math.cos(angle - width / 2),
      y + far * Math.sin(angle - width / 2),
      x + far * Math.cos(angle + width / 2),
      y + far * Math.sin(angle + width / 2),
    );
  });

export const turned = (degrees: number, x: number, y: number, content: string): string =>
  degrees === 0 ? content : `<g transform="rotate(${degrees} ${at(x, y)})">${content}</g>`;

/** `draw(0) … draw(count - 1)`, one after the other. */
export const repeat = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');
