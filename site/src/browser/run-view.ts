// <run-view>: what is known of the run that the address names. One with a page of its own is shown there.

import * as words from '../words/browser/run-view.ts';

class RunView extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const run = new URLSearchParams(location.search).get('id') ?? '';
    const status = this.querySelector('[role=status]');
    if (run === '' || status === null) return;
    status.textContent = words.lookingFor(run);
    try {
      const { fetchColumns } = await import('./runs/columns.ts');
      const columns = await fetchColumns(this.dataset.columns ?? '');
      const row = columns.runs.indexOf(run);
      if (row === -1) throw new Error(words.unknown(run));
      const { hasOwnPage, pageOfRun } = await import('../runs/row.ts');
      if (hasOwnPage(columns, row)) return location.replace(pageOfRun(columns, row));
      const { factsHtml } = await import('../runs/facts.ts');
      const title = document.querySelector('h1');
      if (title) title.textContent = run;
      document.title = words.pageTitle(run);
      const part = this.querySelector('[data-part=run]');
      // factsHtml() writes every text as text; see words/html.ts.
      if (part) part.innerHTML = factsHtml(columns, row, 'gone');
      status.textContent = '';
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : words.failed;
    }
  }
}

customElements.define('run-view', RunView);
