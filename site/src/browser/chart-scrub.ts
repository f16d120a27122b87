// <chart-scrub data-at="x,y x,y - …">: a slider over a chart. Arrow keys and the pointer move a mark along its points and
// the value is said, in the words of the chart's table. Without JavaScript the table alone says it.

/** Positions are hundredths of a percent of the drawing. */
const WHOLE = 1e4;

class ChartScrub extends HTMLElement {
  connectedCallback(): void {
    const rows = [...(this.closest('figure')?.querySelectorAll('tbody tr') ?? [])];
    const columns = [...(this.closest('figure')?.querySelectorAll('thead th') ?? [])];
    const points = (this.dataset.at ?? '').split(' ').map((at) => at.split(',').map(Number));
    const svg = this.querySelector('svg');
    if (svg === null || rows.length < 2 || rows.length !== points.length) return;

    const slider = document.createElement('input');
    slider.type = 'range';
    slider.max = String(rows.length - 1);
    slider.value = slider.max;
    slider.setAttribute('aria-label', `Along ${svg.querySelector('title')?.textContent}`);
    const line = document.createElementNS(svg.namespaceURI, 'line');
    const dot = document.createElementNS(svg.namespaceURI, 'circle');
    line.setAttribute('class', 'scrub-line');
    dot.setAttribute('class', 'scrub-dot');
    dot.setAttribute('r', '4.5');
    const said = document.createElement('output');
    this.append(slider, said);

    const words = (row: Element): string => {
      const [first, ...rest] = [...row.children].map(({ textContent }) => textContent);
      return `${first}: ${rest.map((text, i) => `${columns[i + 1]?.textContent} ${text}`).join(' · ')}`;
    };
    const say = (): void => {
      said.textContent = words(rows[slider.valueAsNumber]);
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
        svg.append(line, dot);
      } else {
        line.remove();
        dot.remove();
      }
      say();
    };
    say();
    slider.addEventListener('input', show);
    slider.addEventListener('focus', show);
    svg.addEventListener('pointermove', (event) => {
      const { left, width } = svg.getBoundingClientRect();
      const wanted = ((event.clientX - left) / width) * WHOLE;
      let nearest = 0;
      points.forEach(([x], i) => {
        if (Math.abs(x - wanted) < Math.abs(points[nearest][0] - wanted) || Number.isNaN(points[nearest][0]))
          nearest = i;
      });
      slider.value = String(nearest);
      show();
    });
  }
}

customElements.define('chart-scrub', ChartScrub);
