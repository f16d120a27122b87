// <stale-banner>: shown when the published data are late by the visitor's clock.

import { isStale } from './staleness.ts';

class StaleBanner extends HTMLElement {
  connectedCallback(): void {
    const { expectedBy = '', published = '' } = this.dataset;
    this.hidden = !isStale(Date.now(), expectedBy, published);
  }
}

customElements.define('stale-banner', StaleBanner);
