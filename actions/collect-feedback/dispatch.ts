// Reactions that another system sends as a repository_dispatch. Whoever may send one may write to the repository, and
// what they send is checked line by line at ingestion all the same.

import { readTextFile } from '../../pipeline/data/files.ts';
import { InputError } from '../../pipeline/errors.ts';

const MOST_EVENTS = 1000;

/** The lines of the event that started this run; none when it was another kind of event. @param file its payload */
export async function dispatched(file: string): Promise<string[]> {
  const text = file === '' ? null : await readTextFile(file, 'the event');
  const payload: unknown = text === null ? null : JSON.parse(text);
  const client = field(payload, 'client_payload');
  if (client === undefined || client === null) return [];
  const events = field(client, 'events');
  if (Array.isArray(events) && events.length <= MOST_EVENTS)
    return events.map((event) => JSON.stringify(event));
  throw new InputError({
    place: 'client_payload.events',
    problem: Array.isArray(events) ? `${events.length} events came at once.` : 'there is no list of events.',
    legal: `Legal: a list of up to ${MOST_EVENTS} lines as in data/README.md.`,
  });
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}
