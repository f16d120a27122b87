// <chart-scrub data-at="x,y x,y - …" data-along="x">: a slider over a chart. Arrow keys and the pointer move a mark along its
// points, or down its rows, and the value is said, in the words of the chart's table. Without JavaScript the table alone
// says it.

import * as words from '../words/browser/chart-scrub.ts';

/** Positions are hundredths of a percent of the drawing. */
const WHOLE = 1e4;

class ChartScrub extends HTMLElement {
  connectedCallback(): void {
    const rows = [...(this.closest('figure')?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
    const columns = [...(this.closest('figure')?.querySelectorAll('thead th') ?? [])];
    const points = (this.dataset.at ?? '').split(' ').map((at) => at.split(',').map(Number));
    const svg = this.querySelector('svg');
    if (svg === null || rows.length < 2 || rows.length !== points.length) return;

    const isDown = this.dataset.along === 'y';
    const slider = document.createElement('input');
    slider.type = 'range';
    slider.max = String(rows.length - 1);
    slider.value = isDown ? '0' : slider.max;
    slider.setAttribute('aria-label', words.along(svg.querySelector('title')?.textContent ?? ''));
    const line = document.createElementNS(svg.namespaceURI, 'line');
    const dot = document.createElementNS(svg.namespaceURI, 'circle');
    line.setAttribute('class', 'scrub-line');
    dot.setAttribute('class', 'scrub-dot');
    dot.setAttribute('r', '4.5');
    const said = document.createElement('output');
    this.append(slider, said);

    const inWords = (row: HTMLElement): string => {
      if (row.dataset.says !== undefined) return row.dataset.says;
      const [first, ...rest] = [...row.children].map(({ textContent }) => textContent);
      const figures = rest.map((figure, i) => ({ column: columns[i + 1]?.textContent ?? '', figure }));
      return words.row(first ?? '', figures);
    };
    const say = (): void => {
      said.textContent = inWords(rows[slider.valueAsNumber]);
      slider.setAttribute('aria-valuetext', said.textContent);
    };
    const show = (): void => {
      const at = slider.valueAsNumber;
      const { width, height } = svg.viewBox.baseVal;
      const [x, y] = points[at];
      const there = y !== undefined;
      if (there) {
        const left = String((x / WHOLE) * width);
        for (const end of ['x1', 'x2']) line.setAttribute(end, left);
        line.setAttribute('y1', '20');
        line.setAttribute('y2', String(height - 40));
        dot.setAttribute('cx', left);
        dot.setAttribute('cy', String((y / WHOLE) * height));
        // The lines of rows are drawn already.
        svg.append(...(isDown ? [dot] : [line, dot]));
      } else {
        line.remove();
        dot.remove();
      }
      say();
    };
    say();
    slider.addEventListener('input', show);
    slider.addEventListener('focus', show);
    // Rows go down where a slider's figure would go up.
    if (isDown)
      slider.addEventListener('keydown', (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        slider.valueAsNumber += step;
        show();
      });
    svg.addEventListener('pointermove', ({ clientX, clientY }) => {
      const { left, top, width, height } = svg.getBoundingClientRect();
      const wanted = (isDown ? (clientY - top) / height : (clientX - left) / width) * WHOLE;
      const distance = (point: readonly number[]): number => Math.abs(point[isDown ? 1 : 0] - wanted);
      let nearest = 0;
      points.forEach((point, i) => {
        if (distance(point) < distance(points[nearest]) || Number.isNaN(distance(points[nearest])))
          nearest = i;
      });
      slider.value = String(nearest);
      show();
    });
  }
}

customElements.define('chart-scrub', ChartScrub);
