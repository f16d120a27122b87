// The loop in one picture.

export const title = 'The loop';
export const about =
  'People watch, rate and click. The machine ingests that, observes, decides, trains a candidate, judges it, promotes it and publishes. People see the new lists, and it begins again. All of it is in Git: database, registry and audit log.';

/** In the order in which they follow each other. */
export const stops = [
  { name: 'People', about: 'watch, rate, click' },
  { name: 'Ingest', about: 'what people did' },
  { name: 'Observe', about: 'facts about now' },
  { name: 'Decide', about: 'one of four outcomes' },
  { name: 'Train', about: 'a candidate' },
  { name: 'Judge', about: 'on the same ground' },
  { name: 'Promote', about: 'in one commit' },
  { name: 'Publish', about: 'this site' },
] as const;

export const centre = { name: 'Git', about: 'database, registry, audit log' };
