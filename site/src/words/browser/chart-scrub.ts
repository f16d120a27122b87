// The slider over a chart.

export const along = (chart: string): string => `Along ${chart}`;

/** A row of the chart's table in one line. */
export const row = (name: string, figures: readonly { column: string; figure: string }[]): string =>
  `${name}: ${figures.map(({ column, figure }) => `${column} ${figure}`).join(' · ')}`;
