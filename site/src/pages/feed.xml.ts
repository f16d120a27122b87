// /feed.xml: the log for feed readers. Without an address of its own the links are relative to where it is fetched.

import type { APIRoute } from 'astro';
import { valueOr } from '../data/json-file.ts';
import { published } from '../data/site-data.ts';
import { feed, monitoringPage } from '../links.ts';
import { atomFeed } from '../words/atom.ts';

export const GET: APIRoute = ({ site }) => {
  const { decisions, incidents, dataset, health } = published();
  const origin = site?.origin ?? '';
  const text = atomFeed({
    entries: valueOr(decisions, { entries: [] }).entries,
    incidents: valueOr(incidents, { incidents: [] }).incidents,
    dataset,
    published: health.generated_at,
    self: origin + feed(),
    page: origin + monitoringPage(),
  });
  return new Response(text, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
