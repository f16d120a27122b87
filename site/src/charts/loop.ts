// Where the stations of the loop stand. Not what they are called.

export interface Station {
  readonly x: number;
  readonly y: number;
}

/** Around an ellipse, the first at the top, clockwise; whole units. */
export function aroundEllipse(count: number, radiusX: number, radiusY: number): Station[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI - Math.PI / 2;
    return { x: Math.round(radiusX * Math.cos(angle)), y: Math.round(radiusY * Math.sin(angle)) };
  });
}

/** One below the other, for narrow screens. */
export const inColumn = (count: number, distance: number): Station[] =>
  Array.from({ length: count }, (_, i) => ({ x: 0, y: i * distance }));
