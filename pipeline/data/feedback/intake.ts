// What the waiting lines say, line by line: kept, known already, or refused. Reads and remembers; writes nothing.

import { scanEventRows } from '../batches.ts';
import { readCatalogue } from '../catalogue.ts';
import { readRatingScale } from '../dataset.ts';
import type { InteractionRows } from '../interactions.ts';
import type { JsonLine } from '../jsonl.ts';
import { type FeedbackEvent, isRefusal, type Refusal, readEvent, type Surroundings } from './line.ts';
import { type QuarantinedLine, readSource } from './sources.ts';

/** A waiting file, read. */
export interface Source {
  path: string;
  sha256: string;
  refused: QuarantinedLine[];
}

/** What has been read so far, over all files. */
export interface Intake {
  surroundings: Surroundings;
  /** What each known event id says. */
  known: Map<string, string>;
  kept: FeedbackEvent[];
  read: number;
  duplicates: number;
}

/** An intake that knows the catalogue, the rating scale and every event on record. */
export async function prepareIntake(root: string, now: number): Promise<Intake> {
  const { byId } = await readCatalogue(root);
  const scale = await readRatingScale(root);
  const surroundings = { isFilm: (itemId: string) => byId.has(itemId), scale, now };
  return { surroundings, known: await readKnownEvents(root), kept: [], read: 0, duplicates: 0 };
}

/** What each event id on record says, so that a repeat can be told from another event under the same id. */
async function readKnownEvents(root: string): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  await scanEventRows(root, (rows) => {
    rows.event_id.forEach((event_id, i) => {
      if (event_id !== null) known.set(event_id, contentOf(eventAt(rows, i, event_id)));
    });
  });
  return known;
}

function eventAt(rows: InteractionRows, i: number, event_id: string): FeedbackEvent {
  const { user_id, item_id, signal, rating, timestamp } = rows;
  return {
    event_id,
    user_id: user_id[i],
    item_id: item_id[i],
    signal: signal[i],
    rating: rating[i],
    timestamp: timestamp[i],
  };
}

function contentOf({ user_id, item_id, signal, rating, timestamp }: FeedbackEvent): string {
  return JSON.stringify([user_id, item_id, signal, rating, timestamp]);
}

/** Reads one waiting file into the intake. */
export async function takeIn(root: string, path: string, intake: Intake): Promise<Source> {
  const refused: QuarantinedLine[] = [];
  const sha256 = await readSource(root, path, (line) => {
    intake.read++;
    const refusal = takeLine(line, intake);
    if (refusal === null) return;
    const { reason, problem } = refusal;
    refused.push({ file: path, line: line.line, reason, problem, text: line.text });
  });
  return { path, sha256, refused };
}

/** Keeps the line's event, or recognises it, or says why not. */
function takeLine(line: JsonLine, intake: Intake): Refusal | null {
  if ('reason' in line) return line;
  const event = readEvent(line.value, intake.surroundings);
  if (isRefusal(event)) return event;
  const content = contentOf(event);
  const known = intake.known.get(event.event_id);
  if (known === undefined) {
    intake.known.set(event.event_id, content);
    intake.kept.push(event);
  } else if (known === content) {
    intake.duplicates++;
  } else {
    return { reason: 'event_id_reused', problem: `event_id belongs to another event already: ${known}.` };
  }
  return null;
}
