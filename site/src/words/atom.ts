// The log as an Atom feed (RFC 4287). A pure string: the same log gives the same bytes.

import { createHash } from 'node:crypto';
import type { Incident, LogEntry } from '#pipeline/publishing/contract.ts';
import { LOG_KINDS } from './labels.ts';
import { outcomeLabel } from './log.ts';

export interface FeedSource {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  readonly incidents: readonly Incident[];
  /** Of the data: it keeps the ids of two repositories apart. */
  readonly dataset: {
    readonly name: string;
    readonly title: string;
    readonly kind: 'simulated' | 'imported';
  };
  /** ISO 8601: when the feed changed, where nothing was decided yet. */
  readonly published: string;
  /** Address of the feed; of the page that shows the log. */
  readonly self: string;
  readonly page: string;
}

/** Entries in a feed: what a reader that looks once a month has missed. */
const LENGTH = 60;

interface Item {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  /** On the page. */
  readonly anchor: string;
  readonly summary: string;
}

export function atomFeed({ entries, incidents, dataset, published, self, page }: FeedSource): string {
  const shown = [...entries.map(ofEntry), ...incidents.map(ofIncident)]
    .sort((a, b) => (a.updated === b.updated ? 0 : a.updated < b.updated ? 1 : -1))
    .slice(0, LENGTH);
  const notice = dataset.kind === 'simulated' ? ' (simulated)' : '';
  const items = shown.map(
    ({ id, title, updated, anchor, summary }) => `  <entry>
    <id>${urn(dataset.name, id)}</id>
    <title>${xml(title)}</title>
    <updated>${xml(updated)}</updated>
    <link rel="alternate" type="text/html" href="${xml(`${page}#${encodeURIComponent(anchor)}`)}"/>
    <summary>${xml(summary)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${urn(dataset.name, 'log')}</id>
  <title>${xml(`Showrunner: decisions about ${dataset.title}${notice}`)}</title>
  <updated>${xml(shown[0]?.updated ?? published)}</updated>
  <author><name>Showrunner</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(page)}"/>
${items.join('')}</feed>
`;
}

function ofEntry(entry: LogEntry): Item {
  const kind = LOG_KINDS[entry.kind];
  const title = entry.outcome === entry.kind ? kind : `${kind}: ${outcomeLabel(entry).word}`;
  return { id: entry.id, title, updated: entry.at, anchor: entry.id, summary: entry.why || title };
}

/** One entry an incident, which changes when it is over. */
function ofIncident(incident: Incident): Item {
  const { rule, title, opened_by, opened_on, closed_on, sentence } = incident;
  return {
    id: `incident ${opened_by} ${rule}`,
    title: `Incident${closed_on === null ? '' : ', over'}: ${title}`,
    updated: `${closed_on ?? opened_on}T00:00:00.000Z`,
    anchor: 'incidents',
    summary: sentence,
  };
}

/** An id that stays with an entry wherever the site is served: a name-based UUID (RFC 9562, version 8) of the two names. */
function urn(dataset: string, name: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['showrunner', dataset, name]))
    .digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or attribute. What XML 1.0 has no way to write becomes U+FFFD. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
